/** Where the service fails, hands over and keeps people waiting, as Python tells it. Read with care: it is another's data. */
import { fieldsIn, numberIn, textIn } from "./ask";

export interface Failure {
  readonly card: string;
  readonly text: string;
  readonly step: string;
  readonly mode: string;
  readonly often: number | null;
  readonly bad: number | null;
  readonly hidden: number | null;
  readonly risk: number | null;
  readonly priority: number | null;
  readonly recovery: string;
  /** The texts of the cards that put it right. */
  readonly by: readonly string[];
  /** Columns that are not filled in, and sentences about those that cannot be counted with. */
  readonly missing: readonly string[];
}

export interface Handoff { readonly giver: string; readonly receiver: string; readonly count: number; readonly kinds: string; readonly waits: number; readonly wait: number }
export interface Wait { readonly step: string; readonly name: string; readonly card: string; readonly text: string; readonly wait: number | null; readonly counts: boolean }

interface Sent<T> { readonly rows: readonly T[]; readonly total: number }

export interface Told {
  readonly failures: Sent<Failure>;
  readonly handoffs: Sent<Handoff> & { readonly count: number; readonly unknown: number };
  readonly waits: Sent<Wait> & { readonly way: string; readonly sum: number; readonly unknown: number };
}

/** The answer to the verb `service`; null where it is none. */
export function serviceIn(answer: unknown): Told | null {
  const said = fieldsIn(answer);
  const [failures, handoffs, waits] = [fieldsIn(said["failures"]), fieldsIn(said["handoffs"]), fieldsIn(said["waits"])];
  if (![failures, handoffs, waits].every(({ rows }) => Array.isArray(rows))) return null;
  const [counted, summed] = [fieldsIn(handoffs["attrs"]), fieldsIn(waits["attrs"])];
  return {
    failures: sent(failures, failure),
    handoffs: { ...sent(handoffs, handoff), count: numberIn(counted["total"]) ?? 0, unknown: numberIn(counted["unknown"]) ?? 0 },
    waits: { ...sent(waits, wait), way: textIn(summed["way"]), sum: numberIn(summed["wait"]) ?? 0, unknown: numberIn(summed["unknown"]) ?? 0 },
  };
}

type Fields = Readonly<Record<string, unknown>>;

function sent<T>(table: Fields, read: (row: Fields) => T): Sent<T> {
  const rows = (table["rows"] as readonly unknown[]).map((row) => read(fieldsIn(row)));
  return { rows, total: numberIn(table["total"]) ?? rows.length };
}

const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(textIn) : []);

const failure = (row: Fields): Failure => ({
  card: textIn(row["card"]), text: textIn(row["text"]), step: textIn(row["step"]), mode: textIn(row["failure_mode"]),
  often: numberIn(row["likelihood"]), bad: numberIn(row["failure_impact"]), hidden: numberIn(row["detection"]),
  risk: numberIn(row["risk"]), priority: numberIn(row["risk_priority"]), recovery: textIn(row["recovery"]), by: texts(row["by"]), missing: texts(row["missing"]),
});

const handoff = (row: Fields): Handoff => ({
  giver: textIn(row["giver"]), receiver: textIn(row["receiver"]), count: numberIn(row["handoffs"]) ?? 0, kinds: textIn(row["kinds"]),
  waits: numberIn(row["waits"]) ?? 0, wait: numberIn(row["wait"]) ?? 0,
});

const wait = (row: Fields): Wait => ({
  step: textIn(row["step"]), name: textIn(row["name"]), card: textIn(row["card"]), text: textIn(row["text"]), wait: numberIn(row["wait"]), counts: row["counts"] === true,
});
