/** What a drag carries: a card, a step, a stage, a lane, a lane's edge, a point of the curve, or the corner of a selection. */
import { slotUnder as slotAtPlace } from "../layout/board";
import { scaleY, snap, valueAt } from "../layout/curve";
import { moveItem, moveLane, moveStage, moveStep, setLane, setValue } from "../model/gestures";
import { isScalar, isLocked, items } from "../model/items";
import { fromScale, scaleOf, toScale } from "../model/scales";
import { display } from "../model/values";
import { edit } from "./actions";
import { docOf, editable, type Control, type Landing } from "./control";
import { goTo, spotOf } from "./cursor";
import { domainOf, MARGIN } from "./curve";
import { bandAt, laneOf, slotOfStep, stepAt } from "./frame";
import { ghost, type Ghost } from "./ghost";
import type { LaneLook } from "./look";
import { words } from "./words";

export interface Carried {
  /** Begins with the first move also on a touch screen: the element takes no scrolling. */
  readonly atOnce?: boolean;
  readonly sideways?: boolean;
  readonly updown?: boolean;
  start?(x: number, y: number): void;
  over(x: number, y: number): void;
  drop(): void;
  cancel(): void;
}

export function carriedBy(ctl: Control, target: Element, touch: boolean): Carried | null {
  const point = target.closest<HTMLElement>("[data-point]");
  const open = editable(ctl);
  if (open && point) return pointCarried(ctl, point);
  if (open && target.closest("[data-grip]")) return edgeCarried(ctl, target);
  if (open && target.closest("[data-handle]")) return laneCarried(ctl, target);
  const card = target.closest<HTMLElement>("[data-card]");
  if (open && card) return cardCarried(ctl, card) ?? (touch ? null : selectionCarried(ctl));
  const step = target.closest<HTMLElement>(".step[data-step]");
  if (open && step) return stepCarried(ctl, step);
  const stage = target.closest<HTMLElement>(".stage[data-stage]");
  if (open && stage?.dataset.stage) return stageCarried(ctl, stage, stage.dataset.stage);
  if (touch) return NOTHING;
  return target.closest(".cell") ? selectionCarried(ctl) : null;
}

/** A long press that carries nothing opens the menu when it ends. */
const NOTHING: Carried = { over: () => undefined, drop: () => undefined, cancel: () => undefined };

const under = (ctl: Control, x: number, y: number): Element | null => (ctl.root?.getRootNode() as ShadowRoot | undefined)?.elementFromPoint?.(x, y) ?? null;

/** The shared part of every drag that lands somewhere. */
function landing(ctl: Control, from: HTMLElement, find: (x: number, y: number) => Landing | null, put: (to: Landing) => void): Carried {
  let shade: Ghost | null = null;
  const done = (): void => {
    shade?.remove();
    ctl.ui.set({ landing: null });
  };
  return {
    sideways: true,
    updown: true,
    start: (x, y) => void (shade = ghost(ctl, from, x, y)),
    over: (x, y) => {
      shade?.move(x, y);
      const to = find(x, y);
      if (JSON.stringify(to) !== JSON.stringify(ctl.ui.get().landing)) ctl.ui.set({ landing: to });
    },
    drop: () => {
      const to = ctl.ui.get().landing;
      done();
      if (to) put(to);
    },
    cancel: done,
  };
}

function cardCarried(ctl: Control, card: HTMLElement): Carried | null {
  const cell = card.closest<HTMLElement>(".cell");
  const lane = laneOf(ctl.frame, `lane:${cell?.dataset.lane ?? ""}`);
  const step = cell?.dataset.step;
  if (!lane || !step || isScalar(lane.row) || lane.options.length || isLocked(docOf(ctl), { step, lane: lane.id })) return null;
  const from = { step, lane: lane.id };
  const index = Number(card.dataset.item ?? card.dataset.index ?? 0);
  return landing(ctl, card, (x, y) => cardLanding(ctl, x, y), (to) => {
    if (to.what !== "card") return;
    const target = { step: to.step, lane: to.lane };
    const ops = moveItem(docOf(ctl), from, index, target, to.before);
    if (!ops.length || !edit(ctl, ops, words.did.move("cards"))) return;
    const moved = from.step === to.step && from.lane === to.lane && to.before > index ? to.before - 1 : to.before;
    goTo(ctl, { row: `lane:${to.lane}`, slot: slotOfStep(ctl, to.step), item: moved });
  });
}

