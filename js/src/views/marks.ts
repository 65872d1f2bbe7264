/** What a cell must say besides its content: waiting, refused, changed elsewhere. Read from the host's state once per change. */
import type { HostState, Refusal } from "../hosts/host";
import { columnOf } from "../model/items";
import type { Doc, Op } from "../model/types";
import { rowsOf } from "../model/document";
import type { Row } from "../model/types";
import type { Mine } from "./mine";

export interface Mark {
  readonly waiting: boolean;
  readonly busy: boolean;
  readonly refusals: readonly Refusal[];
  readonly elsewhere: "python" | "page" | null;
  /** What this person had before another wrote over it. */
  readonly mine: Mine | null;
  /** What another version says of it, in shape and word. */
  readonly changes: readonly string[];
}

export type Marks = ReadonlyMap<string, Mark>;

export const cellKey = (step: string, lane: string): string => `${step}\0${lane}`;

/** How long an edit may wait before the cell says so. */
export const PATIENCE = 400;
const quiet: Mark = { waiting: false, busy: false, refusals: [], elsewhere: null, mine: null, changes: [] };

export function marksOf(state: HostState, now: number, mine: ReadonlyMap<string, Mine> = new Map()): Marks {
  const marks = new Map<string, Mark>();
  const find = finder(state.doc);
  const put = (key: string | null, change: Partial<Mark>): void => {
    if (key !== null) marks.set(key, { ...(marks.get(key) ?? quiet), ...change });
  };
  for (const { ops, since } of state.pending)
    if (now - since >= PATIENCE) for (const op of ops) put(find.op(op), { waiting: true, busy: state.connection === "busy" });
  for (const refusal of state.refused) {
    const key = refusedAt(refusal, find);
    if (key !== null) put(key, { refusals: [...(marks.get(key)?.refusals ?? []), refusal] });
  }
  for (const [place, who] of state.elsewhere) {
    const [table, id, column] = place.split("\0");
    put(find.cell(table ?? "", id ?? "", column ?? ""), { elsewhere: who });
  }
  for (const [key, one] of mine) put(key, { mine: one });
  for (const [key, changes] of Object.entries(diffOf(state).cells)) put(key, { changes });
  return marks;
}

function refusedAt(refusal: Refusal, find: Finder): string | null {
  const { at, ops } = refusal;
  return (at && find.cell(at.table, at.id, at.column)) ?? ops.map(find.op).find((key) => key !== null) ?? null;
}

/** The refusals that belong to no cell on the board. */
export function homeless(state: HostState): readonly Refusal[] {
  const find = finder(state.doc);
  return state.refused.filter((refusal) => refusedAt(refusal, find) === null);
}

interface Finder {
  cell(table: string, id: string, column: string): string | null;
  op(op: Op): string | null;
}

export function finder(doc: Doc): Finder {
  let lanes: Map<string, string> | null = null;
  const laneOfColumn = (column: string): string | undefined => {
    lanes ??= new Map(rowsOf(doc, "lanes").toReversed().flatMap((lane) => (columnOf(lane) === null ? [] : [[String(columnOf(lane)), lane.id]])));
    return lanes.get(column);
  };
  const ofCard = (card: Row | undefined): string | null =>
    card ? cellKey(String(card.step), String(card.lane)) : null;
  const cell = (table: string, id: string, column: string): string | null => {
    const lane = table === "steps" ? laneOfColumn(column) : undefined;
    if (lane !== undefined && doc.tables.steps.rows.has(id)) return cellKey(id, lane);
    return table === "cards" ? ofCard(doc.tables.cards.rows.get(id)) : null;
  };
  return {
    cell,
    op: (op) => (op.op === "insert" && op.table === "cards" ? ofCard(op.row as Row) : cell(op.table, op.id, op.op === "set" ? op.column : "")),
  };
}

type Told = Readonly<Record<string, readonly string[]>>;

/** The differences from another version that Python sends as the overlay `diff`: texts of shape and word, by cell and by head. */
export const diffOf = ({ overlays }: HostState): { cells: Told; heads: Told } => ({ cells: {}, heads: {}, ...(overlays["diff"] as object | undefined) });

/** What they say of a stage, a step or a lane. */
export const changeOf = (state: HostState, table: string, id: string | null | undefined): string => diffOf(state).heads[`${table}\0${id}`]?.join(" · ") ?? "";

/** Whether two marks draw the same. */
export function sameMark(a: Mark | undefined, b: Mark | undefined): boolean {
  if (a === b) return true;
  if (!a || !b || a.waiting !== b.waiting || a.busy !== b.busy || a.elsewhere !== b.elsewhere || a.mine !== b.mine || String(a.changes) !== String(b.changes)) return false;
  return a.refusals.length === b.refusals.length && a.refusals.every((one, i) => one === b.refusals[i]);
}
