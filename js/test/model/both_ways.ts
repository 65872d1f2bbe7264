/** The one check every edit goes through: do, undo, redo, a trip through JSON. */
import { expect } from "vitest";
import { runsOf, writeTable } from "../../src/model/document";
import { apply, invert } from "../../src/model/edits";
import type { Doc, Op, TableName, WireTable } from "../../src/model/types";

const NAMES: TableName[] = ["stages", "steps", "lanes", "cards", "links", "transitions"];

/** What a reader can tell of a table: ids in order, and of each row what is not nothing. */
export function told(doc: Doc, name: TableName): unknown[] {
  return plain(writeTable(doc.tables[name]));
}

export function plain({ columns, rows }: WireTable): unknown[] {
  return rows.map((cells) => {
    const pairs = columns.map((column, i) => [column, cells[i] ?? null] as const).filter(([, cell]) => cell !== null);
    return pairs.sort(([a], [b]) => (a < b ? -1 : 1));
  });
}

export function all(doc: Doc): unknown {
  return NAMES.map((name) => told(doc, name));
}

/** The document after the operations, having checked that they can be undone, redone and sent. */
export function bothWays(doc: Doc, ops: readonly Op[]): Doc {
  const after = apply(doc, ops);
  const back = invert(doc, ops);
  const before = apply(after, back);
  expect(all(before)).toEqual(all(doc));
  expect(all(apply(before, ops))).toEqual(all(after));
  expect(all(apply(before, invert(after, back)))).toEqual(all(after));
  const sent = JSON.parse(JSON.stringify(ops)) as Op[];
  expect(all(apply(doc, sent))).toEqual(all(after));
  for (const one of [after, before]) if (one.runs) expect(one.runs).toEqual(runsOf(one.tables.steps));
  for (const name of NAMES) expect(after.tables[name].size).toBe(after.tables[name].order.length);
  return after;
}
