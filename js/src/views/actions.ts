/** What keys, menus and drags do: each makes one edit and puts the cursor where the thing went. */
import * as gestures from "../model/gestures";
import { columnOf, isLocked, isScalar, items, type Cell } from "../model/items";
import { nudge as nudged, stepOf } from "../layout/curve";
import { positionOf, row } from "../model/document";
import { fromScale, scaleOf, toScale } from "../model/scales";
import type { Op } from "../model/types";
import { docOf, editable, say, type Control, type Spot } from "./control";
import { cellElement, goTo, rowElement, selection, stand } from "./cursor";
import { begin } from "./editing";
import { absentBetween, bandAt, headAt, laneOf, slotOfStep, stepAt, stepsBetween, type BandAt } from "./frame";
import { words } from "./words";

/** One edit; says so when there was nothing to do. */
export function edit(ctl: Control, ops: Op[], label: string): boolean {
  if (!editable(ctl)) return false;
  if (!ops.length) {
    say(ctl, words.said.same);
    return false;
  }
  ctl.host.edit(ops, label);
  ctl.ui.set({ problem: "" });
  say(ctl, label);
  return true;
}

export function cellAt(ctl: Control, spot: Spot): Cell | null {
  const lane = laneOf(ctl.frame, spot.row);
  const step = stepAt(ctl.frame, spot.slot)?.step;
  return lane && step ? { step, lane: lane.id } : null;
}

/** The cells of the selection, or the cursor's. */
export function selectedCells(ctl: Control): Cell[] {
  const area = selection(ctl);
  const one = cellAt(ctl, ctl.spot);
  if (!area) return one ? [one] : [];
  const steps = stepsBetween(ctl.frame, area.left, area.right);
  const lanes = ctl.frame.rows.slice(area.top, area.bottom + 1).flatMap((r) => laneOf(ctl.frame, r)?.id ?? []);
  return lanes.flatMap((lane) => steps.map((step) => ({ step, lane })));
}

/** Whether every step of a range is here. Where not they are fetched, and a sentence asks to do it again. */
export function allHere(ctl: Control, left: number, right: number): boolean {
  const absent = absentBetween(ctl.frame, left, right);
  if (!absent) return true;
  ctl.host.want(absent.from, absent.to);
  ctl.ui.set({ problem: words.notHere });
  say(ctl, words.notHere);
  return false;
}

const selectionHere = (ctl: Control): boolean => {
  const area = selection(ctl);
  return !area || allHere(ctl, area.left, area.right);
};

export function clearSelected(ctl: Control): void {
  if (selectionHere(ctl)) edit(ctl, gestures.clearCells(docOf(ctl), selectedCells(ctl)), words.did.clear);
}

export function removeHere(ctl: Control): void {
  const { spot } = ctl;
  const cell = cellAt(ctl, spot);
  if (!cell) return removeHead(ctl, spot);
  const found = items(docOf(ctl), cell);
  if (selection(ctl) || found.length < 2) clearSelected(ctl);
  else if (edit(ctl, gestures.removeItem(docOf(ctl), cell, spot.item), words.did.remove("cards")))
    goTo(ctl, { ...spot, item: Math.max(0, Math.min(spot.item, found.length - 2)) });
}

const removes = { lanes: gestures.removeLane, steps: gestures.removeStep, stages: gestures.removeStage };
const duplicates = { lanes: gestures.duplicateLane, steps: gestures.duplicateStep, stages: gestures.duplicateStage };

function removeHead(ctl: Control, spot: Spot): void {
  const head = headAt(ctl.frame, spot);
  if (head && edit(ctl, removes[head.at](docOf(ctl), head.id), words.did.remove(head.at))) goTo(ctl, spot);
}

export function duplicateHere(ctl: Control): void {
  const { spot } = ctl;
  const cell = cellAt(ctl, spot);
  if (!cell) return duplicateHead(ctl, spot);
  if (edit(ctl, gestures.duplicateItem(docOf(ctl), cell, spot.item), words.did.duplicate("cards"))) goTo(ctl, { ...spot, item: spot.item + 1 });
}

function duplicateHead(ctl: Control, spot: Spot): void {
  const head = headAt(ctl.frame, spot);
  const done = head && edit(ctl, duplicates[head.at](docOf(ctl), head.id), words.did.duplicate(head.at));
  if (done && head.at === "steps") goTo(ctl, { ...spot, slot: spot.slot + 1 });
}

/** Moves what the cursor is on one place along an arrow. */
export function moveHere(ctl: Control, key: string): void {
  const { spot } = ctl;
  const across = key === "ArrowLeft" ? -1 : key === "ArrowRight" ? 1 : 0;
  const down = key === "ArrowUp" ? -1 : key === "ArrowDown" ? 1 : 0;
  if (cellAt(ctl, spot)) return moveItemBy(ctl, across, down);
  const head = headAt(ctl.frame, spot);
  const way = head?.at === "lanes" ? down : across;
  if (head && way) moves[head.at](ctl, head.id, way);
}

