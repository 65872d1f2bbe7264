/** What can be done to personas, as operations. Pure: a document in, operations out. */
import { row, rowsOf } from "../../model/document";
import { freeName } from "../../model/names";
import { readNumber } from "../../model/numbers";
import { SCHEMA } from "../../model/schema";
import { newId } from "../../model/slug";
import type { Doc, Op, Row, Value } from "../../model/types";

const TABLE = "personas";
const NUMBERS = new Set(["number", "integer"]);

/** What was typed into a field, as the operation that keeps it; none where it says the same as before. */
export function setField(doc: Doc, id: string, column: string, text: string): Op[] {
  const was = row(doc, TABLE, id)?.[column] ?? null;
  const value = readField(column, text);
  return value === was ? [] : set(doc, id, column, value);
}

export function set(doc: Doc, id: string, column: string, value: Value): Op[] {
  return [{ op: "set", table: TABLE, id, column, value, old: row(doc, TABLE, id)?.[column] ?? null }];
}

/** A share is typed as it is shown, in percent; a number nobody can read is left to Python, which says why not. */
function readField(column: string, text: string): Value {
  if (text.trim() === "") return null;
  const type = SCHEMA.personas.columns[column]?.type;
  if (type === undefined) return { $: "typed", v: text };
  if (!NUMBERS.has(type)) return text;
  const number = readNumber(text);
  if (number === null) return { $: "typed", v: text };
  return column === "share" && !text.includes("%") && number > 1 ? number / 100 : number;
}

export function addPersona(doc: Doc, name: string): Op[] {
  const free = freeName(doc, TABLE, name);
  return [{ op: "insert", table: TABLE, id: idFor(doc, free), row: { name: free }, before: null }];
}

export function duplicate(doc: Doc, id: string): Op[] {
  const from = row(doc, TABLE, id);
  if (!from) return [];
  const name = freeName(doc, TABLE, nameOf(from));
  const copy: { [column: string]: Value } = { name };
  for (const [column, value] of Object.entries(from)) if (column !== "id" && column !== "name" && value !== undefined) copy[column] = value;
  return [{ op: "insert", table: TABLE, id: idFor(doc, name), row: copy, before: behind(doc, id) }];
}

export function remove(id: string): Op[] {
  return [{ op: "remove", table: TABLE, id }];
}

/** Moves a persona in front of another, null for the end; none where it stands there. */
export function moveBefore(doc: Doc, id: string, before: string | null): Op[] {
  return before === id || before === behind(doc, id) ? [] : [{ op: "move", table: TABLE, id, before }];
}

/** Moves a persona one place earlier or later; none at the edge. */
export function moveBy(doc: Doc, id: string, way: -1 | 1): Op[] {
  const ids = idsOf(doc);
  const at = ids.indexOf(id);
  if (at + way < 0 || at + way >= ids.length) return [];
  return moveBefore(doc, id, ids[way < 0 ? at - 1 : at + 2] ?? null);
}

export const idsOf = (doc: Doc): string[] => rowsOf(doc, TABLE).map((one) => one.id);
export const nameOf = (one: Row): string => (typeof one.name === "string" && one.name.trim() ? one.name : one.id);

function behind(doc: Doc, id: string): string | null {
  const ids = idsOf(doc);
  return ids[ids.indexOf(id) + 1] ?? null;
}

function idFor(doc: Doc, name: string): string {
  return newId(name, "persona", (id) => doc.tables.personas.rows.has(id));
}
