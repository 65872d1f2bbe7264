/** Gestures on links between cards and on moves between steps. */
import type { Connected, End } from "./connections";
import { row } from "./document";
import { sameValue } from "./edits";
import { newId } from "./slug";
import type { Doc, Op, Value } from "./types";

type Cells = { readonly [column: string]: Value };

export interface NewLink {
  readonly source: string;
  readonly target: string;
  readonly kind?: string;
  readonly text?: string;
  readonly condition?: string;
  readonly both?: boolean;
}

export interface NewMove {
  readonly source: string;
  /** A step, or the name of an outcome. */
  readonly target: string;
  readonly probability?: number;
  readonly count?: number;
  readonly assumed?: boolean;
  readonly planned?: number;
  readonly variants?: readonly string[];
}

/** Draws a link from one card to another; from a card to itself there is none. */
export function addLink(doc: Doc, { kind = "sequence", ...link }: NewLink): Op[] {
  return link.source === link.target ? [] : [inserted(doc, "links", "link", { ...link, kind })];
}

/** Changes what a link says: its kind, word, condition, whether it goes both ways. */
export function setLink(doc: Doc, link: string, column: string, value: Value): Op[] {
  return changed(doc, "links", link, column, value);
}

/** Lets a link go the other way. */
export function turnLink(doc: Doc, link: string): Op[] {
  const old = row(doc, "links", link);
  if (!old) return [];
  const { source = null, target = null } = old;
  return [...setLink(doc, link, "source", target), ...setLink(doc, link, "target", source)];
}

/** Lets one end of a link stand at another card. */
export function moveEnd(doc: Doc, link: string, end: End, card: string): Op[] {
  const other = row(doc, "links", link)?.[end === "source" ? "target" : "source"];
  return other === card ? [] : changed(doc, "links", link, end, card);
}

export function removeLink(doc: Doc, link: string): Op[] {
  return removed(doc, "links", link);
}

/** Adds a move from a step to a step, to itself too, or to an outcome. */
export function addMove(doc: Doc, move: NewMove): Op[] {
  return [inserted(doc, "transitions", "move", { ...move })];
}

/** Changes a move: its share, count, variants, also its ends. */
export function setMove(doc: Doc, move: string, column: string, value: Value): Op[] {
  return changed(doc, "transitions", move, column, value);
}

export function removeMove(doc: Doc, move: string): Op[] {
  return removed(doc, "transitions", move);
}

function inserted(doc: Doc, table: Connected, like: string, cells: Cells): Op {
  const id = newId("", like, (one) => doc.tables[table].rows.has(one));
  const given = Object.entries(cells).filter(([, value]) => value !== undefined);
  return { op: "insert", table, id, row: Object.fromEntries(given), before: null };
}

function changed(doc: Doc, table: Connected, id: string, column: string, value: Value): Op[] {
  const old = row(doc, table, id);
  return !old || sameValue(old[column], value) ? [] : [{ op: "set", table, id, column, value }];
}

function removed(doc: Doc, table: Connected, id: string): Op[] {
  return row(doc, table, id) ? [{ op: "remove", table, id }] : [];
}
