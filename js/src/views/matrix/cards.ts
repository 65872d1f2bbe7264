/** The points of the matrix, cards and improvements: which they are, what two columns say of each, and the edits that move them. */
import { rowsOf } from "../../model/document";
import { showNumber } from "../../model/numbers";
import type { Doc, Op, Row, Value } from "../../model/types";
import { SCHEMA } from "../../model/schema";
import { SIZES } from "./scale";
import { words } from "./words";

export type Source = "cards" | "improvements";

export interface Point {
  /** Its id on the page: the card's own, and one of its own for an improvement. */
  readonly id: string;
  readonly table: Source;
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

/** The columns of improvements that hold numbers, beside those of the user's own. */
export const MEASURES = ["cost", "effort", "adoption", "low", "likely", "high"] as const;
/** What the improvements are called where lanes are named. */
export const IMPROVEMENTS = "improvements";

/** What an improvement is called among the points. */
export const improvementId = (id: string): string => `${IMPROVEMENTS}/${id}`;

export function pointsOf(doc: Doc, lanes: ReadonlySet<string>, x: string, y: string, improvements = false): Point[] {
  const point = (table: Source, id: string, row: Row): Point => ({ id, table, name: nameOf(row), row, x: numberIn(row, x), y: numberIn(row, y) });
  const cards = rowsOf(doc, "cards").filter((row) => lanes.has(String(row["lane"])));
  const others = improvements ? rowsOf(doc, "improvements") : [];
  return [...cards.map((row) => point("cards", row.id, row)), ...others.map((row) => point("improvements", improvementId(row.id), row))];
}

/** Whether the rows of a point's table have a column, so that it can be moved along it. */
export function fits({ table }: Point, column: string, points: readonly Point[]): boolean {
  const known: readonly string[] = table === "cards" ? Object.keys(SCHEMA.cards.columns) : MEASURES;
  return known.includes(column) || points.some((one) => one.table === table && one.row[column] !== undefined);
}

/** How far an improvement may lie beside its likely effect, on the axis that shows it; nothing where a guess is missing. */
export function spreadOf({ table, row }: Point, column: string): readonly [low: number, high: number] | null {
  const [low, high] = [numberIn(row, "low"), numberIn(row, "high")];
  return table === "improvements" && column === "likely" && low !== null && high !== null && low <= high ? [low, high] : null;
}

/** What an axis counts in: the unit its improvements share, the map's currency, a mix; nothing where it is known by its name. */
export function unitOf(column: string, points: readonly Point[], currency: unknown): string {
  if (column === "cost") return typeof currency === "string" ? currency : "";
  if (!EFFECTS.has(column)) return "";
  const units = new Set(points.filter((one) => one.table === IMPROVEMENTS && numberIn(one.row, column) !== null).map(({ row }) => (typeof row["unit"] === "string" ? row["unit"] : "")));
  return units.size > 1 ? words.unitsDiffer : ([...units][0] ?? "");
}

const EFFECTS: ReadonlySet<string> = new Set(["low", "likely", "high"]);

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
  const text = row["text"] ?? row["name"];
  if (typeof text === "string") return text || words.unnamed;
  return text && typeof text === "object" && "$" in text ? `${text.v}…` : words.unnamed;
}

/** Sets the two columns of a point; only what differs. */
export function putAt(point: Point, x: string, y: string, values: { x: number | null; y: number | null }): Op[] {
  const ops: Op[] = [];
  if (values.x !== point.x) ops.push({ op: "set", table: point.table, id: point.row.id, column: x, value: kept(x, values.x), old: point.row[x] ?? null });
  if (values.y !== point.y) ops.push({ op: "set", table: point.table, id: point.row.id, column: y, value: kept(y, values.y), old: point.row[y] ?? null });
  return ops;
}
