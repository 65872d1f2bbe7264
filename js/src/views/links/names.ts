/** What is said of links: from, kind, to. Pure; it knows documents, not elements. */
import { linksOf } from "../../model/connections";
import { row } from "../../model/document";
import { plainText } from "../../model/items";
import type { Doc, Row } from "../../model/types";
import { KINDS, words, type Kind } from "./words";

const LONG = 60;

export function nameOf(doc: Doc, card: string): string {
  const text = plainText(row(doc, "cards", card)?.["text"]).trim().replace(/\s+/g, " ");
  return text === "" ? words.unnamed : text.length > LONG ? `${text.slice(0, LONG - 1)}…` : text;
}

export const kindOf = (link: Row): Kind => KINDS.find((kind) => kind === link["kind"]) ?? "sequence";
export const verbOf = (link: Row): string => words.kinds[kindOf(link)] ?? "";
export const otherEnd = (link: Row, card: string): string => String(link["source"] === card ? link["target"] : link["source"]);

/** The word and the condition of a link, as they stand on its line. */
export function labelOf(link: Row): string {
  const condition = plainText(link["condition"]);
  return [plainText(link["text"]), condition && `[${condition}]`].filter(Boolean).join(" ");
}

/** One link as the card at one of its ends sees it: “to Notes the slot, triggers”. */
export function seenFrom(doc: Doc, link: Row, card: string): string {
  const say = link["source"] === card ? words.to : words.from;
  const label = labelOf(link);
  return say(nameOf(doc, otherEnd(link, card)), verbOf(link), link["both"] === true) + (label ? ` (${label})` : "");
}

/** What a screen reader hears of a card's links; empty where it has none. */
export function described(doc: Doc, card: string): string {
  const links = linksOf(doc, card);
  return links.length ? words.described(links.map((link) => seenFrom(doc, link, card))) : "";
}

export const ends = (link: Row): { source: string; target: string } => ({ source: String(link["source"]), target: String(link["target"]) });
