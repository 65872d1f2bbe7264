/** The moves of a map as people read them: how large a share takes each, and what a step leaves untold. The twin of cjm_widgets/frames/moves.py. */
import { positionOf, row, whole } from "./document";
import type { Doc, Row, Table } from "./types";

export type MoveKind = "next" | "skip" | "return" | "again" | "outcome";

export interface Move {
  readonly id: string;
  readonly source: string;
  /** A step, or the name of an outcome. */
  readonly target: string;
  readonly kind: MoveKind;
  /** Between 0 and 1: the probability, else its part of the counts of the step; null where neither is told. */
  readonly share: number | null;
  readonly planned: number | null;
  readonly count: number | null;
  readonly assumed: boolean;
  readonly variants: readonly string[];
}

/** Names of the outcome that is no success. */
const LEFT = new Set(["left", "leaves", "leave", "gives up", "gave up", "drop-off", "dropped", "lost", "abandoned"]);
export const isLeft = (target: string): boolean => LEFT.has(target.trim().toLowerCase());

/** Whether the table of outcomes says that an end is no success; a name that says so by itself needs no table. */
export const isLoss = (doc: Doc, target: string): boolean => row(doc, "outcomes", target)?.["success"] === false;

const known = new WeakMap<Table, ReadonlyMap<string, readonly Row[]>>();
const number = (value: Row[string]): number | null => (typeof value === "number" && Number.isFinite(value) ? value : null);

/** The transitions by the step they leave, in the order of the table. */
export function bySource({ tables }: Doc): ReadonlyMap<string, readonly Row[]> {
  const found = known.get(tables.transitions) ?? gather(tables.transitions);
  known.set(tables.transitions, found);
  return found;
}

function gather({ order, rows }: Table): ReadonlyMap<string, readonly Row[]> {
  const found = new Map<string, Row[]>();
  for (const id of order) {
    const one = id === undefined ? undefined : rows.get(id);
    if (!one) continue;
    const source = String(one["source"]);
    const held = found.get(source);
    if (held) held.push(one);
    else found.set(source, [one]);
  }
  return found;
}

/** The moves away from a step. */
export function movesFrom(doc: Doc, step: string): readonly Move[] {
  const rows = bySource(doc).get(step) ?? [];
  const counted = rows.reduce((sum, one) => sum + (number(one["count"]) ?? 0), 0);
  return rows.map((one): Move => {
    const target = String(one["target"]);
    const count = number(one["count"]);
    const share = number(one["probability"]) ?? (count !== null && counted > 0 ? count / counted : null);
    const variants = namesIn(one["variants"]);
    return { id: one.id, source: step, target, kind: kindOf(doc, step, target), share, planned: number(one["planned"]), count, assumed: one["assumed"] === true, variants };
  });
}

function kindOf(doc: Doc, source: string, target: string): MoveKind {
  const [from, to] = [positionOf(doc, "steps", source), positionOf(doc, "steps", target)];
  if (source === target) return "again";
  if (to < 0) return "outcome";
  return to === from + 1 ? "next" : to > from ? "skip" : "return";
}

/** Whether a target is a step that is not here, for all a page knows that holds only some. */
export const unsure = (doc: Doc, { kind, target }: Move): boolean => kind === "outcome" && !isLeft(target) && !whole(doc, "steps");

/** All moves, step by step in the order of the table. */
export const movesIn = (doc: Doc): readonly Move[] => [...bySource(doc).keys()].flatMap((step) => movesFrom(doc, step));

export interface Sum {
  /** What the moves of a step add to, as far as they are told. */
  readonly told: number;
  /** The share nobody told of; 0 where a move without a share may take it. */
  readonly rest: number;
  /** More than all leave. */
  readonly over: boolean;
}

const NEAR = 0.005;

export function sumOf(moves: readonly { share: number | null }[]): Sum {
  const told = moves.reduce((sum, { share }) => sum + (share ?? 0), 0);
  const open = moves.length === 0 || moves.some(({ share }) => share === null);
  return { told, rest: open || told > 1 - NEAR ? 0 : 1 - told, over: told > 1.001 };
}

/** The names of the ways through the journey, in the order they first occur. */
/** The variants a cell names: a list, or names in a text with commas between. */
function namesIn(value: Row[string]): readonly string[] {
  if (typeof value === "string") return value.split(",").map((name) => name.trim()).filter(Boolean);
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

/** The named ways of a map, each as it is first written: names that differ only in capitals are one, as in Python. */
export function variantsIn(doc: Doc): readonly string[] {
  const found = new Map<string, string>();
  for (const name of movesIn(doc).flatMap(({ variants }) => variants)) if (!found.has(foldVariant(name))) found.set(foldVariant(name), name);
  return [...found.values()];
}

export const foldVariant = (name: string): string => name.trim().toLowerCase();

/** What a target is called: a step's name, or the outcome itself. */
export function targetName(doc: Doc, target: string): string {
  const name = row(doc, "steps", target)?.["name"];
  return typeof name === "string" && name !== "" ? name : target;
}
