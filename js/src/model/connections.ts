/** Links between cards and moves between steps: what hangs on a row, and goes with it. */
import { rowsOf, value } from "./document";
import { apply } from "./edits";
import type { Doc, Op, Row, Table } from "./types";

export type Connected = "links" | "transitions";
export type End = "source" | "target";

const indexes = new WeakMap<Table, ReadonlyMap<string, readonly Row[]>>();
const NONE: readonly Row[] = [];

/** The links from and to a card, in order. The same array as long as no link changed. */
export function linksOf(doc: Doc, card: string): readonly Row[] {
  return indexOf(doc, "links").get(card) ?? NONE;
}

/** The moves from and to a step, or to an outcome, in order. */
export function movesOf(doc: Doc, step: string): readonly Row[] {
  return indexOf(doc, "transitions").get(step) ?? NONE;
}

/** The operations with the links and moves that go with the rows they take away. */
export function along(doc: Doc, ops: readonly Op[]): readonly Op[] {
  const { links, transitions } = doc.tables;
  if (!ops.some(takes) || !(links.rows.size + transitions.rows.size)) return ops;
  const gone = new Set<string>();
  let now = doc;
  return ops.flatMap((op) => {
    if (op.op === "remove" && gone.has(`${op.table}/${op.id}`)) return [];
    const hanging = op.op === "remove" ? hangs(now, op) : [];
    for (const one of hanging) gone.add(`${one.table}/${one.id}`);
    const all = [...hanging, op];
    now = apply(now, all);
    return all;
  });
}

function takes(op: Op): boolean {
  return op.op === "remove" && (op.table === "cards" || op.table === "steps" || op.table === "lanes");
}

function hangs(doc: Doc, { table, id }: Op): Op[] {
  const paths = table === "lanes" && value(doc, "lanes", id, "kind") === "paths";
  const moves = table === "steps" ? movesOf(doc, id) : paths ? rowsOf(doc, "transitions") : [];
  return [...taken("links", table === "cards" ? linksOf(doc, id) : []), ...taken("transitions", moves)];
}

function taken(table: Connected, rows: readonly Row[]): Op[] {
  return rows.map(({ id }) => ({ op: "remove", table, id }));
}

function indexOf(doc: Doc, table: Connected): ReadonlyMap<string, readonly Row[]> {
  const held = doc.tables[table];
  const known = indexes.get(held);
  if (known) return known;
  const index = new Map<string, Row[]>();
  for (const one of rowsOf(doc, table)) {
    for (const end of new Set([String(one["source"]), String(one["target"])])) {
      const rows = index.get(end);
      if (rows) rows.push(one);
      else index.set(end, [one]);
    }
  }
  indexes.set(held, index);
  return index;
}
