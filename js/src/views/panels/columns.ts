/** Which fields a panel shows, and in which order: first those that make sense for what the lane means. No elements. */
import { rowsOf } from "../../model/document";
import { SCHEMA, type ColumnSchema } from "../../model/schema";
import type { Doc, Row, Value } from "../../model/types";
import { isNothing } from "../../model/values";

export type RowTable = "cards" | "steps" | "stages" | "lanes" | "links" | "transitions";

export interface FieldSpec extends ColumnSchema {
  readonly column: string;
  /** Whether the package knows the column; else it is the map's own. */
  readonly known: boolean;
}

const FIRST: Readonly<Record<string, readonly string[]>> = {
  pain_points: ["severity", "barrier", "team", "effort"],
  obstacles: ["barrier", "severity", "team"],
  opportunities: ["team", "effort", "goal", "reach", "impact", "confidence", "ease", "work", "kano"],
  gains: ["goal", "team"],
  touchpoints: ["channel", "place", "goal", "fail_point", "wait_point"],
  channels: ["channel", "place", "goal"],
  needs: ["goal"],
  goals: ["goal"],
  evidence: ["channel", "place"],
  actions: ["decision", "wait_point", "fail_point"],
  frontstage: ["team", "perceived_team", "actor", "channel", "decision", "wait_point", "fail_point"],
  backstage: ["team", "actor", "perceived_team", "decision", "wait_point", "fail_point"],
  support: ["team", "actor", "wait_point", "fail_point"],
};
/** What is asked next where a mark is set. */
const NEXT: Readonly<Record<string, readonly string[]>> = {
  wait_point: ["wait"],
  fail_point: ["failure_mode", "likelihood", "failure_impact", "detection", "recovery"],
};
const SHOWN: Readonly<Record<Exclude<RowTable, "cards">, readonly string[]>> = {
  steps: ["name", "stage", "duration_low", "duration", "duration_high", "wait", "moment_of_truth", "moment_reason", "quote", "opens"],
  stages: ["name", "goal", "time_frame"],
  lanes: ["name", "hint", "role", "side", "carrier", "source", "unit"],
  links: ["kind", "text", "condition", "both"],
  transitions: ["probability", "planned", "count", "assumed", "variants"],
};

/** The fields to show at once and those behind “more”. */
export function fieldsOf(doc: Doc, table: RowTable, row: Row): { first: FieldSpec[]; more: FieldSpec[] } {
  if (table !== "cards") return { first: SHOWN[table].map((column) => spec(table, column)), more: [] };
  const role = String(doc.tables.lanes.rows.get(String(row["lane"]))?.["role"] ?? "");
  const fitting = ["text", ...(FIRST[role] ?? [])].flatMap((column) => [column, ...(row[column] === true ? (NEXT[column] ?? []) : [])]);
  const own = ownColumns(doc).map((column) => ({ column, known: false, about: "", type: typeOf(doc, column) }));
  const rest = Object.keys(SCHEMA.cards.columns).filter((column) => column !== "image" && !fitting.includes(column));
  const filled = (column: string): boolean => !isNothing(row[column]) && column !== "step" && column !== "lane";
  return {
    first: [...[...fitting, ...rest.filter(filled)].map((column) => spec("cards", column)), ...own],
    more: rest.filter((column) => !filled(column)).map((column) => spec("cards", column)),
  };
}

/** Where a field stands in a panel that was opened with these: among them, right behind its mark once that is set, else nowhere (-1). */
export function placeOf(column: string, opened: readonly string[], row: Row): number {
  const own = opened.indexOf(column);
  const [mark = "", asked = []] = Object.entries(NEXT).find(([, next]) => next.includes(column)) ?? [];
  if (own >= 0 || row[mark] !== true || !opened.includes(mark)) return own;
  return opened.indexOf(mark) + (asked.indexOf(column) + 1) / (asked.length + 1);
}

function spec(table: RowTable, column: string): FieldSpec {
  const known = SCHEMA[table].columns[column];
  return known ? { ...known, column, known: true } : { column, known: false, type: "text", about: "" };
}

/** The columns of cards that are the map's own. */
function ownColumns(doc: Doc): string[] {
  const known = SCHEMA.cards.columns;
  const found = new Set<string>();
  for (const card of rowsOf(doc, "cards")) for (const column of Object.keys(card)) if (column !== "id" && !(column in known)) found.add(column);
  return [...found];
}

function typeOf(doc: Doc, column: string): string {
  const first = rowsOf(doc, "cards").map((card) => card[column]).find((one) => !isNothing(one));
  return kindOf(first);
}

const kindOf = (value: Value | undefined): string => (typeof value === "number" ? "number" : typeof value === "boolean" ? "bool" : Array.isArray(value) ? "texts" : "text");
