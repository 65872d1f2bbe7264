/** What stands in a cell, as items: cards, lines of a text, entries of a list, or one text. */
import { cardsIn, row, value } from "./document";
import type { Doc, Row, Special, Value } from "./types";

export interface Cell {
  step: string;
  lane: string;
}

export interface Item {
  id: string;
  text: string;
  card: Row | null;
  index: number;
  /** Only the beginning is here: read the whole before editing it. */
  cut?: boolean;
  /** Python shows it, but the page cannot edit it. */
  locked?: boolean;
}

const SCALAR = new Set(["number", "emotion", "flag", "duration", "time"]);

/** The items of a cell in order; none where the cell is empty. */
export function items(doc: Doc, cell: Cell): Item[] {
  const lane = row(doc, "lanes", cell.lane);
  if (!lane) return [];
  const column = columnOf(lane);
  if (column === null) return cardsIn(doc, cell.step, cell.lane).map(cardItem);
  return textItems(value(doc, "steps", cell.step, column), lane["many"] ?? null);
}

/** The column of `steps` that the lane draws, null where it holds cards. */
export function columnOf(lane: Row): string | null {
  return (lane["column"] as string | null | undefined) ?? null;
}

/** Whether the lane holds one value a cell: a number, a flag, a time. */
export function isScalar(lane: Row): boolean {
  return columnOf(lane) !== null && SCALAR.has(String(lane["kind"]));
}

/** The value of a cell of a lane with a column; nothing for cards. */
export function cellValue(doc: Doc, cell: Cell): Value {
  const lane = row(doc, "lanes", cell.lane);
  const column = lane ? columnOf(lane) : null;
  return column === null ? null : value(doc, "steps", cell.step, column);
}

/** Whether the page may not write the cell: the lane is read-only or the value locked. */
export function isLocked(doc: Doc, cell: Cell): boolean {
  const lane = row(doc, "lanes", cell.lane);
  return !lane || lane["readonly"] === true || specialForm(cellValue(doc, cell)) === "locked";
}

/** Whether only the beginning of the cell's value is here. */
export function isCut(doc: Doc, cell: Cell): boolean {
  return specialForm(cellValue(doc, cell)) === "cut";
}

/** The form of a value that is an object: cut, locked, special or typed. */
export function specialForm(one: Value | undefined): Special["$"] | null {
  return one !== null && typeof one === "object" && "$" in one ? one.$ : null;
}

/** The text of any value, as it is stored. */
export function plainText(one: Value | undefined): string {
  if (one === null || one === undefined) return "";
  if (typeof one !== "object") return String(one);
  return "$" in one ? one.v : one.join("\n");
}

function cardItem(card: Row, index: number): Item {
  const text = card["text"] ?? null;
  return { id: card.id, text: plainText(text), card, index, ...marks(text) };
}

function textItems(one: Value, many: Value): Item[] {
  const made = (text: string, index: number): Item => ({ id: String(index), text, card: null, index, ...marks(one) });
  if (Array.isArray(one)) return (one as readonly string[]).map(made);
  const text = plainText(one);
  if (text.trim() === "") return [];
  return many === "lines" ? text.split("\n").filter(isLine).map(withoutReturn).map(made) : [made(text, 0)];
}

/** Whether a line of a text is an item: it says something. */
export function isLine(line: string): boolean {
  return line.trim() !== "";
}

function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}

function marks(one: Value): { cut?: boolean; locked?: boolean } {
  const form = specialForm(one);
  if (form === "cut") return { cut: true };
  return form === "locked" ? { locked: true } : {};
}
