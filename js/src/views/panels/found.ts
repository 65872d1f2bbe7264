/** The findings of the checks as Python tells them. Read with care: it is another's data. */
import { fieldsIn, textIn } from "./ask";

export type Severity = "error" | "warning" | "note";
export const SEVERITIES: readonly Severity[] = ["error", "warning", "note"];

export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly what: string;
  readonly where: string;
  readonly why: string;
  readonly how: string;
  readonly table: string | null;
  readonly row: string | null;
  readonly column: string | null;
  readonly step: string | null;
  readonly lane: string | null;
  readonly mendable: boolean;
  readonly silenced: boolean;
  readonly reason: string;
}

export type Counts = Readonly<Record<Severity, number>>;

/** The answer to the verb `checks`; null where it is none. */
export function findingsIn(answer: unknown): readonly Finding[] | null {
  const { findings } = fieldsIn(answer);
  return Array.isArray(findings) ? findings.map(finding) : null;
}

function finding(one: unknown): Finding {
  const said = fieldsIn(one);
  const id = (name: string): string | null => (typeof said[name] === "string" && said[name] !== "" ? (said[name] as string) : null);
  const severity = SEVERITIES.find((known) => known === said["severity"]) ?? "note";
  const [code, what, where, why, how, reason] = ["code", "what", "where", "why", "how", "reason"].map((name) => textIn(said[name])) as [string, string, string, string, string, string];
  return { code, severity, what, where, why, how, reason, table: id("table"), row: id("row"), column: id("column"), step: id("step"), lane: id("lane"), mendable: said["mendable"] === true, silenced: said["silenced"] === true };
}

export function countsOf(findings: readonly Finding[]): Counts {
  const open = findings.filter((one) => !one.silenced);
  const count = (severity: Severity): number => open.filter((one) => one.severity === severity).length;
  return { error: count("error"), warning: count("warning"), note: count("note") };
}

/** What tells one finding from the others, as long as it is there. */
export const keyOf = ({ code, table, row, column, step, lane }: Finding): string => [code, table, row, column, step, lane].join("\0");
