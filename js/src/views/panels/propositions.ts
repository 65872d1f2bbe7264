/** The value proposition canvas over the map's table: who asks, who answers, and the edits of an entry. No elements. */
import { rowsOf } from "../../model/document";
import { plainText } from "../../model/items";
import { newId } from "../../model/slug";
import type { Doc, Op, Row } from "../../model/types";
import { isNothing } from "../../model/values";

/** The fields of the canvas: the customer's side, and the offer's. */
export const SIDES = { customer: ["job", "pain", "gain"], offer: ["product", "reliever", "creator"] } as const;
export type Side = keyof typeof SIDES;
export type Kind = (typeof SIDES)[Side][number];

const ASKS: readonly string[] = SIDES.customer;
const OFFERS: readonly string[] = SIDES.offer;
export const isOffer = (row: Row): boolean => OFFERS.includes(String(row["kind"]));

export const entriesOf = (doc: Doc, kind: Kind): Row[] => rowsOf(doc, "propositions").filter((row) => row["kind"] === kind);

/** The entries that stand in no field of the canvas. */
export const strays = (doc: Doc): Row[] => rowsOf(doc, "propositions").filter((row) => !ASKS.includes(String(row["kind"])) && !isOffer(row));

/** The jobs, pains and gains, to be answered. */
export const asked = (doc: Doc): Row[] => rowsOf(doc, "propositions").filter((row) => ASKS.includes(String(row["kind"])));

/** Whether an entry lacks its other side: a job, pain or gain that nothing answers, an offer that answers nothing. */
export function alone(doc: Doc, row: Row): boolean {
  if (isOffer(row)) return isNothing(row["answers"]);
  return ASKS.includes(String(row["kind"])) && !rowsOf(doc, "propositions").some((one) => one["answers"] === row.id && isOffer(one));
}

export const nameOf = (row: Row): string => plainText(row["text"]) || row.id;

export function added(doc: Doc, kind: Kind, text: string): Op[] {
  const id = newId(text, kind, (one) => doc.tables.propositions.rows.has(one));
  return [{ op: "insert", table: "propositions", id, row: { kind, text }, before: null }];
}

/** Takes an entry out; what answered it answers nothing then. */
export function removed(doc: Doc, id: string): Op[] {
  const freed = rowsOf(doc, "propositions").filter((row) => row["answers"] === id && row.id !== id);
  return [...freed.map((row): Op => ({ op: "set", table: "propositions", id: row.id, column: "answers", value: null })), { op: "remove", table: "propositions", id }];
}

/** Moves an entry past its neighbour in the same list; nothing at the edge. */
export function moved(list: readonly Row[], id: string, by: 1 | -1): Op[] {
  const at = list.findIndex((row) => row.id === id);
  const past = list[at + by];
  if (at < 0 || !past) return [];
  return [{ op: "move", table: "propositions", id, before: by < 0 ? past.id : (list[at + 2]?.id ?? null) }];
}
