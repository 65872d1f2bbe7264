/**
 * An edit as a value: apply it, turn it round. The twin of cjm_widgets/model/edits.py; both replay tests/contract/edits.json.
 * Where a page holds every row, what does not fit is refused; where it holds some, only sizes, positions and runs are kept right.
 */
import { follows } from "./cells";
import { positionOf, row, whole } from "./document";
import { layers } from "./layers";
import { dropAt, putAt } from "./order";
import { dropRun, putRun, runAt, setRun } from "./runs";
import type { Doc, Op, Place, Row, Run, Table, TableName, Value } from "./types";

type Of<K extends Op["op"]> = Extract<Op, { op: K }>;

/** An edit that does not fit the document; nothing was changed. */
export class Refused extends Error {
  constructor(
    readonly reason: string,
    readonly at: Place | null = null,
  ) {
    super(reason);
    this.name = "Refused";
  }
}

/** The document after all operations; `Refused`, and no change, where one does not fit. */
export function apply(doc: Doc, ops: readonly Op[]): Doc {
  return ops.reduce(applyOne, doc);
}

/** The operations that take `ops` back; `doc` is the one before them. */
export function invert(doc: Doc, ops: readonly Op[]): Op[] {
  const back: Op[] = [];
  let now = doc;
  for (const op of ops) {
    const one = invertOne(now, op);
    if (one) back.push(one);
    now = applyOne(now, op);
  }
  return back.reverse();
}

/** One cell of one table as a text, to look it up by. */
export function placeKey(table: TableName, id: string, column: string): string {
  return `${table}\0${id}\0${column}`;
}

/** The cells that the operations write: of `set` and `insert` every column, of the others the row alone. */
export function touches(ops: readonly Op[]): string[] {
  return ops.flatMap((op) => {
    if (op.op === "set") return [placeKey(op.table, op.id, op.column)];
    if (op.op === "insert") return ["", ...Object.keys(op.row)].map((column) => placeKey(op.table, op.id, column));
    return [placeKey(op.table, op.id, "")];
  });
}

/** Whether two values are the same to a reader. */
export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b || (a ?? null) === (b ?? null)) return true;
  return typeof a === "object" && typeof b === "object" && JSON.stringify(a) === JSON.stringify(b);
}

function applyOne(doc: Doc, op: Op): Doc {
  if (op.table === "evidence") return doc; // Python's alone: a page asks for the rows it shows
  if (op.op === "set") return applySet(doc, op);
  if (op.op === "insert") return applyInsert(doc, op);
  return op.op === "remove" ? applyRemove(doc, op) : applyMove(doc, op);
}

function applySet(doc: Doc, op: Of<"set">): Doc {
  const old = row(doc, op.table, op.id);
  if (!old) return comesIn(doc, op) ? lost(op) : absent(doc, op.table, op.id, op.column);
  if (sameValue(old[op.column], op.value)) return doc;
  const table = doc.tables[op.table];
  const rows = layers(table.rows).with(op.id, withValue(old, op.column, op.value));
  const next = put(doc, op.table, { ...table, rows });
  if (op.table !== "steps" || op.column !== "stage") return next;
  return withRuns(next, (runs) => setRun(runs, positionOf(doc, "steps", op.id), stageOf(op.value)));
}

function applyInsert(doc: Doc, op: Of<"insert">): Doc {
  const table = doc.tables[op.table];
  if (table.rows.has(op.id)) throw refusal(`There is already a row “${op.id}” in ${op.table}.`, op);
  const at = placeFor(doc, op);
  if (op.table === "cards" && !holdsStep(doc, op.row["step"])) return doc;
  const order = putAt(table.order, at, op.id);
  const rows = layers(table.rows).with(op.id, asRow(op.id, op.row));
  const next = put(doc, op.table, { size: table.size + 1, order, rows });
  return op.table === "steps" ? withRuns(next, (runs) => putRun(runs, at, stageOf(op.row["stage"]))) : next;
}

function applyRemove(doc: Doc, op: Of<"remove">): Doc {
  const table = doc.tables[op.table];
  const at = standing(doc, op);
  if (at < 0) return unseen(doc, op);
  const rows = table.rows.has(op.id) ? layers(table.rows).with(op.id, null) : table.rows;
  const next = put(doc, op.table, { size: table.size - 1, order: dropAt(table.order, at), rows });
  return op.table === "steps" ? withRuns(next, (runs) => dropRun(runs, at)) : next;
}