function moveItemBy(ctl: Control, across: number, down: number): void {
  const { spot, frame } = ctl;
  const doc = docOf(ctl);
  const from = cellAt(ctl, spot);
  if (!from || !items(doc, from)[spot.item]) return;
  const here = items(doc, from).length;
  const within = down !== 0 && spot.item + down >= 0 && spot.item + down < here;
  const to = within ? spot : { ...spot, slot: spot.slot + across, row: down ? nextCardLane(ctl, spot.row, down) : spot.row };
  const target = cellAt(ctl, to);
  if (!target || (!within && to.row === spot.row && to.slot === spot.slot)) return say(ctl, words.said.edge);
  const gap = within ? spot.item + (down > 0 ? 2 : -1) : down < 0 || across ? items(doc, target).length : 0;
  if (!edit(ctl, gestures.moveItem(doc, from, spot.item, target, gap), words.did.move("cards"))) return;
  goTo(ctl, { ...to, item: within ? spot.item + down : gap });
  say(ctl, words.said.movedTo(stepAt(frame, to.slot)?.name ?? "", laneOf(frame, to.row)?.name ?? ""));
}

/** The next lane in a direction that can hold a card or a text. */
function nextCardLane(ctl: Control, from: string, way: number): string {
  const { rows } = ctl.frame;
  for (let r = rows.indexOf(from) + way; r >= 0 && r < rows.length; r += way) {
    const lane = laneOf(ctl.frame, rows[r] ?? "");
    if (lane && !isScalar(lane.row) && !lane.locked && (columnOf(lane.row) === null || lane.many !== null || !lane.options.length)) return rows[r] ?? from;
  }
  return from;
}

function moveLaneBy(ctl: Control, lane: string, way: number): void {
  const shown = ctl.frame.lanes.map(({ id }) => id);
  const at = shown.indexOf(lane) + way;
  if (at < 0 || at >= shown.length) return say(ctl, words.said.edge);
  const before = shown[way < 0 ? at : at + 1] ?? null;
  if (edit(ctl, gestures.moveLane(docOf(ctl), lane, before), words.did.move("lanes"))) goTo(ctl, ctl.spot);
}

function moveStepBy(ctl: Control, step: string, way: number): void {
  const stage = stepAt(ctl.frame, ctl.spot.slot)?.stage ?? null;
  const doc = docOf(ctl);
  const beside = stepAt(ctl.frame, ctl.spot.slot + way);
  // At the edge of a stage a move first changes the stage, then the place.
  if (beside && beside.stage !== stage) {
    const ops: Op[] = [{ op: "set", table: "steps", id: step, column: "stage", value: beside.stage }];
    if (edit(ctl, ops, words.did.move("steps"))) goTo(ctl, ctl.spot);
    return;
  }
  const before = way < 0 ? beside?.step : (stepAt(ctl.frame, ctl.spot.slot + 2)?.step ?? null);
  if (!beside || before === undefined) return say(ctl, words.said.edge);
  if (edit(ctl, gestures.moveStep(doc, step, stage, before), words.did.move("steps"))) followStep(ctl, step);
}

function followStep(ctl: Control, step: string): void {
  const slot = slotOfStep(ctl, step);
  goTo(ctl, { ...ctl.spot, slot: slot < 0 ? ctl.spot.slot : slot });
}

function moveStageBy(ctl: Control, stage: string, way: number): void {
  const band = bandAt(ctl.frame, ctl.spot.slot);
  const beside = band && bandBeside(ctl, band, stage, way);
  if (!beside) return say(ctl, words.said.edge);
  const before = way < 0 ? beside.stage : (bandBeside(ctl, beside, stage, 1)?.stage ?? null);
  const first = stepAt(ctl.frame, band.slot)?.step;
  if (edit(ctl, gestures.moveStage(docOf(ctl), stage, before), words.did.move("stages")) && first) followStep(ctl, first);
}

const moves = { lanes: moveLaneBy, steps: moveStepBy, stages: moveStageBy };

/** The next band of another stage as they stand on the board; the order of their table may be another. */
function bandBeside(ctl: Control, from: BandAt, own: string, way: number): BandAt | undefined {
  let band = bandAt(ctl.frame, way < 0 ? from.slot - 1 : from.slot + from.span);
  while (band && (band.stage === null || band.stage === own)) band = bandAt(ctl.frame, way < 0 ? band.slot - 1 : band.slot + band.span);
  return band;
}

export function addStepAt(ctl: Control, slot: number, after: boolean): void {
  const doc = docOf(ctl);
  const here = stepAt(ctl.frame, slot);
  const stage = here?.stage ?? doc.tables.stages.order.at(-1) ?? null;
  const next = stepAt(ctl.frame, slot + 1);
  const before = after ? (next && next.stage === stage ? (next.step ?? null) : null) : (here?.step ?? null);
  const ops = gestures.addStep(doc, { stage, before, name: words.newStep });
  if (edit(ctl, ops, words.did.add("steps"))) nameNew(ctl, "steps", slotOfStep(ctl, made(ops, "steps")));
}

