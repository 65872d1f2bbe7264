/** A map with its cards regrouped: a lane for each team or actor. Only the drawing is regrouped; the map keeps its lanes. */
import { CUSTOMER, rankOf, withLanes } from "./blueprint";
import { row, rowsOf } from "./document";
import { columnOf } from "./items";
import { layers } from "./layers";
import { levelOf } from "./sides";
import type { Doc, Row, Table } from "./types";

export type By = "team" | "actor";

/** A swimlane a person added, which no card is in yet. */
export interface Added {
  readonly id: string;
  readonly name: string;
}

export interface Grouping {
  readonly by: By;
  readonly added: readonly Added[];
  /** Heights and whether it is drawn, by the id of a swimlane. */
  readonly looks: Readonly<Record<string, { readonly height?: number | null; readonly visible?: boolean }>>;
  /** The lane of the map a new card goes to; null for the likely one. */
  readonly into: string | null;
}

export interface Swimlane {
  readonly id: string;
  /** What its cards have in the column; null for those that have nothing there. */
  readonly value: string | null;
  readonly name: string;
}

const NONE: Readonly<Record<By, string>> = { team: "No team", actor: "No actor" };
export const HINTS: Readonly<Record<By, string>> = { team: "cards of this team", actor: "cards of this actor" };

/** Whether the cards of a lane are regrouped also where they name nobody: what we do, not what the customer does. */
export function isDissolved(lane: Row | undefined): boolean {
  return lane !== undefined && isGrouped(lane) && (levelOf(lane) ?? 0) > 0;
}

/** Whether a card of a lane is drawn in its team's swimlane. */
export const isGrouped = (lane: Row | undefined): boolean => lane !== undefined && lane["visible"] !== false && columnOf(lane) === null && lane["kind"] !== "paths";

export function valueOf(card: Row, by: By): string | null {
  const value = card[by];
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

/** Ids of swimlanes begin with this; no lane of the map does. */
export function prefixOf(doc: Doc): string {
  let prefix = "by:";
  while (doc.tables.lanes.order.some((id) => id?.startsWith(prefix))) prefix += ":";
  return prefix;
}

/** The swimlanes from the customer's side down to the support, by the first lane their cards stand in; those without a name last. */
export function swimlanes(doc: Doc, { by, added }: Grouping): Swimlane[] {
  const prefix = prefixOf(doc);
  const first = new Map<string | null, number>();
  const place = new Map(doc.tables.lanes.order.map((id, at) => [id, at]));
  for (const card of doc.tables.cards.rows.values()) {
    const lane = row(doc, "lanes", String(card["lane"]));
    const value = valueOf(card, by);
    if (!isGrouped(lane) || (value === null && !isDissolved(lane))) continue;
    first.set(value, Math.min(first.get(value) ?? Infinity, place.get(String(card["lane"])) ?? Infinity));
  }
  const named = [...first].filter(([value]) => value !== null) as [string, number][];
  const sorted = named.sort(([a, at], [b, bt]) => at - bt || (a < b ? -1 : 1)).map(([value]) => ({ id: idOf(value, added, prefix), value, name: value }));
  const empty = added.filter(({ name }) => !first.has(name)).map(({ id, name }) => ({ id, value: name, name }));
  const rest = first.has(null) || sorted.length + empty.length === 0 ? [{ id: prefix, value: null, name: NONE[by] }] : [];
  return [...sorted, ...empty, ...rest];
}

const idOf = (value: string, added: readonly Added[], prefix: string): string => added.find(({ name }) => name === value)?.id ?? prefix + value;

/** The lane a card is drawn in: its team's, its own where it is the customer's and names nobody. */
export function laneFor(doc: Doc, card: Row, how: Pick<Grouping, "by" | "added">, prefix = prefixOf(doc)): string {
  const lane = row(doc, "lanes", String(card["lane"]));
  const value = valueOf(card, how.by);
  if (!isGrouped(lane) || (value === null && !isDissolved(lane))) return String(card["lane"]);
  return value === null ? prefix : idOf(value, how.added, prefix);
}

/** The document with a lane for each team or actor. Lanes of the customer, of values and the hidden ones stay. */
export function grouped(doc: Doc, how: Grouping): Doc {
  const kept = rowsOf(doc, "lanes").filter((lane) => !isDissolved(lane));
  const drawn = swimlanes(doc, how).map((one) => laneRow(one, how));
  const top = kept.filter((lane) => lane["visible"] !== false && rankOf(lane) <= CUSTOMER);
  const rest = kept.filter((lane) => !top.includes(lane));
  const lanes = withLanes(doc, [...top, ...drawn, ...rest]);
  return { ...lanes, tables: { ...lanes.tables, cards: cardsIn(doc, how) } };
}

const rows = new Map<string, Row>();

/** A swimlane as a lane; the same object as long as nothing in it changed. */
function laneRow({ id, name }: Swimlane, { by, looks }: Grouping): Row {
  const { height = null, visible = true } = looks[id] ?? {};
  const key = JSON.stringify([id, name, by, height, visible]);
  const made = rows.get(key) ?? { id, name, kind: "cards", role: "frontstage", side: "frontstage", hint: HINTS[by], visible, ...(height !== null && { height }) };
  rows.set(key, made);
  return made;
}

/** The cards with the lane they are drawn in. Within a swimlane they stand by the lane of the map, then by their order there. */
function cardsIn(doc: Doc, how: Grouping): Table {
  const { cards, lanes } = doc.tables;
  const prefix = prefixOf(doc);
  const place = new Map(lanes.order.map((id, at) => [String(id), at]));
  const found = cards.order.flatMap((id) => (id === undefined ? [] : (cards.rows.get(id) ?? [])));
  const sorted = found.map((card, at) => ({ card, at, lane: place.get(String(card["lane"])) ?? -1 })).sort((a, b) => a.lane - b.lane || a.at - b.at);
  const order = sorted.map(({ card }) => card.id);
  const drawn = sorted.map(({ card }): [string, Row] => [card.id, moved(card, laneFor(doc, card, how, prefix))]);
  return { size: order.length, order, rows: layers(new Map(drawn)) };
}

const known = new WeakMap<Row, Map<string, Row>>();

/** The card in another lane; the same object for the same card and lane. */
function moved(card: Row, lane: string): Row {
  if (card["lane"] === lane) return card;
  const here = known.get(card) ?? new Map<string, Row>();
  known.set(card, here);
  const made = here.get(lane) ?? { ...card, lane };
  here.set(lane, made);
  return made;
}