function applyMove(doc: Doc, op: Of<"move">): Doc {
  const table = doc.tables[op.table];
  const from = standing(doc, op);
  if (op.before !== null && !table.rows.has(op.before)) absent(doc, op.table, op.before, "");
  if (op.before === op.id) return doc;
  if (from < 0) return unseen(doc, op);
  const without = put(doc, op.table, { ...table, size: table.size - 1, order: dropAt(table.order, from) });
  const to = placeFor(without, op);
  const order = putAt(without.tables[op.table].order, to, op.id);
  const next = put(doc, op.table, { ...table, order });
  if (op.table !== "steps") return next;
  return withRuns(next, (runs) => putRun(dropRun(runs, from), to, runAt(runs, from)));
}

/** A row the page does not hold left its place. Where that place is not known the positions would be wrong from here on. */
function unseen(doc: Doc, op: Of<"remove"> | Of<"move">): Doc {
  absent(doc, op.table, op.id, "");
  return op.table === "cards" ? doc : lost(op);
}

/** Whether a card that the page does not hold enters a step that it does. */
function comesIn(doc: Doc, op: Of<"set">): boolean {
  return op.table === "cards" && op.column === "step" && !whole(doc, "cards") && holdsStep(doc, op.value);
}

/** Whether the cards of a step are held; in a document that is whole every card is. */
function holdsStep(doc: Doc, step: Value | undefined): boolean {
  return whole(doc, "steps") || (typeof step === "string" && doc.tables.steps.rows.has(step));
}

function lost(op: Op): never {
  throw new Refused(`The place of row “${op.id}” in ${op.table} is not known here.`, { table: op.table, id: op.id, column: "" });
}

/** The position an inserted or moved row takes: in front of `before`, else where Python says, else the end. */
function placeFor(doc: Doc, op: Of<"insert"> | Of<"move">): number {
  const { size } = doc.tables[op.table];
  if (op.before === null) return size;
  const at = positionOf(doc, op.table, op.before);
  if (at >= 0) return at;
  absent(doc, op.table, op.before, "");
  if (op.table === "cards") return size;
  return op.at === undefined ? lost(op) : Math.min(op.at, size);
}

/** Where a row to be removed or moved stands, -1 where that is not known. */
function standing(doc: Doc, op: Of<"remove"> | Of<"move">): number {
  const at = positionOf(doc, op.table, op.id);
  if (at >= 0 || op.op === "move" || op.at === undefined || op.table === "cards") return at;
  const unseen = !whole(doc, op.table) && doc.tables[op.table].order[op.at] === undefined;
  return unseen && op.at < doc.tables[op.table].size ? op.at : -1;
}

function absent(doc: Doc, table: TableName, id: string, column: string): Doc {
  if (!whole(doc, table)) return doc;
  throw new Refused(`There is no row “${id}” in ${table}: it was removed meanwhile.`, { table, id, column });
}

function refusal(reason: string, op: Op): Refused {
  return new Refused(reason, { table: op.table, id: op.id, column: "" });
}

function put(doc: Doc, name: TableName, table: Table): Doc {
  if (name === "cards") follows(table, doc.tables.cards);
  return { ...doc, tables: { ...doc.tables, [name]: table } };
}

function withRuns(doc: Doc, change: (runs: readonly Run[]) => readonly Run[]): Doc {
  return doc.runs === null ? doc : { ...doc, runs: change(doc.runs) };
}

function withValue(old: Row, column: string, value: Value): Row {
  const { [column]: _gone, ...rest } = old;
  const kept = { ...rest, id: old.id };
  return value === null ? kept : { ...kept, [column]: value };
}

function asRow(id: string, cells: { [column: string]: Value }): Row {
  const made: { id: string; [column: string]: Value } = { id };
  for (const [column, cell] of Object.entries(cells)) if (cell !== null && column !== "id") made[column] = cell;
  return made;
}

function stageOf(value: Value | undefined): string | null {
  return typeof value === "string" ? value : null;
}

function invertOne(doc: Doc, op: Op): Op | null {
  const { table, id } = op;
  if (op.op === "insert") return { op: "remove", table, id };
  const old = row(doc, table, id);
  if (!old) return null;
  if (op.op === "set") return { op: "set", table, id, column: op.column, value: old[op.column] ?? null, old: op.value };
  const before = nextId(doc, table, id);
  return op.op === "move" ? { op: "move", table, id, before } : { op: "insert", table, id, row: cellsOf(old), before };
}

function nextId(doc: Doc, table: TableName, id: string): string | null {
  return doc.tables[table].order[positionOf(doc, table, id) + 1] ?? null;
}

/** A row without its id, as an insert carries it. */
export function cellsOf(one: Row): { [column: string]: Value } {
  const { id: _id, ...cells } = one;
  return cells as { [column: string]: Value };
}