function cardLanding(ctl: Control, x: number, y: number): Landing | null {
  const cell = under(ctl, x, y)?.closest<HTMLElement>(".cell[data-step]");
  const lane = laneOf(ctl.frame, `lane:${cell?.dataset.lane ?? ""}`);
  const step = cell?.dataset.step;
  if (!cell || !lane || !step || isScalar(lane.row) || lane.options.length || isLocked(docOf(ctl), { step, lane: lane.id })) return null;
  const taken = items(docOf(ctl), { step, lane: lane.id }).length > 0;
  if (taken && lane.column !== null && lane.many === null) return null;
  return { what: "card", step, lane: lane.id, before: gapAt(cell, x, y) };
}

/** The gap between the items of a cell that a point means. */
function gapAt(cell: HTMLElement, x: number, y: number): number {
  const found = [...cell.querySelectorAll<HTMLElement>("[data-card]")];
  const chips = found[0]?.matches(".chip") ?? false;
  const before = found.findIndex((one) => {
    const box = one.getBoundingClientRect();
    return chips ? y < box.bottom && x < box.left + box.width / 2 : y < box.top + box.height / 2;
  });
  return before < 0 ? found.length : before;
}

function stepCarried(ctl: Control, header: HTMLElement): Carried {
  const step = header.dataset.step ?? "";
  return landing(ctl, header, (x) => stepLanding(ctl, x), (to) => {
    if (to.what !== "step") return;
    const beyond = stepAt(ctl.frame, to.slot + (to.after ? 1 : 0));
    const before = beyond && (!to.after || beyond.stage === to.stage) ? beyond.step : null;
    if (edit(ctl, moveStep(docOf(ctl), step, to.stage, before), words.did.move("steps"))) goTo(ctl, { row: "steps", slot: slotOfStep(ctl, step), item: 0 });
  });
}

/** The slot under a place, whatever row the pointer is over. */
function slotUnder(ctl: Control, x: number): { slot: number; after: boolean } | null {
  const box = ctl.scroll?.getBoundingClientRect();
  if (!box || !ctl.scroll) return null;
  const place = x - box.left - ctl.frame.rail + ctl.scroll.scrollLeft;
  const under = slotAtPlace(ctl.frame.plan, place);
  return under && { slot: under.index, after: place - under.x > under.width / 2 };
}

function stepLanding(ctl: Control, x: number): Landing | null {
  const found = slotUnder(ctl, x);
  const here = found && stepAt(ctl.frame, found.slot);
  return found && here ? { what: "step", ...found, stage: here.stage } : null;
}

function stageCarried(ctl: Control, band: HTMLElement, stage: string): Carried {
  const find = (x: number): Landing | null => {
    const found = slotUnder(ctl, x);
    const over = found && bandAt(ctl.frame, found.slot);
    return found && over ? { what: "stage", slot: over.slot, after: found.slot * 2 + (found.after ? 1 : 0) >= over.slot * 2 + over.span } : null;
  };
  return landing(ctl, band, find, (to) => {
    if (to.what !== "stage") return;
    const over = bandAt(ctl.frame, to.slot);
    const beside = over && (to.after ? bandAt(ctl.frame, over.slot + over.span)?.stage : over.stage);
    edit(ctl, moveStage(docOf(ctl), stage, beside ?? null), words.did.move("stages"));
  });
}

