/** The document a page holds: immutable, sharing what did not change. It knows no edits and no host. */
import { follows } from "./cells";
import { Layers, layers } from "./layers";
import { indexIn } from "./order";
import type { Doc, Row, Run, Table, TableName, Value, WireDoc, WireTable } from "./types";

const NAMES: readonly TableName[] = ["stages", "steps", "lanes", "cards", "links", "transitions", "personas", "propositions", "improvements", "outcomes"];
const EMPTY: Table = { size: 0, order: [], rows: Layers.of<Row>([]) };

export function emptyDoc(): Doc {
  const tables = { stages: EMPTY, steps: EMPTY, lanes: EMPTY, cards: EMPTY, links: EMPTY, transitions: EMPTY, personas: EMPTY, propositions: EMPTY, improvements: EMPTY, outcomes: EMPTY, evidence: EMPTY };
  return { kind: "map", title: "", note: "", meta: {}, tables, runs: [] };
}

/** The document of an `open` message. */
export function readDoc(wire: WireDoc): Doc {
  const tables = { ...emptyDoc().tables };
  for (const name of NAMES) {
    const table = wire.tables[name];
    if (table) tables[name] = readTable(table);
  }
  const { kind, title, note, meta = {} } = wire;
  return { kind, title, note, meta, tables, runs: wire.runs ?? runsOf(tables.steps) };
}

/** The document with the rows of a `rows` message; `from` is the position of its first step. */
export function mergeRows(doc: Doc, from: number, wire: Partial<Record<TableName, WireTable>>): Doc {
  const tables = { ...doc.tables };
  if (wire.stages) tables.stages = addRows(tables.stages, readRows(wire.stages), wire.stages.from);
  if (wire.steps) {
    const steps = readRows(wire.steps);
    tables.steps = placeRows(tables.steps, from, steps, wire.steps.size);
    const cards = wire.cards ? readRows(wire.cards) : [];
    tables.cards = replaceCards(tables.cards, new Set(steps.map((s) => s.id)), cards);
    follows(tables.cards, doc.tables.cards);
  }
  return { ...doc, tables };
}

/** The row, or undefined where it is not here. */
export function row(doc: Doc, table: TableName, id: string): Row | undefined {
  return doc.tables[table].rows.get(id);
}

/** One cell; nothing where the row or the value is not here. */
export function value(doc: Doc, table: TableName, id: string, column: string): Value {
  return doc.tables[table].rows.get(id)?.[column] ?? null;
}

/** The position of a row in its table, -1 where it is not here. */
export function positionOf(doc: Doc, table: TableName, id: string): number {
  return indexIn(doc.tables[table].order, id);
}

/** The rows that are here, in order. */
export function rowsOf(doc: Doc, table: TableName): Row[] {
  const { order, rows } = doc.tables[table];
  const found: Row[] = [];
  order.forEach((id) => {
    const one = id === undefined ? undefined : rows.get(id);
    if (one) found.push(one);
  });
  return found;
}

/** Whether every row of the table is here. Cards are all here when the steps are. */
export function whole(doc: Doc, table: TableName): boolean {
  const { size, rows } = doc.tables[table === "cards" ? "steps" : table];
  return rows.size >= size;
}

/** The rows of one table as they travel, nothing left out. */
export function writeTable(table: Table, columns?: readonly string[]): WireTable {
  const rows: Row[] = [];
  for (const id of table.order) if (id !== undefined) rows.push(table.rows.get(id) as Row);
  const names = columns ?? [...new Set(["id", ...rows.flatMap((r) => Object.keys(r))])];
  return { columns: [...names], rows: rows.map((r) => names.map((name) => r[name] ?? null)) };
}

/** The stages along the steps, run-length coded; null where steps are missing. */
export function runsOf(steps: Table): Run[] | null {
  const runs: [string | null, number][] = [];
  for (const id of steps.order) {
    const step = id === undefined ? undefined : steps.rows.get(id);
    if (!step) return null;
    const stage = (step["stage"] as string | null | undefined) ?? null;
    const last = runs.at(-1);
    if (last && last[0] === stage) last[1] += 1;
    else runs.push([stage, 1]);
  }
  return runs;
}

function readRows(wire: WireTable): Row[] {
  return wire.rows.map((cells) => {
    const made: { id: string; [column: string]: Value } = { id: "" };
    wire.columns.forEach((name, i) => {
      const cell = cells[i] ?? null;
      if (cell !== null) made[name] = cell;
    });
    made.id = String(made.id);
    return made;
  });
}

function readTable(wire: WireTable | undefined): Table {
  if (!wire) return EMPTY;
  const rows = readRows(wire);
  const from = wire.from ?? 0;
  const size = Math.max(wire.size ?? 0, from + rows.length);
  const order: (string | undefined)[] = new Array(size);
  rows.forEach((one, i) => (order[from + i] = one.id));
  return { size, order, rows: Layers.of(rows.map((one) => [one.id, one] as const)) };
}

function placeRows(table: Table, from: number, rows: readonly Row[], size = table.size): Table {
  const order = table.order.slice(0, size);
  order.length = Math.max(size, from + rows.length);
  const kept = new Map(table.rows);
  for (let i = 0; i < rows.length; i++) {
    const old = order[from + i];
    if (old !== undefined) kept.delete(old);
  }
  for (const one of rows) {
    const was = indexIn(table.order, one.id);
    if (was >= 0 && was < order.length) order[was] = undefined;
  }
  rows.forEach((one, i) => {
    order[from + i] = one.id;
    kept.set(one.id, one);
  });
  return { size: order.length, order, rows: Layers.of(kept) };
}

function addRows(table: Table, rows: readonly Row[], from: number | undefined): Table {
  if (from !== undefined) return placeRows(table, from, rows);
  const order = table.order.slice();
  let kept = layers(table.rows);
  for (const one of rows) {
    if (!kept.has(one.id)) placeAnywhere(order, one.id);
    kept = kept.with(one.id, one);
  }
  return { size: order.length, order, rows: kept };
}

function placeAnywhere(order: (string | undefined)[], id: string): void {
  const hole = order.findIndex((other) => other === undefined);
  if (hole < 0) order.push(id);
  else order[hole] = id;
}

function replaceCards(table: Table, steps: ReadonlySet<string>, cards: readonly Row[]): Table {
  const fresh = new Set(cards.map((card) => card.id));
  const rows = new Map(table.rows);
  const order = table.order.filter((id) => {
    const old = id === undefined ? undefined : rows.get(id);
    const stays = old !== undefined && !fresh.has(old.id) && !steps.has(String(old["step"]));
    if (!stays && id !== undefined) rows.delete(id);
    return stays;
  });
  for (const card of cards) {
    rows.set(card.id, card);
    order.push(card.id);
  }
  return { size: order.length, order, rows: Layers.of(rows) };
}

export { cardsIn } from "./cells";
