/** What a page knows of a document Python owns: what it was sent, and its own edits on top. Pure; it sends nothing. */
import { along } from "../model/connections";
import { emptyDoc, mergeRows, readDoc, row } from "../model/document";
import { apply, Refused, touches } from "../model/edits";
import type { Doc, Op, Place } from "../model/types";
import type { HostState, Notice, Pending, Refusal } from "./host";
import type { EditsMessage, OpenMessage, RefusedMessage, RowsMessage, Seen } from "./messages";
import { readTyped } from "./typed";

type Elsewhere = HostState["elsewhere"];
type Told = Omit<RefusedMessage, "type" | "n" | "seen">;

export interface Declined extends Refusal {
  readonly label: string;
}

export interface Replica {
  readonly browser: string;
  readonly base: Doc;
  /** The base with the pending edits on top. */
  readonly drawn: Doc;
  readonly revision: number;
  readonly pending: readonly Pending[];
  readonly refused: readonly Declined[];
  readonly notices: readonly Notice[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly elsewhere: Elsewhere;
}

const NOWHERE: Elsewhere = new Map();

export function emptyReplica(browser: string): Replica {
  const lists = { pending: [], refused: [], notices: [] };
  const doc = emptyDoc();
  return { browser, base: doc, drawn: doc, revision: 0, ...lists, canUndo: false, canRedo: false, elsewhere: NOWHERE };
}

/** The edits made here drawn on a base; one that does not fit any more is passed over, Python will refuse it. */
export function draw(base: Doc, pending: readonly Pending[]): Doc {
  return pending.reduce((doc, { ops }) => attempt(() => apply(doc, readTyped(doc, ops))) ?? doc, base);
}

export function opened(before: Replica, message: OpenMessage): Replica {
  const { rev: revision, undo, redo } = message;
  const old = (message.refused ?? []).reduce(missed, before);
  const base = readDoc(message.doc);
  const pending = unseen(old, message.seen);
  const flags = { canUndo: undo === true, canRedo: redo === true, elsewhere: NOWHERE };
  return { ...old, ...flags, base, revision, pending, drawn: draw(base, pending) };
}

/** A refusal that is told once more: news only where the edit still waits for its answer. */
function missed(old: Replica, message: Told): Replica {
  return old.pending.some((one) => one.counter === message.counter) ? refusedBy(old, message) : old;
}

/** The replica after an edit of anybody; null where it does not fit, so that the page must ask for everything. */
export function followed(old: Replica, message: EditsMessage): Replica | null {
  const ops = readTyped(old.base, message.ops);
  const changed = attempt(() => ops.reduce((doc, op) => apply(doc, heard(doc, op)), old.base));
  if (!changed) return null;
  const base = message.runs === undefined ? changed : { ...changed, runs: message.runs };
  const pending = unseen(old, message.seen);
  const flags = { canUndo: message.undo === true, canRedo: message.redo === true, elsewhere: elsewhereOf(old, message) };
  return { ...old, ...flags, base, revision: message.rev, pending, drawn: draw(base, pending) };
}

export function refusedBy(old: Replica, message: Told): Replica {
  if (message.browser !== old.browser) return old;
  const { counter, reason } = message;
  const made = old.pending.find((one) => one.counter === counter);
  const refusal = { counter, reason, ops: made?.ops ?? [], label: made?.label ?? "", at: message.at ?? firstPlace(made?.ops) };
  const pending = old.pending.filter((one) => one.counter !== counter);
  return { ...old, pending, refused: [...old.refused, refusal], drawn: draw(old.base, pending) };
}

export function extended(old: Replica, message: RowsMessage): Replica {
  const base = mergeRows(old.base, message.from, message.tables);
  return { ...old, base, drawn: draw(base, old.pending) };
}

/** The replica with an edit of its own; refused at once where it does not fit what is drawn. */
export function edited(old: Replica, made: Pending): Replica {
  try {
    const ops = along(old.drawn, made.ops);
    const drawn = apply(old.drawn, readTyped(old.drawn, ops));
    return { ...old, drawn, pending: [...old.pending, { ...made, ops }] };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { counter, ops, label } = made;
    return { ...old, refused: [...old.refused, { counter, ops, label, reason: error.reason, at: error.at }] };
  }
}

export function noticed(old: Replica, { id, level, text, actions }: Notice): Replica {
  const others = old.notices.filter((one) => one.id !== id);
  return { ...old, notices: text === "" ? others : [...others, { id, level, text, actions }] };
}

/** The replica without an edit, pending or refused. */
export function without(old: Replica, counter: number): Replica {
  const others = (one: { counter: number }): boolean => one.counter !== counter;
  const pending = old.pending.filter(others);
  const drawn = pending.length < old.pending.length ? draw(old.base, pending) : old.drawn;
  return { ...old, pending, drawn, refused: old.refused.filter(others) };
}

/** What a view may see of it. */
export function shownOf({ drawn: doc, revision, canUndo, canRedo, pending, refused, elsewhere }: Replica): Omit<HostState, "notices" | "readonly" | "connection" | "overlays" | "selected"> {
  return { doc, revision, canUndo, canRedo, pending, refused, elsewhere };
}

/** The edits that Python has not dealt with yet. */
function unseen(old: Pick<Replica, "browser" | "pending">, seen: Seen): readonly Pending[] {
  const upTo = seen[old.browser] ?? 0;
  return old.pending.filter((one) => one.counter > upTo);
}

/**
 * What an operation from Python is on this page. A stage is told with the step that names it, also where it is here already; a
 * sheet's stage that has no step, and a card of a lane that is not drawn, need not be here.
 */
function heard(doc: Doc, op: Op): readonly Op[] {
  const here = row(doc, op.table, op.id) !== undefined;
  if (op.op === "insert") return here && op.table === "stages" ? written(op) : [op];
  if (here || (op.table === "stages" && doc.kind === "map")) return [op];
  return op.table === "stages" || (op.table === "cards" && !enters(op)) ? [] : [op];
}

function written({ id, row: cells }: Extract<Op, { op: "insert" }>): Op[] {
  return Object.entries(cells).map(([column, value]): Op => ({ op: "set", table: "stages", id, column, value }));
}

/** Whether a card changes its cell, and so may come into sight. */
function enters(op: Op): boolean {
  return op.op === "set" && (op.column === "step" || op.column === "lane");
}

function attempt(make: () => Doc): Doc | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

function elsewhereOf(old: Replica, { browser, source, ops }: EditsMessage): Elsewhere {
  if (browser === old.browser) return NOWHERE;
  const who = source === "python" || browser === null ? "python" : "page";
  const news = ops.filter((op) => op.op !== "insert" || op.table !== "stages" || !row(old.base, "stages", op.id));
  return new Map(touches(news).map((place) => [place, who]));
}

function firstPlace(ops: readonly Op[] | undefined): Place | null {
  const op = ops?.[0];
  return op ? { table: op.table, id: op.id, column: op.op === "set" ? op.column : "" } : null;
}
