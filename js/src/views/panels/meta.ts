/** What a map says of itself: which entries there are, in which order, and what each may hold. No elements. */
import { rowsOf } from "../../model/document";
import { plainText } from "../../model/items";
import { SCALES } from "../../model/schema";
import { readTime } from "../../model/times";
import type { Doc, Value } from "../../model/types";

export interface Choice { readonly id: string; readonly name: string }

export interface MetaSpec {
  readonly name: string;
  readonly type: "text" | "texts" | "number" | "date" | "choice";
  readonly value: Value;
  /** A text of several lines. */
  readonly area: boolean;
  readonly choices: readonly Choice[];
}

/** The entries that can be written, under their headings. */
export const GROUPS = {
  lens: ["title", "persona", "scenario", "expectations", "state", "emotion_scale", "scope", "language", "currency"],
  goals: ["objective", "business_goals"],
  work: ["status", "owner", "teams", "tags", "updated", "next_review", "time_to_implement", "maturity", "frameworks", "parent"],
  use: ["when_to_use", "when_not_to_use", "pros", "cons"],
} as const;
export type Group = keyof typeof GROUPS;

const KNOWN: ReadonlySet<string> = new Set(Object.values(GROUPS).flat());
const AREAS: ReadonlySet<string> = new Set(["objective", "scenario", "expectations", "business_goals", "scope", "when_to_use", "when_not_to_use", "pros", "cons"]);
/** Lists as long as nothing else stands there. */
const LISTS: ReadonlySet<string> = new Set(["teams", "tags", "frameworks", "pros", "cons"]);
const DATES: ReadonlySet<string> = new Set(["updated", "next_review"]);
const WORDS: Readonly<Record<string, readonly string[]>> = {
  state: ["current", "future", "draft", "hypothesis"],
  emotion_scale: Object.keys(SCALES),
  time_to_implement: ["<1 day", "1–2 days", "1–2 weeks", "2–4 weeks", "1–2 months", "3–6 months", ">6 months"],
};

/** One entry as a field shows it; nothing where its value has a shape that no field can write back. */
export function metaSpec(doc: Doc, name: string): MetaSpec | null {
  const value = held(doc.meta[name]);
  if (value === undefined) return null;
  const choices = Array.isArray(value) ? [] : choicesOf(doc, name);
  const one = name === "persona" ? (choices.find((choice) => choice.name === value)?.id ?? value) : value;
  return { name, value: one, choices, type: typeOf(name, value), area: AREAS.has(name) };
}

/** What the map says beside the entries the package knows, as text. */
export const ownMeta = (doc: Doc): [name: string, text: string][] =>
  Object.entries(doc.meta).filter(([name]) => !KNOWN.has(name)).map(([name, value]) => [name, shown(value)]);

/** An entry of any shape as a person reads it. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join(", ");
  return typeof value === "string" ? value : value === null || value === undefined ? "" : JSON.stringify(value);
}

/** The value where a field can hold it, undefined elsewhere. */
function held(value: unknown): Value | undefined {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "number") return value;
  return Array.isArray(value) && value.every((one) => typeof one === "string") ? value : undefined;
}

function typeOf(name: string, value: Value): MetaSpec["type"] {
  if (Array.isArray(value)) return "texts";
  if (typeof value === "number") return "number";
  if (name === "persona" || name in WORDS) return "choice";
  if (value === null && LISTS.has(name)) return "texts";
  return DATES.has(name) && (value === null || readTime(String(value)) !== null) ? "date" : "text";
}

function choicesOf(doc: Doc, name: string): Choice[] {
  if (name === "persona") return rowsOf(doc, "personas").map((row) => ({ id: row.id, name: plainText(row["name"]) || row.id }));
  return (WORDS[name] ?? []).map((word) => ({ id: word, name: word }));
}
