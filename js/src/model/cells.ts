/** The cards of one cell, found by an index that is made once per state of the cards. */
import type { Doc, Row, Table } from "./types";

type Index = ReadonlyMap<string, readonly Row[]>;

const indexes = new WeakMap<Table, Index>();
const before = new WeakMap<Table, Index>();
const NONE: readonly Row[] = [];

/** The cards of a cell in order. The same array as long as nothing in the cell changed. */
export function cardsIn(doc: Doc, step: string, lane: string): readonly Row[] {
  return indexOf(doc.tables.cards).get(`${step}\0${lane}`) ?? NONE;
}

/** Lets the cells of a changed table keep the arrays they had, so that a view need not draw them again. */
export function follows(changed: Table, was: Table): void {
  const index = indexes.get(was) ?? before.get(was);
  if (index) before.set(changed, index);
}

function indexOf(cards: Table): Index {
  const known = indexes.get(cards);
  if (known) return known;
  const index = build(cards);
  const last = before.get(cards);
  if (last) for (const [cell, rows] of index) index.set(cell, same(last.get(cell), rows));
  indexes.set(cards, index);
  before.delete(cards);
  return index;
}

function build(cards: Table): Map<string, readonly Row[]> {
  const index = new Map<string, Row[]>();
  for (const id of cards.order) {
    const card = id === undefined ? undefined : cards.rows.get(id);
    if (!card) continue;
    const cell = `${String(card["step"])}\0${String(card["lane"])}`;
    const rows = index.get(cell);
    if (rows) rows.push(card);
    else index.set(cell, [card]);
  }
  return index;
}

function same(old: readonly Row[] | undefined, now: readonly Row[]): readonly Row[] {
  return old && old.length === now.length && old.every((card, i) => card === now[i]) ? old : now;
}
