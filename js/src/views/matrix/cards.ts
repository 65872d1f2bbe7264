/** The cards of the matrix: which they are, what two columns say of each, and the edits that move them. */
import { rowsOf } from "../../model/document";
import { showNumber } from "../../model/numbers";
import type { Doc, Op, Row, Value } from "../../model/types";
import { SIZES } from "./scale";
import { words } from "./words";

export interface Point {
  readonly id: string;
  readonly name: string;
  readonly row: Row;
  readonly x: number | null;
  readonly y: number | null;
}

/** The lanes whose cards are drawn: those named by id or name, else all of opportunities. */
export function lanesOf(doc: Doc, wanted: readonly string[]): Set<string> {
  const lanes = rowsOf(doc, "lanes").filter((lane) => (wanted.length ? wanted.includes(lane.id) || wanted.includes(String(lane["name"])) : lane["role"] === "opportunities"));
  return new Set(lanes.map((lane) => lane.id));
}

export function pointsOf(doc: Doc, lanes: ReadonlySet<string>, x: string, y: string): Point[] {
  return rowsOf(doc, "cards")
    .filter((row) => lanes.has(String(row["lane"])))
    .map((row) => ({ id: row.id, name: nameOf(row), row, x: numberIn(row, x), y: numberIn(row, y) }));
}

function numberIn(row: Row, column: string): number | null {
  const value = row[column];
  if (column === "effort" && typeof value === "string") return SIZES.indexOf(value.trim().toUpperCase() as (typeof SIZES)[number]) + 1 || null;
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** A place on an axis as the column keeps it. */
const kept = (column: string, value: number | null): Value => (column === "effort" && value !== null ? (SIZES[Math.round(value) - 1] ?? null) : value);

/** A place on an axis in words. */
export function shown(column: string, value: number | null, locale: string): string {
  return value === null ? "" : column === "effort" ? (SIZES[Math.round(value) - 1] ?? "") : showNumber(value, locale || undefined);
}

function nameOf(row: Row): string {
  const text = row["text"];
  if (typeof text === "string") return text || words.unnamed;
  return text && typeof text === "object" && "$" in text ? `${text.v}…` : words.unnamed;
}

/** Sets the two columns of a card; only what differs. */
export function putAt(point: Point, x: string, y: string, values: { x: number | null; y: number | null }): Op[] {
  const ops: Op[] = [];
  if (values.x !== point.x) ops.push({ op: "set", table: "cards", id: point.id, column: x, value: kept(x, values.x), old: point.row[x] ?? null });
  if (values.y !== point.y) ops.push({ op: "set", table: "cards", id: point.id, column: y, value: kept(y, values.y), old: point.row[y] ?? null });
  return ops;
}
