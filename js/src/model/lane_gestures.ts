/** Gestures on lanes. */
import { positionOf, row, rowsOf, whole } from "./document";
import { sameValue } from "./edits";
import { columnOf } from "./items";
import { freeName } from "./names";
import { copyCard, fresh, removeCards } from "./step_gestures";
import type { Doc, Op, Row, Value } from "./types";

/** Adds a lane in front of another, or with null at the end. A lane with a column travels under its own id. */
export function addLane(doc: Doc, { name: wish, kind }: { name: string; kind: string }, before: string | null): Op[] {
  const name = freeName(doc, "lanes", wish);
  const id = fresh(doc, "lanes", name, new Set());
  const column = holdsCards(doc, kind) ? null : id;
  return [{ op: "insert", table: "lanes", id, row: { name, kind, column, visible: true }, before }];
}

/** Takes a lane away, with its cards or its column. */
export function removeLane(doc: Doc, lane: string): Op[] {
  if (!row(doc, "lanes", lane)) return [];
  return [...removeCards(doc, (card) => card["lane"] === lane), { op: "remove", table: "lanes", id: lane }];
}

export function moveLane(doc: Doc, lane: string, before: string | null): Op[] {
  const { order, size } = doc.tables.lanes;
  const at = positionOf(doc, "lanes", lane);
  const stays = before === lane || (before === null ? at === size - 1 : order[at + 1] === before);
  return at < 0 || stays ? [] : [{ op: "move", table: "lanes", id: lane, before }];
}

/** Puts the same lane, with what it holds, behind a lane. Nothing where not every step is here to be copied. */
export function duplicateLane(doc: Doc, lane: string): Op[] {
  const old = row(doc, "lanes", lane);
  if (!old || !whole(doc, "steps") || old["kind"] === "paths") return [];
  const made = new Set<string>();
  const id = fresh(doc, "lanes", lane, made);
  const name = freeName(doc, "lanes", String(old["name"] ?? lane));
  const column = columnOf(old) === null ? null : id;
  const before = doc.tables.lanes.order[positionOf(doc, "lanes", lane) + 1] ?? null;
  const insert: Op = { op: "insert", table: "lanes", id, row: { ...looksOf(old), name, column }, before };
  return [insert, ...(column === null ? copyCards(doc, lane, id, made) : copyColumn(doc, columnOf(old) as string, column))];
}

/** Changes a lane: its height, whether it is drawn, what it means. */
export function setLane(doc: Doc, lane: string, column: string, value: Value): Op[] {
  const old = row(doc, "lanes", lane);
  return !old || sameValue(old[column], value) ? [] : [{ op: "set", table: "lanes", id: lane, column, value }];
}

/** What a copy of a lane takes over; its range, choices and rights are for Python to say. */
function looksOf(lane: Row): { [column: string]: Value } {
  const looks = ["hint", "kind", "role", "side", "visible", "height", "many"];
  return Object.fromEntries(looks.flatMap((name) => (lane[name] == null ? [] : [[name, lane[name] as Value]])));
}

function copyCards(doc: Doc, lane: string, to: string, made: Set<string>): Op[] {
  const cards = rowsOf(doc, "cards").filter((card) => card["lane"] === lane);
  return cards.map((card) => copyCard(doc, card, { lane: to }, made));
}

function copyColumn(doc: Doc, from: string, to: string): Op[] {
  return rowsOf(doc, "steps").flatMap((step: Row): Op[] => {
    const value = step[from] ?? null;
    return value === null ? [] : [{ op: "set", table: "steps", id: step.id, column: to, value }];
  });
}

/** Whether a new lane of this kind draws no column: none does in a long list, one of cards, text or paths in a map, all do in a sheet. */
function holdsCards(doc: Doc, kind: string): boolean {
  return doc.kind === "long" || (doc.kind === "map" && (kind === "cards" || kind === "text" || kind === "paths"));
}
