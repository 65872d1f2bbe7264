/** The menu of a card, a cell, a step, a stage or a lane. What it lists is plain data; what an entry does is an action. */
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { columnOf, isLocked, isScalar, items } from "../model/items";
import { chooseCurve, partCurves, addLaneBelow, addStageAfter, addStepAt, cellAt, duplicateHere, fold, growLane, moveHere, removeHere, setHeight, showLane } from "./actions";
import { detailsAt, openDetails } from "./aside";
import { copyCells, cutCells, fillSelection, pasteCells } from "./clip";
import { docOf, editable, type Control, type Spot } from "./control";
import { goTo, selection } from "./cursor";
import { begin } from "./editing";
import { laneOf, bandAt, stepAt } from "./frame";
import { cellKey, marksOf } from "./marks";
import { menuKeys, Pop, type Anchor } from "./pop";
import { words } from "./words";

export interface Entry {
  readonly label: string;
  readonly keys?: string;
  readonly act: () => void;
}

/** Entries; null is a line between two groups. */
export type Entries = readonly (Entry | null)[];

/** What can be done with a spot; its details, where it has any, come last. */
export function entriesFor(ctl: Control, spot: Spot): Entries {
  const entries = [...actsOn(ctl, spot), ...curveEntries(ctl, spot), ...ctl.extra(spot)];
  if (!detailsAt(ctl, spot)) return entries;
  const details = { label: words.act.details, keys: "Ctrl+.", act: () => openDetails(ctl, spot) };
  return entries.length ? [...entries, null, details] : [details];
}

/** Which curve of the emotion lane can be dragged. */
function curveEntries(ctl: Control, spot: Spot): Entries {
  const { curves } = ctl.frame;
  if (!curves?.all.some(({ id }) => spot.row === `lane:${id}`)) return [];
  const others = curves.apart ? [] : curves.all.filter(({ id }) => id !== curves.chosen);
  const part = { label: curves.apart ? words.curvesTogether : words.curvesApart, act: () => partCurves(ctl, !curves.apart) };
  return [null, ...others.map(({ id, name }) => ({ label: words.dragCurve(name), act: () => chooseCurve(ctl, id) })), part];
}

function actsOn(ctl: Control, spot: Spot): Entries {
  const lane = laneOf(ctl.frame, spot.row);
  if (!editable(ctl)) return cellAt(ctl, spot) ? [copyEntry(ctl)] : [];
  if (lane && spot.slot < 0) return laneEntries(ctl, lane.id, lane.height !== null);
  if (lane) return cellEntries(ctl, spot);
  if (spot.slot < 0) return [{ label: words.act.addStageOn, act: () => addStageAfter(ctl, -1) }, { label: words.act.addLane, act: () => addLaneBelow(ctl, null) }];
  return spot.row === "stages" ? stageEntries(ctl, spot) : stepEntries(ctl, spot);
}

const copyEntry = (ctl: Control): Entry => ({ label: words.act.copy, keys: "Ctrl+C", act: () => void copyCells(ctl) });

function cellEntries(ctl: Control, spot: Spot): Entries {
  const { act } = words;
  const cell = cellAt(ctl, spot);
  const lane = laneOf(ctl.frame, spot.row);
  if (!cell || !lane) return [];
  if (isLocked(docOf(ctl), cell)) return [copyEntry(ctl)];
  const count = items(docOf(ctl), cell).length;
  const several = !isScalar(lane.row) && lane.options.length === 0 && (columnOf(lane.row) === null || lane.many !== null);
  const entries: (Entry | null)[] = [...refusals(ctl, cell.step, cell.lane), { label: act.edit, keys: "Enter", act: () => begin(ctl, spot) }];
  if (several) entries.push({ label: act.addCard, keys: "Ctrl+Enter", act: () => begin(ctl, spot, { add: true }) });
  if (several && count) entries.push({ label: words.did.duplicate("cards"), keys: "Ctrl+D", act: () => duplicateHere(ctl) });
  if (!isScalar(lane.row) && count) entries.push(null, ...moves(ctl, ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]));
  entries.push(null, copyEntry(ctl), { label: act.cut, keys: "Ctrl+X", act: () => void cutCells(ctl) }, { label: act.paste, keys: "Ctrl+V", act: () => void pasteCells(ctl) });
  if (selection(ctl)) entries.push({ label: act.fill, keys: "Ctrl+D", act: () => fillSelection(ctl) });
  if (count || isScalar(lane.row)) entries.push(null, { label: count > 1 && !selection(ctl) ? words.did.remove("cards") : act.clear, keys: "Del", act: () => removeHere(ctl) });
  return entries;
}

/** What can be done about edits of a cell that were refused or written over; the buttons in the cell are no tab stops. */
function refusals(ctl: Control, step: string, lane: string): (Entry | null)[] {
  const { refusals: refused = [], mine } = marksOf(ctl.host.state(), performance.now(), ctl.ui.get().mine).get(cellKey(step, lane)) ?? {};
  const entries: Entry[] = refused.flatMap(({ counter }) => [
    { label: words.tryAgain, act: () => ctl.host.retry(counter) },
    { label: words.leaveIt, act: () => ctl.host.leave(counter) },
  ]);
  if (mine) entries.push({ label: words.useMine, act: mine.use }, { label: words.keepTheirs, act: mine.leave });
  return entries.length ? [...entries, null] : [];
}

