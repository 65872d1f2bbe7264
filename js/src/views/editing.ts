/** Opening an editor, keeping what was typed, giving up. */
import { addItem, rename, setItem, setValue } from "../model/gestures";
import { cellValue, isCut, isLocked, isScalar, items, plainText } from "../model/items";
import type { Doc, Op, Value } from "../model/types";
import { row } from "../model/document";
import { editText, preview } from "../model/values";
import { docOf, editable, say, type Control, type Editing, type Spot } from "./control";
import { goTo, next, stand } from "./cursor";
import { headAt, laneOf, stepAt, type Head } from "./frame";
import type { LaneLook } from "./look";
import { cellKey } from "./marks";
import { offer } from "./mine";
import { enterMoves } from "./paths_lane";
import { words } from "./words";

export interface Begin {
  /** What was typed to open the editor; it replaces what is there. */
  typed?: string;
  /** A new item behind the others. */
  add?: boolean;
}

/** Opens the editor of a spot; says why where there is none. */
export function begin(ctl: Control, spot: Spot, { typed, add = false }: Begin = {}): void {
  const lane = laneOf(ctl.frame, spot.row);
  const from = lane?.kind === "paths" ? stepAt(ctl.frame, spot.slot)?.step : null;
  if (from && enterMoves(ctl, from)) return;
  if (!editable(ctl)) return;
  if (!lane || spot.slot < 0) return beginName(ctl, spot, typed);
  const step = stepAt(ctl.frame, spot.slot)?.step;
  if (!step) return say(ctl, words.notNow);
  const cell = { step, lane: lane.id };
  if (isLocked(docOf(ctl), cell)) return say(ctl, lane.locked ? words.lockedLane : words.locked);
  if (lane.kind === "flag" && typed === undefined) return toggle(ctl, spot);
  const made = newItem(ctl, lane, step, add);
  const item = made ? items(docOf(ctl), cell).length : spot.item;
  const was = made ? "" : textAt(docOf(ctl), lane, step, item);
  open(ctl, spot, { at: "cell", step, lane: lane.id, item, add: made, text: typed ?? was, was, all: typed === undefined });
}

/** Whether the editor makes a new item: asked for, or because there is none. */
function newItem(ctl: Control, lane: LaneLook, step: string, add: boolean): boolean {
  if (isScalar(lane.row) || lane.options.length) return false;
  return add ? lane.column === null || lane.many !== null : items(docOf(ctl), { step, lane: lane.id }).length === 0;
}

function textAt(doc: Doc, lane: LaneLook, step: string, item: number): string {
  const cell = { step, lane: lane.id };
  if (isScalar(lane.row)) return editText(cellValue(doc, cell), lane.row);
  return items(doc, cell)[item]?.text ?? "";
}

function open(ctl: Control, spot: Spot, editing: Editing): void {
  stand(ctl, { ...spot, item: editing.at === "cell" ? editing.item : 0 });
  ctl.anchor = null;
  ctl.wanted = false;
  if (editing.at === "cell" && cutHere(ctl, editing)) return void whole(ctl, editing);
  ctl.ui.set({ editing, menu: null });
}

function cutHere(ctl: Control, { step, lane, item, add }: Extract<Editing, { at: "cell" }>): boolean {
  const cell = { step, lane };
  return !add && (isCut(docOf(ctl), cell) || items(docOf(ctl), cell)[item]?.cut === true);
}

/** Brings the whole of a text that travelled cut, then opens its editor. */
async function whole(ctl: Control, editing: Extract<Editing, { at: "cell" }>): Promise<void> {
  say(ctl, words.reading);
  const cell = { step: editing.step, lane: editing.lane };
  const lane = laneOf(ctl.frame, `lane:${editing.lane}`);
  const card = items(docOf(ctl), cell)[editing.item]?.card;
  try {
    const value = card ? await ctl.host.read("cards", card.id, "text") : await ctl.host.read("steps", editing.step, lane?.column ?? "");
    const text = plainText(value);
    ctl.ui.set({ editing: { ...editing, text, was: text, all: false, reading: true } });
  } catch {
    say(ctl, words.readFailed);
  }
}

