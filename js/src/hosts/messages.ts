/** The messages of docs/protocol.md as they come down, checked as far as the page relies on them. */
import type { Op, Place, TableName, Value, WireDoc, WireTable } from "../model/types";
import type { Hit, Notice, Selected } from "./host";

export type Seen = Readonly<Record<string, number>>;

interface Numbered {
  n: number;
}

export interface OpenMessage extends Numbered {
  type: "open";
  rev: number;
  seen: Seen;
  doc: WireDoc;
  undo: boolean;
  redo: boolean;
  for: string | null;
  /** The last refusals, for a page that missed one. */
  refused?: Pick<RefusedMessage, "browser" | "counter" | "reason" | "at">[];
}

export interface EditsMessage extends Numbered {
  type: "edits";
  rev: number;
  seen: Seen;
  ops: Op[];
  source: "page" | "python" | "undo" | "redo";
  browser: string | null;
  undo: boolean;
  redo: boolean;
  runs?: WireDoc["runs"];
}

export interface RefusedMessage extends Numbered {
  type: "refused";
  browser: string;
  counter: number;
  seen: Seen;
  reason: string;
  at: Place | null;
}

export interface RowsMessage extends Numbered {
  type: "rows";
  for: string | null;
  from: number;
  tables: Partial<Record<TableName, WireTable>>;
}

export type Message =
  | OpenMessage
  | EditsMessage
  | RefusedMessage
  | RowsMessage
  | (Numbered & { type: "found"; for: string | null; query: number; total: number; hits: Hit[] })
  | (Numbered & { type: "cell"; for: string | null; query: number; value: Value })
  | (Numbered & { type: "notice" } & Notice)
  | (Numbered & { type: "ran"; for: string | null; query: number; value?: unknown; error?: string })
  | (Numbered & { type: "overlay"; name: string; data: unknown })
  | (Numbered & { type: "selected"; cells: Selected[]; browser: string })
  | (Numbered & { type: "unknown" });

type Check = (one: unknown) => boolean;

const isObject: Check = (one) => typeof one === "object" && one !== null && !Array.isArray(one);
const isNumber: Check = (one) => typeof one === "number";
const isText: Check = (one) => typeof one === "string";

const SHAPES: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  open: { rev: isNumber, seen: isObject, doc: isDoc, refused: (one) => one === undefined || Array.isArray(one) },
  edits: { rev: isNumber, seen: isObject, ops: areOps },
  refused: { browser: isText, counter: isNumber, reason: isText },
  rows: { from: isNumber, tables: isObject },
  found: { query: isNumber, total: isNumber, hits: Array.isArray },
  cell: { query: isNumber },
  ran: { query: isNumber },
  overlay: { name: isText },
  selected: { cells: areCells, browser: isText },
  notice: { id: isText, text: isText, actions: Array.isArray },
};

/** The message, `unknown` where the page does not know its type or shape, null where it is none at all. */
export function readMessage(raw: unknown): Message | null {
  if (!isObject(raw)) return null;
  const fields = raw as Readonly<Record<string, unknown>>;
  const { n, type } = fields;
  if (typeof n !== "number" || typeof type !== "string") return null;
  const shape = Object.hasOwn(SHAPES, type) ? SHAPES[type] : undefined;
  const fits = shape && Object.entries(shape).every(([name, check]) => check(fields[name]));
  return fits ? (raw as Message) : { type: "unknown", n };
}

function isDoc(one: unknown): boolean {
  const tables = (one as Partial<WireDoc> | null)?.tables;
  return isObject(tables) && Object.values(tables as object).every(isTable);
}

function isTable(one: unknown): boolean {
  const { columns, rows } = (one ?? {}) as Partial<WireTable>;
  return Array.isArray(columns) && Array.isArray(rows);
}

function areCells(one: unknown): boolean {
  return Array.isArray(one) && one.every((cell: Partial<Selected> | null) => isText(cell?.step) && isText(cell?.lane));
}

function areOps(one: unknown): boolean {
  return Array.isArray(one) && one.every((op: Partial<Op> | null) => isText(op?.op) && isText(op?.table) && isText(op?.id));
}

/** The `open` message a page starts with, null where there is none or its text is broken. */
export function readStart(text: string | null): OpenMessage | null {
  try {
    const message = readMessage(JSON.parse(text ?? "null"));
    return message?.type === "open" ? message : null;
  } catch {
    return null; // a cut-off text: everything is asked for instead
  }
}