function stepEntries(ctl: Control, spot: Spot): Entries {
  const { act } = words;
  const step = stepAt(ctl.frame, spot.slot);
  if (!step?.step) return step?.kind === "stub" ? [{ label: act.addStepIn, act: () => addStepAt(ctl, spot.slot, true) }] : [];
  return [
    { label: act.rename, keys: "Enter", act: () => begin(ctl, spot) },
    { label: act.addStepBefore, act: () => addStepAt(ctl, spot.slot, false) },
    { label: act.addStepAfter, keys: "Ctrl+Enter", act: () => addStepAt(ctl, spot.slot, true) },
    { label: words.did.duplicate("steps"), keys: "Ctrl+D", act: () => duplicateHere(ctl) },
    null,
    ...moves(ctl, ["ArrowLeft", "ArrowRight"]),
    null,
    { label: words.did.remove("steps"), keys: "Del", act: () => removeHere(ctl) },
  ];
}

function stageEntries(ctl: Control, spot: Spot): Entries {
  const { act } = words;
  const band = bandAt(ctl.frame, spot.slot);
  const folds = docOf(ctl).runs !== null;
  const add: Entry = { label: act.addStage, keys: "Ctrl+Enter", act: () => addStageAfter(ctl, spot.slot) };
  if (!band?.stage) return [add];
  return [
    { label: act.rename, keys: "Enter", act: () => begin(ctl, spot) },
    add,
    { label: act.addStepIn, act: () => addStepAt(ctl, band.slot + band.span - 1, true) },
    ...(folds ? [{ label: ctl.ui.get().folded.has(band.stage) ? act.unfold : act.fold, keys: "Space", act: () => fold(ctl, band.stage ?? "") }] : []),
    { label: act.duplicateStage, keys: "Ctrl+D", act: () => duplicateHere(ctl) },
    null,
    ...moves(ctl, ["ArrowLeft", "ArrowRight"]),
    null,
    { label: act.removeStage, keys: "Del", act: () => removeHere(ctl) },
  ];
}

function laneEntries(ctl: Control, lane: string, sized: boolean): Entries {
  const { act } = words;
  return [
    { label: act.rename, keys: "Enter", act: () => begin(ctl, ctl.spot) },
    { label: act.addLane, keys: "Ctrl+Enter", act: () => addLaneBelow(ctl, lane) },
    { label: words.did.duplicate("lanes"), keys: "Ctrl+D", act: () => duplicateHere(ctl) },
    { label: act.hideLane, act: () => showLane(ctl, lane, false) },
    null,
    ...moves(ctl, ["ArrowUp", "ArrowDown"]),
    { label: act.taller, keys: "Alt+Shift+↓", act: () => growLane(ctl, 16) },
    { label: act.lower, keys: "Alt+Shift+↑", act: () => growLane(ctl, -16) },
    ...(sized ? [{ label: act.autoHeight, act: () => setHeight(ctl, lane, null) }] : []),
    null,
    { label: words.did.remove("lanes"), keys: "Del", act: () => removeHere(ctl) },
  ];
}

const arrows = { ArrowLeft: ["moveLeft", "Alt+←"], ArrowRight: ["moveRight", "Alt+→"], ArrowUp: ["moveUp", "Alt+↑"], ArrowDown: ["moveDown", "Alt+↓"] } as const;

const moves = (ctl: Control, keys: readonly (keyof typeof arrows)[]): Entry[] =>
  keys.map((key) => ({ label: words.act[arrows[key][0]], keys: arrows[key][1], act: () => moveHere(ctl, key) }));

export function Menu({ ctl, menu }: { ctl: Control; menu: { anchor: Anchor; spot: Spot } }): JSX.Element | null {
  const list = useRef<HTMLDivElement>(null);
  const entries = entriesFor(ctl, menu.spot);
  useLayoutEffect(() => list.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus({ preventScroll: true }), []);
  const close = (back: boolean): void => {
    ctl.ui.set({ menu: null });
    if (back) goTo(ctl, ctl.spot, ctl.anchor !== null);
  };
  if (!entries.length) return null;
  return (
    <Pop anchor={menu.anchor} label={words.more} role="menu" close={close}>
      <div ref={list} role="presentation" onKeyDown={menuKeys}>
        {entries.map((entry, i) =>
          entry === null ? <hr key={i} role="separator" /> : (
            <button key={`${i} ${entry.label}`} type="button" role="menuitem" tabIndex={-1} onClick={() => { close(true); entry.act(); }}>
              <span>{entry.label}</span>
              {entry.keys && <span class="key" aria-hidden="true">{entry.keys}</span>}
            </button>
          ),
        )}
      </div>
    </Pop>
  );
}