function laneCarried(ctl: Control, handle: Element): Carried | null {
  const row = handle.closest<HTMLElement>("[data-row]");
  const lane = row?.dataset.lane;
  const rail = row?.querySelector<HTMLElement>(".rail");
  if (!row || !rail || lane === undefined) return null;
  const find = (x: number, y: number): Landing | null => {
    const over = under(ctl, x, y)?.closest<HTMLElement>(".row.lane");
    const box = over?.getBoundingClientRect();
    return over && box ? { what: "lane", lane: over.dataset.lane ?? "", after: y > box.top + box.height / 2 } : null;
  };
  return { ...landing(ctl, rail, find, (to) => {
    if (to.what !== "lane") return;
    const shown = ctl.frame.lanes.map((look) => look.id);
    const before = to.after ? (shown[shown.indexOf(to.lane) + 1] ?? null) : to.lane;
    edit(ctl, moveLane(docOf(ctl), lane, before), words.did.move("lanes"));
  }), atOnce: true, sideways: false };
}

function edgeCarried(ctl: Control, grip: Element): Carried | null {
  const row = grip.closest<HTMLElement>("[data-row]");
  const lane = row?.dataset.lane;
  if (!row || lane === undefined) return null;
  const box = row.getBoundingClientRect();
  const done = (): void => ctl.port.set({ resizing: null });
  return {
    atOnce: true,
    over: (_, y) => ctl.port.set({ resizing: { lane, height: Math.round(Math.max(24, Math.min(2000, y - box.top))) } }),
    drop: () => {
      const height = ctl.port.get().resizing?.height;
      if (height !== undefined) edit(ctl, setLane(docOf(ctl), lane, "height", height), words.did.height);
      done();
    },
    cancel: done,
  };
}

function pointCarried(ctl: Control, point: HTMLElement): Carried | null {
  const cell = point.closest<HTMLElement>(".cell");
  const lane = laneOf(ctl.frame, `lane:${cell?.dataset.lane ?? ""}`);
  const step = cell?.dataset.step;
  if (!cell || !lane || !step || isLocked(docOf(ctl), { step, lane: lane.id })) return null;
  const domain = domainOf(lane);
  const box = cell.getBoundingClientRect();
  const label = point.querySelector("output");
  const show = (value: number): void => {
    point.style.setProperty("--y", `${MARGIN + scaleY(domain, 100 - 2 * MARGIN)(value)}%`);
    if (label) label.textContent = display(value, lane.row);
    ctl.port.set({ held: { step, lane: lane.id, value } });
  };
  const done = (): void => {
    point.classList.remove("held");
    ctl.port.set({ held: null });
  };
  const now = docOf(ctl).tables.steps.rows.get(step)?.[lane.column ?? ""];
  return {
    atOnce: true,
    start: () => point.classList.add("held"),
    over: (_, y) => show(snapped(valueAt(domain, 100 - 2 * MARGIN, ((y - box.top) / box.height) * 100 - MARGIN), lane)),
    drop: () => {
      const value = ctl.port.get().held?.value;
      done();
      if (value !== undefined) edit(ctl, setValue(docOf(ctl), { step, lane: lane.id }, value), words.did.emotion);
    },
    cancel: () => {
      if (typeof now === "number") show(now);
      done();
    },
  };
}

/** A value on the grid of the scale it is shown on. */
function snapped(value: number, lane: LaneLook): number {
  const scale = scaleOf(lane.row);
  return scale ? fromScale(snap(toScale(value, scale), scale), scale) : snap(value, domainOf(lane));
}

function selectionCarried(ctl: Control): Carried {
  return {
    sideways: true,
    updown: true,
    over: (x, y) => {
      const spot = spotOf(under(ctl, x, y));
      if (spot && spot.slot >= 0 && laneOf(ctl.frame, spot.row) && (spot.row !== ctl.spot.row || spot.slot !== ctl.spot.slot)) goTo(ctl, spot, true);
    },
    drop: () => undefined,
    cancel: () => undefined,
  };
}