function beginName(ctl: Control, spot: Spot, typed?: string): void {
  const place = headAt(ctl.frame, spot);
  if (!place) return;
  const was = plainText(row(docOf(ctl), place.at, place.id)?.name ?? "");
  open(ctl, spot, { ...place, text: typed ?? was, was, all: typed === undefined });
}

/** Turns a flag: nothing, yes, no. */
export function toggle(ctl: Control, spot: Spot): void {
  const lane = laneOf(ctl.frame, spot.row);
  const step = stepAt(ctl.frame, spot.slot)?.step;
  if (!lane || !step) return;
  const cell = { step, lane: lane.id };
  ctl.host.edit(setValue(docOf(ctl), cell, cellValue(docOf(ctl), cell) !== true), words.did.set(lane.name));
}

/** Keeps what was typed and closes the editor; then moves, where a way is given. */
export function keep(ctl: Control, text: string, way?: "ArrowRight" | "ArrowLeft"): void {
  if (!keepQuietly(ctl, text)) return;
  const to = way ? next(ctl, way, false) : null;
  goTo(ctl, to && to.row === ctl.spot.row ? to : ctl.spot);
}

/** Keeps what was typed without taking the focus: the person pressed somewhere else. */
export function keepQuietly(ctl: Control, text: string): boolean {
  const { editing } = ctl.ui.get();
  if (!editing) return false;
  ctl.ui.set({ editing: null });
  if (text !== editing.was) ctl.host.edit(opsFor(ctl, editing, text), labelOf(ctl, editing));
  return true;
}

/** Closes the editor. What was typed over a cell that another changed meanwhile is still offered. */
export function giveUp(ctl: Control, text: string): void {
  const { editing } = ctl.ui.get();
  ctl.ui.set({ editing: null });
  if (editing?.at === "cell" && !editing.add && !editing.reading && text !== editing.was) {
    const lane = laneOf(ctl.frame, `lane:${editing.lane}`);
    const now = lane ? textAt(docOf(ctl), lane, editing.step, editing.item) : editing.was;
    if (now !== editing.was) offer(ctl, cellKey(editing.step, editing.lane), text, now, opsFor(ctl, editing, text));
  }
  goTo(ctl, ctl.spot);
}

function opsFor(ctl: Control, editing: Editing, text: string): Op[] {
  const doc = docOf(ctl);
  if (editing.at !== "cell") return renamed(doc, editing, text);
  const cell = { step: editing.step, lane: editing.lane };
  const lane = laneOf(ctl.frame, `lane:${editing.lane}`);
  if (!lane) return [];
  if (isScalar(lane.row)) return setValue(doc, cell, readTyped(text, lane));
  if (editing.add) return addItem(doc, cell, text);
  if (editing.reading || lane.options.length) return wholeText(doc, lane, editing, text);
  return setItem(doc, cell, editing.item, text);
}

/** A text that travelled cut is replaced as a whole: the page never held it. */
function wholeText(doc: Doc, lane: LaneLook, editing: Extract<Editing, { at: "cell" }>, text: string): Op[] {
  const cell = { step: editing.step, lane: editing.lane };
  const card = items(doc, cell)[editing.item]?.card;
  if (!card) return setValue(doc, cell, text);
  return lane.column === null ? [{ op: "set", table: "cards", id: card.id, column: "text", value: text }] : [];
}

/** Plain numbers are painted at once; whatever else was typed is left to Python to read. */
function readTyped(text: string, lane: LaneLook): Value {
  const read = preview(text, lane.row);
  return typeof read === "number" && lane.kind !== "duration" ? read : typeof read === "boolean" ? read : text;
}

function renamed(doc: Doc, { at, id }: Head, text: string): Op[] {
  const name = text.trim();
  return name ? rename(doc, at, id, name) : [];
}

function labelOf(ctl: Control, editing: Editing): string {
  const { did } = words;
  if (editing.at !== "cell") return did.rename(editing.at);
  return editing.add ? did.add("cards") : did.set(laneOf(ctl.frame, `lane:${editing.lane}`)?.name ?? "");
}
