/** Links and moves as a reader is told them: in order, from, kind, to. Pure; it knows documents, not elements. */
import { rowsOf } from "../../model/document";
import { plainText } from "../../model/items";
import type { Doc, Row } from "../../model/types";
import { words } from "./words";

export interface Told {
  readonly id: string;
  readonly from: string;
  readonly kind: string;
  readonly to: string;
  /** When a link is taken; what is known of a move. */
  readonly more: string;
  /** The ids of both ends; of an outcome its name. */
  readonly source: string;
  readonly target: string;
}

/** The links in the order of the cards they leave: by step, then by lane, then as cards stand in a cell. */
export function linksIn(doc: Doc): Told[] {
  const order = cardOrder(doc);
  const at = (id: string): number => order.get(id) ?? order.size;
  return rowsOf(doc, "links").map((row) => linkOf(doc, row)).sort((a, b) => at(a.source) - at(b.source) || at(a.target) - at(b.target));
}

/** The moves in the order of the steps they leave; outcomes last. */
export function movesIn(doc: Doc): Told[] {
  const places = new Map(doc.tables.steps.order.map((id, at) => [id, at]));
  const at = (id: string): number => places.get(id) ?? places.size;
  return rowsOf(doc, "transitions").map((row) => moveOf(doc, row, at)).sort((a, b) => at(a.source) - at(b.source) || at(a.target) - at(b.target));
}

/** The ends and the kind of one link or move. */
export function told(doc: Doc, table: "links" | "transitions", row: Row): Told {
  if (table === "links") return linkOf(doc, row);
  const at = (id: string): number => { const found = doc.tables.steps.order.indexOf(id); return found < 0 ? doc.tables.steps.size : found; };
  return moveOf(doc, row, at);
}

function linkOf(doc: Doc, row: Row): Told {
  const kind = plainText(row["kind"]) || words.noKind;
  const more = [...new Set(["text", "condition"].map((column) => plainText(row[column])).filter(Boolean))].join("; ");
  return { ...ended(doc, "cards", row), kind: row["both"] === true ? words.bothWays(kind) : kind, more };
}

function moveOf(doc: Doc, row: Row, at: (id: string) => number): Told {
  const ends = ended(doc, "steps", row);
  const by = at(ends.target) - at(ends.source);
  const kind = doc.tables.steps.rows.has(ends.target) ? (by === 1 ? words.leads.on : by > 0 ? words.leads.skip : words.leads.back) : words.leads.out;
  const share = (column: string, say: (percent: string) => string): string => (typeof row[column] === "number" ? say(percent(row[column])) : "");
  const assumed = row["assumed"] === true ? words.assumedShare : "";
  const ways = row["variants"];
  const named = Array.isArray(ways) ? ways.join(", ") : plainText(ways as string | null);
  const count = typeof row["count"] === "number" ? words.seen(row["count"]) : "";
  const more = [[share("probability", (p) => p), assumed].filter(Boolean).join(", "), share("planned", words.planned), count, named && words.onWay(named)];
  return { ...ends, kind, more: more.filter(Boolean).join("; ") };
}

function ended(doc: Doc, table: "cards" | "steps", row: Row): Omit<Told, "kind" | "more"> {
  const [source, target] = [String(row["source"] ?? ""), String(row["target"] ?? "")];
  const name = (id: string): string => plainText(doc.tables[table].rows.get(id)?.[table === "cards" ? "text" : "name"]).trim() || id;
  return { id: row.id, source, target, from: name(source), to: name(target) };
}

const percent = (share: number): string => `${Number((100 * share).toFixed(3)).toLocaleString("en")}%`;

function cardOrder(doc: Doc): Map<string, number> {
  const place = (table: "steps" | "lanes"): Map<unknown, number> => new Map(doc.tables[table].order.map((id, at) => [id, at]));
  const [steps, lanes] = [place("steps"), place("lanes")];
  const at = (known: Map<unknown, number>, id: unknown): number => known.get(id) ?? known.size;
  const cards = rowsOf(doc, "cards").map((card) => ({ id: card.id, step: at(steps, card["step"]), lane: at(lanes, card["lane"]) }));
  return new Map(cards.sort((a, b) => a.step - b.step || a.lane - b.lane).map(({ id }, place) => [id, place]));
}
