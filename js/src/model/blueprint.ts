/** A map as its blueprint draws it: the same lanes in the blueprint's order, what is no part of it folded away. Only the drawn order changes. */
import { positionOf, row, rowsOf } from "./document";
import { levelOf } from "./sides";
import { Layers } from "./layers";
import type { Doc, Op, Row } from "./types";

/** Lanes of the journey that a blueprint folds away until they are asked for. */
const FOLDED = new Set(["thoughts", "motivations", "questions", "obstacles", "needs", "goals", "emotion", "pain_points", "gains", "opportunities", "quotes"]);
const FIRST: Readonly<Record<string, number>> = { paths: 0, evidence: 1, touchpoints: 1, channels: 1, actions: 2 };
const LAST: Readonly<Record<string, number>> = { policy: 20, time: 21, staff_emotion: 22, metric: 23 };
/** The rank of what belongs to the customer and is no action. */
export const CUSTOMER = 3;
const OTHER = 30;

/** Which lanes a person asked for (true) or folded away (false), by id; the others are as the blueprint has them. */
export type Asked = Readonly<Record<string, boolean>>;

/** Where a lane stands in a blueprint, from top to bottom. */
export function rankOf(lane: Row): number {
  const [role, level] = [String(lane["kind"] === "paths" ? "paths" : lane["role"]), levelOf(lane)];
  const listed = LAST[role] ?? (level === null || level === 0 ? FIRST[role] : undefined);
  if (listed !== undefined) return listed;
  if (lane["side"] === "evidence") return 1;
  if (level === null) return OTHER;
  return level === 0 ? CUSTOMER : 2 + level * 4 + (lane["carrier"] === "technology" && level < 3 ? 1 : 0);
}

/** Whether a blueprint draws a lane. */
export function isDrawn(lane: Row, asked: Asked): boolean {
  return asked[lane.id] ?? (lane["visible"] !== false && !FOLDED.has(String(lane["role"])) && (lane["kind"] !== "emotion" || lane["role"] === "staff_emotion"));
}

/** The document with its lanes in the blueprint's order. Where nothing in it is part of a blueprint, nothing is folded. */
export function arranged(doc: Doc, asked: Asked): Doc {
  const lanes = rowsOf(doc, "lanes");
  const none = !lanes.some((lane) => isDrawn(lane, asked));
  const ranked = lanes.map((lane, at) => ({ lane, at, rank: rankOf(lane) })).sort((a, b) => a.rank - b.rank || a.at - b.at);
  const rows = ranked.map(({ lane }) => shown(lane, none ? (asked[lane.id] ?? lane["visible"] !== false) : isDrawn(lane, asked)));
  return withLanes(doc, rows);
}

export function withLanes(doc: Doc, rows: readonly Row[]): Doc {
  const order = rows.map(({ id }) => id);
  const lanes = { size: order.length, order, rows: Layers.of(rows.map((one) => [one.id, one] as const)) };
  return { ...doc, tables: { ...doc.tables, lanes } };
}

const turned = new WeakMap<Row, Row>();

/** The lane drawn or not; the same object for the same lane. */
function shown(lane: Row, visible: boolean): Row {
  if ((lane["visible"] !== false) === visible) return lane;
  const made = turned.get(lane) ?? { ...lane, visible };
  turned.set(lane, made);
  return made;
}

/** What an operation on the drawn lanes is: operations on the map, lanes asked for or folded in this view, or a sentence why not. */
export interface Back {
  readonly ops: readonly Op[];
  readonly asked?: Asked;
  readonly why?: string;
}

export const OUT_OF_ORDER = "A blueprint orders its lanes by their meaning: a lane moves among those of its own kind.";

/** `doc` is the map's, not the drawn one. */
export function lanesBack(doc: Doc, op: Op, asked: Asked): Back {
  if (op.table !== "lanes") return { ops: [op] };
  if (op.op === "set" && op.column === "visible") return { ops: [], asked: { [op.id]: op.value !== false } };
  if (op.op === "insert") return { ops: [placedIn(doc, op, asked)] };
  return op.op === "move" ? moved(doc, op, asked) : { ops: [op] };
}

const NEIGHBOURLY = ["role", "side", "carrier"] as const;

/** A new lane means what the one above it means, and stands behind it in the map too. */
function placedIn(doc: Doc, op: Extract<Op, { op: "insert" }>, asked: Asked): Op {
  const drawn = arranged(doc, asked).tables.lanes;
  const at = op.before === null ? drawn.size : drawn.order.indexOf(op.before);
  const above = row(doc, "lanes", drawn.order[at - 1] ?? "");
  if (!above || op.before === null || (op.row["role"] ?? null) !== null) return op;
  const before = doc.tables.lanes.order[positionOf(doc, "lanes", above.id) + 1] ?? null;
  const meaning = Object.fromEntries(NEIGHBOURLY.flatMap((name) => (above[name] == null ? [] : [[name, above[name]]])));
  return { ...op, before, row: { ...op.row, ...meaning } };
}

/** A lane moves among those of its own rank; which other ranks lie between is the blueprint's to say. */
function moved(doc: Doc, op: Extract<Op, { op: "move" }>, asked: Asked): Back {
  const lane = row(doc, "lanes", op.id);
  if (!lane || op.before === op.id) return { ops: [] };
  const others = rowsOf(arranged(doc, asked), "lanes").filter(({ id }) => id !== op.id);
  const at = op.before === null ? others.length : others.findIndex(({ id }) => id === op.before);
  const [above, below] = [others[at - 1], others[at]];
  const rank = rankOf(lane);
  if ((above && rankOf(above) > rank) || (below && rankOf(below) < rank)) return { ops: [], why: OUT_OF_ORDER };
  if (below && rankOf(below) === rank) return { ops: [{ ...op, before: below.id }] };
  if (!above || rankOf(above) !== rank) return { ops: [], why: OUT_OF_ORDER };
  const real = doc.tables.lanes.order.filter((id) => id !== op.id);
  return { ops: [{ ...op, before: real[real.indexOf(above.id) + 1] ?? null }] };
}
