/** Gestures on whole cells: write a value, empty, fill. */
import { cardsIn } from "./document";
import { sameValue } from "./edits";
import { insertCard, setCell, writable } from "./item_gestures";
import { cellValue, columnOf, isLine, isLocked, isScalar, type Cell } from "./items";
import type { Doc, Op, Row, Value } from "./types";

/** Writes the value of a cell that is no card. What a person typed into a number, flag or time goes up for Python to read. */
export function setValue(doc: Doc, cell: Cell, value: Value): Op[] {
  const lane = overwritable(doc, cell);
  if (!lane || columnOf(lane) === null) return [];
  const stored = storable(lane, value);
  return sameValue(cellValue(doc, cell), stored) ? [] : [setCell(cell, lane, stored)];
}

/** Empties cells. */
export function clearCells(doc: Doc, cells: readonly Cell[]): Op[] {
  return cells.flatMap((cell) => writeCell(doc, cell, "").ops);
}

/** Writes one text into every cell. */
export function fillCells(doc: Doc, cells: readonly Cell[], text: string): Op[] {
  return cells.flatMap((cell) => writeCell(doc, cell, text).ops);
}

/** What a text written over a cell does to it; `taken` is false where the cell cannot be written. */
export function writeCell(doc: Doc, cell: Cell, text: string): { ops: Op[]; taken: boolean } {
  const lane = overwritable(doc, cell);
  if (!lane) return { ops: [], taken: false };
  const ops = columnOf(lane) === null ? writeCards(doc, cell, text) : setValue(doc, cell, text);
  return { ops, taken: true };
}

/** Cards keep their further columns where their text is written over, line by line. */
function writeCards(doc: Doc, cell: Cell, text: string): Op[] {
  const lines = text.split(/\r?\n/).filter(isLine);
  const cards = cardsIn(doc, cell.step, cell.lane);
  const ops: Op[] = [];
  lines.forEach((line, i) => {
    const card = cards[i];
    if (!card) ops.push(freshCard(doc, cell, line, ops));
    else if (card["text"] !== line) ops.push({ op: "set", table: "cards", id: card.id, column: "text", value: line });
  });
  for (const card of cards.slice(lines.length)) ops.push({ op: "remove", table: "cards", id: card.id });
  return ops;
}

function freshCard(doc: Doc, cell: Cell, text: string, so_far: readonly Op[]): Op {
  const op = insertCard(doc, cell, { text });
  return so_far.some((other) => other.id === op.id) ? freshCard(doc, cell, text, so_far) : op;
}

/** A cell that can be written over as a whole: a cut text may be, a locked value not. */
function overwritable(doc: Doc, cell: Cell): Row | null {
  const lane = doc.tables.lanes.rows.get(cell.lane);
  const here = doc.tables.steps.rows.has(cell.step);
  return lane && here && !isLocked(doc, cell) ? (writable(doc, cell) ?? lane) : null;
}

function storable(lane: Row, value: Value): Value {
  if (typeof value !== "string") return value;
  const text = value.replace(/\r\n?/g, "\n");
  if (text.trim() === "") return null;
  if (isScalar(lane)) return { $: "typed", v: text.trim() };
  return lane["many"] === "list" ? text.split("\n").filter(isLine) : text;
}
