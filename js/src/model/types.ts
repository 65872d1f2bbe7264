/** The shapes of docs/protocol.md, version 1. */

export type Special =
  | { $: "cut"; v: string; length: number }
  | { $: "locked"; v: string }
  | { $: "special"; v: string }
  | { $: "typed"; v: string };

/** One cell of one table. Absent and null are one value: nothing. */
export type Value = null | boolean | number | string | readonly string[] | Special;

export type Row = Readonly<{ id: string } & { [column: string]: Value | undefined }>;

/** `evidence` is never held by a page: it is asked for by a verb, and edited like any table. */
export type TableName = "stages" | "steps" | "lanes" | "cards" | "links" | "transitions" | "personas" | "propositions" | "improvements" | "outcomes" | "evidence";

/** A table of which some rows may not have been sent. `order[i]` is undefined where row i is not here. */
export interface Table {
  readonly size: number;
  readonly order: readonly (string | undefined)[];
  readonly rows: ReadonlyMap<string, Row>;
}

export type Run = readonly [stage: string | null, steps: number];

export interface Doc {
  readonly kind: "map" | "wide" | "across" | "long";
  readonly title: string;
  readonly note: string;
  /** What the map says of itself: persona, scenario, emotion_scale, ... */
  readonly meta: Readonly<Record<string, unknown>>;
  readonly tables: Readonly<Record<TableName, Table>>;
  readonly runs: readonly Run[] | null;
}

export type Op =
  | { op: "set"; table: TableName; id: string; column: string; value: Value; old?: Value }
  | { op: "insert"; table: TableName; id: string; row: { [column: string]: Value }; before: string | null; at?: number }
  | { op: "remove"; table: TableName; id: string; at?: number }
  | { op: "move"; table: TableName; id: string; before: string | null; at?: number };

export interface Place {
  readonly table: TableName;
  readonly id: string;
  readonly column: string;
}

/** A table as it travels: ids first, rows as arrays. */
export interface WireTable {
  columns: string[];
  rows: Value[][];
  size?: number;
  from?: number;
}

export interface WireDoc {
  kind: Doc["kind"];
  title: string;
  note: string;
  meta?: Record<string, unknown>;
  tables: Record<"stages" | "steps" | "lanes" | "cards", WireTable> & Partial<Record<TableName, WireTable>>;
  runs: [string | null, number][] | null;
}
