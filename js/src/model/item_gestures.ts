/** Gestures on the items of a cell, whatever they are stored as. */
import { cardsIn, row, whole } from "./document";
import { cellsOf } from "./edits";
import { cellValue, columnOf, isCut, isLine, isLocked, isScalar, items, plainText, type Cell } from "./items";
import { newId } from "./slug";
import type { Doc, Op, Row, Value } from "./types";

/** Writes an item; an emptied one is taken away. */
export function setItem(doc: Doc, cell: Cell, index: number, text: string): Op[] {
  const item = items(doc, cell)[index];
  if (!item || !canWrite(doc, cell) || item.locked || item.text === text) return [];
  if (text.trim() === "") return removeItem(doc, cell, index);
  if (item.card) return [{ op: "set", table: "cards", id: item.card.id, column: "text", value: text }];
  return changed(doc, cell, (raw, at) => raw.splice(at(index), 1, text));
}

/** Adds an item in front of the one at `index`, or behind all. */
export function addItem(doc: Doc, cell: Cell, text: string, index?: number): Op[] {
  const lane = writable(doc, cell);
  if (!lane || isScalar(lane) || text.trim() === "") return [];
  if (columnOf(lane) === null) return [insertCard(doc, cell, { text }, cardsIn(doc, cell.step, cell.lane)[index ?? -1])];
  return addText(doc, cell, lane, text, index);
}

/** Takes an item away. */
export function removeItem(doc: Doc, cell: Cell, index: number): Op[] {
  const item = items(doc, cell)[index];
  if (!item || !canWrite(doc, cell)) return [];
  if (item.card) return [{ op: "remove", table: "cards", id: item.card.id }];
  return changed(doc, cell, (raw, at) => raw.splice(at(index), 1));
}

/** Puts the same item once more behind an item. */
export function duplicateItem(doc: Doc, cell: Cell, index: number): Op[] {
  const item = items(doc, cell)[index];
  const lane = writable(doc, cell);
  if (!item || !lane || isScalar(lane)) return [];
  if (item.card) return [insertCard(doc, cell, cellsOf(item.card), cardsIn(doc, cell.step, cell.lane)[index + 1])];
  if ((lane["many"] ?? null) === null) return [];
  return changed(doc, cell, (raw, at) => raw.splice(at(index) + 1, 0, item.text));
}

/**
 * Moves an item into a gap of a cell. `toIndex` is the gap, counted in the items as they stand now: 0 is in front of the first,
 * the number of items is behind the last. A card moved into a text becomes a line of it, a line moved among cards becomes a card.
 */
export function moveItem(doc: Doc, from: Cell, index: number, to: Cell, toIndex: number): Op[] {
  const item = items(doc, from)[index];
  const target = writable(doc, to);
  if (!item || item.locked || !canWrite(doc, from) || !target || isScalar(target)) return [];
  if (isScalar(row(doc, "lanes", from.lane) as Row)) return [];
  if (from.step === to.step && from.lane === to.lane) return reorder(doc, from, index, toIndex);
  if (item.card && columnOf(target) === null) return moveCard(doc, item.card, to, toIndex);
  const added = addItem(doc, to, item.text, toIndex);
  return added.length ? [...removeItem(doc, from, index), ...added] : [];
}

/** The operation that puts a card into a cell, in front of another or at the cell's end. */
export function insertCard(doc: Doc, cell: Cell, cells: { [column: string]: Value }, before?: Row): Op {
  const id = newId("", "card", (one) => doc.tables.cards.rows.has(one));
  const row = { ...cells, step: cell.step, lane: cell.lane };
  return { op: "insert", table: "cards", id, row, before: before?.id ?? null };
}

/** The lane of a cell that can be written, or null. */
export function writable(doc: Doc, cell: Cell): Row | null {
  return canWrite(doc, cell) ? (row(doc, "lanes", cell.lane) ?? null) : null;
}

function canWrite(doc: Doc, cell: Cell): boolean {
  const known = row(doc, "steps", cell.step) !== undefined || whole(doc, "steps");
  return known && row(doc, "steps", cell.step) !== undefined && !isLocked(doc, cell) && !isCut(doc, cell);
}

function reorder(doc: Doc, cell: Cell, index: number, toIndex: number): Op[] {
  if (toIndex === index || toIndex === index + 1) return [];
  const cards = cardsIn(doc, cell.step, cell.lane);
  const card = cards[index];
  if (card) return [{ op: "move", table: "cards", id: card.id, before: cards[toIndex]?.id ?? null }];
  return changed(doc, cell, (raw, at) => {
    const gap = at(toIndex);
    const [moved] = raw.splice(at(index), 1);
    raw.splice(toIndex > index ? gap - 1 : gap, 0, moved as string);
  });
}

function moveCard(doc: Doc, card: Row, to: Cell, toIndex: number): Op[] {
  const ops: Op[] = [];
  const { id } = card;
  if (card["step"] !== to.step) ops.push({ op: "set", table: "cards", id, column: "step", value: to.step });
  if (card["lane"] !== to.lane) ops.push({ op: "set", table: "cards", id, column: "lane", value: to.lane });
  const before = cardsIn(doc, to.step, to.lane)[toIndex]?.id ?? null;
  return [...ops, { op: "move", table: "cards", id, before }];
}

function addText(doc: Doc, cell: Cell, lane: Row, text: string, index?: number): Op[] {
  if ((lane["many"] ?? null) !== null) {
    return changed(doc, cell, (raw, at) => raw.splice(at(index ?? Infinity), 0, text));
  }
  const old = plainText(cellValue(doc, cell));
  const joined = old === "" || lane["kind"] === "chips" ? text : index === 0 ? `${text}\n${old}` : `${old}\n${text}`;
  return joined === old ? [] : [setCell(cell, lane, joined)];
}

/** The operation that writes a text or list column. */
export function setCell(cell: Cell, lane: Row, value: Value): Op {
  return { op: "set", table: "steps", id: cell.step, column: String(lane["column"]), value };
}

/** Changes the stored pieces of a text cell; blank lines stay where they are. `at` finds an item among the pieces. */
function changed(doc: Doc, cell: Cell, change: (raw: string[], at: (index: number) => number) => void): Op[] {
  const lane = row(doc, "lanes", cell.lane) as Row;
  const old = cellValue(doc, cell);
  const raw = pieces(old, lane);
  const places = raw.flatMap((piece, at) => (Array.isArray(old) || isLine(piece) ? [at] : []));
  change(raw, (index) => places[index] ?? raw.length);
  const listed = Array.isArray(old) || (old === null && lane["many"] === "list");
  const text = raw.some(isLine) ? raw.join("\n") : null;
  return [setCell(cell, lane, listed ? (raw.length ? raw : null) : text)];
}

function pieces(old: Value, lane: Row): string[] {
  if (Array.isArray(old)) return [...(old as readonly string[])];
  if (old === null) return [];
  return lane["many"] === "lines" ? plainText(old).split("\n") : [plainText(old)];
}