const made = (ops: readonly Op[], table: Op["table"]): string => ops.find((op) => op.op === "insert" && op.table === table)?.id ?? "";

/** Puts the cursor on what was just made and opens its name, so that it can be typed. */
function nameNew(ctl: Control, row: string, slot: number): void {
  const spot = { row, slot, item: 0 };
  goTo(ctl, spot);
  begin(ctl, spot);
}

export function addStageAfter(ctl: Control, slot: number): void {
  const band = bandAt(ctl.frame, slot);
  const before = band ? (stepAt(ctl.frame, band.slot + band.span)?.step ?? null) : null;
  const ops = gestures.addStage(docOf(ctl), words.newStage, before, words.newStep);
  if (edit(ctl, ops, words.did.add("stages"))) nameNew(ctl, "stages", slotOfStep(ctl, made(ops, "steps")));
}

export function addLaneBelow(ctl: Control, lane: string | null): void {
  const doc = docOf(ctl);
  const at = lane === null ? -1 : positionOf(doc, "lanes", lane);
  const before = lane === null ? null : (doc.tables.lanes.order[at + 1] ?? null);
  const ops = gestures.addLane(doc, { name: words.newLane, kind: "cards" }, before);
  if (edit(ctl, ops, words.did.add("lanes"))) nameNew(ctl, `lane:${made(ops, "lanes")}`, -1);
}

export function showLane(ctl: Control, lane: string, visible: boolean): void {
  edit(ctl, gestures.setLane(docOf(ctl), lane, "visible", visible), visible ? words.did.showLane : words.did.hideLane);
}

export function moveLaneTo(ctl: Control, lane: string, before: string | null): void {
  edit(ctl, gestures.moveLane(docOf(ctl), lane, before), words.did.move("lanes"));
}

/** Sets a lane's height; null lets it follow its content. */
export function setHeight(ctl: Control, lane: string, height: number | null): void {
  edit(ctl, gestures.setLane(docOf(ctl), lane, "height", height), words.did.height);
}

export function growLane(ctl: Control, by: number): void {
  const lane = laneOf(ctl.frame, ctl.spot.row);
  const now = lane && (lane.height ?? rowElement(ctl, ctl.spot.row)?.clientHeight ?? 44);
  if (lane && now) setHeight(ctl, lane.id, Math.max(24, Math.min(2000, Math.round(now + by))));
}

/** Moves the point of the emotion curve. */
export function nudge(ctl: Control, spot: Spot, by: number): void {
  const cell = cellAt(ctl, spot);
  const lane = laneOf(ctl.frame, spot.row);
  if (!cell || !lane?.column || isLocked(docOf(ctl), cell)) return;
  const scale = scaleOf(lane.row);
  const domain = scale ?? lane.domain ?? [-2, 2];
  const now = row(docOf(ctl), "steps", cell.step)?.[lane.column];
  // A column of whole numbers takes no tenths: one press is one step of it.
  const grain = lane.row.format === "whole" ? Math.max(1, Math.round(1 / stepOf(domain))) : 1;
  const shown = nudged(typeof now !== "number" ? (domain[0] + domain[1]) / 2 : scale ? toScale(now, scale) : now, by * grain, domain);
  const value = scale ? fromScale(shown, scale) : shown;
  if (edit(ctl, gestures.setValue(docOf(ctl), cell, value), words.did.emotion)) say(ctl, String(shown));
}

/** Lets another curve of the emotion lane be dragged; the cursor stays on the lane. */
export function chooseCurve(ctl: Control, curve: string): void {
  const was = ctl.frame.curves?.chosen;
  ctl.ui.set({ curves: { ...ctl.ui.get().curves, curve } });
  if (ctl.spot.row === `lane:${was}`) goTo(ctl, { ...ctl.spot, row: `lane:${curve}` });
}

/** Gives each curve a lane of its own, or puts them together again. */
export function partCurves(ctl: Control, apart: boolean): void {
  ctl.ui.set({ curves: { ...ctl.ui.get().curves, apart } });
  goTo(ctl, ctl.spot);
}

export function fold(ctl: Control, stage: string): void {
  const folded = new Set(ctl.ui.get().folded);
  if (!folded.delete(stage)) folded.add(stage);
  ctl.ui.set({ folded });
}

export function undo(ctl: Control): void {
  const can = ctl.host.state().canUndo;
  if (can) ctl.host.undo();
  say(ctl, can ? words.said.undone : words.said.nothingToUndo);
}

export function redo(ctl: Control): void {
  const can = ctl.host.state().canRedo;
  if (can) ctl.host.redo();
  say(ctl, can ? words.said.redone : words.said.nothingToRedo);
}

export function openMenu(ctl: Control, spot: Spot, at?: { x: number; y: number }): void {
  const box = at ? { left: at.x, right: at.x, top: at.y, bottom: at.y } : cellElement(ctl, spot)?.getBoundingClientRect();
  if (!box) return;
  stand(ctl, spot);
  ctl.ui.set({ menu: { anchor: { left: box.left, top: box.top, right: box.right, bottom: box.bottom }, spot } });
}
