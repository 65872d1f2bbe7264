/** What Python says of evidence: the rows behind a card or a cell, and what they come to. Read with care: it is another's data. */
import { isRest, type Rest } from "../shapes";
import { fieldsIn, numberIn, textIn } from "./ask";

export interface Observed {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  readonly source: string;
  readonly date: string;
  readonly n: number | null;
  readonly sentiment: number | null;
  readonly author: string;
  /** card, cell or step: rows of the narrower places are not the card's own. */
  readonly hangsOn: string;
  readonly counts: boolean;
}

export interface Judged {
  readonly state: Rest;
  readonly n: number;
  readonly kinds: readonly string[];
  /** Days since the newest row; nothing where none has a date. */
  readonly age: number | null;
  readonly stale: boolean;
  readonly reliability: number | null;
}

export interface Behind {
  readonly rows: readonly Observed[];
  readonly total: number;
  readonly judged: Judged | null;
}

/** The answer to the verb `evidence`; null where it is none. */
export function behindIn(answer: unknown): Behind | null {
  const { rows, total, state } = fieldsIn(answer);
  if (!Array.isArray(rows)) return null;
  return { rows: rows.map(observed), total: numberIn(total) ?? rows.length, judged: judgedIn(state) };
}

function observed(one: unknown): Observed {
  const row = fieldsIn(one);
  const [kind, text, source, author] = ["kind", "text", "source", "author"].map((name) => textIn(row[name])) as [string, string, string, string];
  const date = textIn(row["date"]).slice(0, 10);
  return { id: String(row["id"]), kind, text, source, date, n: numberIn(row["n"]), sentiment: numberIn(row["sentiment"]), author, hangsOn: textIn(row["hangs_on"]), counts: row["counts"] !== false };
}

function judgedIn(one: unknown): Judged | null {
  const said = fieldsIn(one);
  if (!isRest(said["state"])) return null;
  return { state: said["state"], n: numberIn(said["n"]) ?? 0, kinds: kindsIn(said["kinds"]), age: ageIn(said), stale: said["stale"] === true, reliability: numberIn(said["reliability"]) };
}

/** Kinds come as a list or as a text with commas. */
export const kindsIn = (value: unknown): string[] =>
  (Array.isArray(value) ? value.map(String) : typeof value === "string" ? value.split(",") : []).map((one) => one.trim()).filter(Boolean);

function ageIn({ age, newest }: Readonly<Record<string, unknown>>): number | null {
  if (numberIn(age) !== null) return numberIn(age);
  const at = Date.parse(textIn(newest));
  return Number.isNaN(at) ? null : Math.max(0, Math.floor((Date.now() - at) / 86_400_000));
}
