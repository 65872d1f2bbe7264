/** What Python would refuse of an edit of links and moves, refused by a page that owns its document. The twin of frames/mapped/links.py. */
import { linksOf, movesOf, type Connected } from "./connections";
import { row, value, whole } from "./document";
import { apply, Refused, sameValue } from "./edits";
import { plainText } from "./items";
import type { Doc, Op, TableName, Value } from "./types";

const SHOWN = 60;
const NEEDS: Readonly<Record<Connected, string>> = {
  links: "A link needs two cards, its source and its target.",
  transitions: "A move needs the step it comes from, and a step or an outcome it goes to.",
};

/** The document after the operations of a person; `Refused` where a link or a move cannot be. */
export function applyMade(doc: Doc, ops: readonly Op[]): Doc {
  return ops.reduce((now, op) => {
    const fault = faultOf(now, op);
    if (fault) throw new Refused(fault, { table: op.table, id: op.id, column: op.op === "set" ? op.column : "" });
    return apply(now, [op]);
  }, doc);
}

/** Why a link or a move cannot be as the operation wants it; empty where it can, or where the operation says nothing of its ends. */
function faultOf(doc: Doc, op: Op): string {
  const table = op.table;
  const made = table === "links" || table === "transitions" ? madeBy(doc, op) : null;
  if (!made || (table !== "links" && table !== "transitions")) return "";
  const [source = null, target = null] = [made["source"], made["target"]];
  if (!isText(source) || !isText(target)) return NEEDS[table];
  const at = table === "links" ? "cards" : "steps";
  const gone = (table === "links" ? [source, target] : [source]).find((id) => !known(doc, at, id));
  if (gone !== undefined) return `There is no row “${gone}” in ${at}: it was removed meanwhile.`;
  const what = table === "links" ? "link" : "move";
  return between(doc, table, source, target) ? `There is already a ${what} from “${named(doc, at, source)}” to “${named(doc, at, target)}”.` : "";
}

/** The row with the ends the operation gives it, null where it gives none. */
function madeBy(doc: Doc, op: Op): { readonly [column: string]: Value | undefined } | null {
  if (op.op === "insert") return op.row;
  const old = row(doc, op.table, op.id);
  const turns = op.op === "set" && (op.column === "source" || op.column === "target") && !sameValue(old?.[op.column], op.value);
  return old && turns ? { ...old, [op.column]: op.value } : null;
}

/** Whether a row goes from one end to the other already. */
function between(doc: Doc, table: Connected, source: string, target: string): boolean {
  const rows = table === "links" ? linksOf(doc, source) : movesOf(doc, source);
  return rows.some((one) => one["source"] === source && one["target"] === target);
}

function known(doc: Doc, table: TableName, id: string): boolean {
  return row(doc, table, id) !== undefined || !whole(doc, table);
}

function named(doc: Doc, table: TableName, id: string): string {
  const text = plainText(value(doc, table, id, table === "cards" ? "text" : "name"));
  return text.slice(0, SHOWN) || id;
}

function isText(one: Value): one is string {
  return typeof one === "string" && one.trim() !== "";
}
