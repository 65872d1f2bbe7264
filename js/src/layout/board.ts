/** Where the columns of a board stand: numbers in, numbers out. A segment is a run of one stage, so a million steps cost nothing. */
import { positionOf } from "../model/document";
import type { Doc } from "../model/types";
import { segmentsOf, type Segment } from "./segments";

export interface BoardOptions {
  /** Stages drawn as one narrow column. */
  collapsed?: ReadonlySet<string>;
  /** The width to fill, the rail included. */
  viewport: number;
  columnWidth?: number;
  railWidth?: number;
  collapsedWidth?: number;
}

/** `x` counts from the right edge of the rail. */
export interface Board {
  readonly doc: Doc;
  readonly segments: readonly Segment[];
  /** The width of a step's column, stretched where few steps leave room. */
  readonly column: number;
  readonly rail: number;
  /** The width of all columns, without the rail. */
  readonly width: number;
  /** How many slots there are: a step, a collapsed stage or a stage without steps is one each. */
  readonly slots: number;
  /** Steps at the end that no browser could scroll to. */
  readonly clipped: number;
  /** Where columns differ in width: where each slot begins, and the end of the last. */
  readonly edges: readonly number[] | null;
}

interface Spot {
  /** Which slot this is, counted from 0. */
  readonly index: number;
  readonly stage: string | null;
  readonly x: number;
  readonly width: number;
  /** Whether its width is its own, not that of the board's columns. */
  readonly own?: boolean;
}

export type Slot =
  | (Spot & { readonly kind: "step"; readonly position: number; readonly id: string | undefined })
  | (Spot & { readonly kind: "collapsed"; readonly from: number; readonly count: number })
  | (Spot & { readonly kind: "stub" });

export interface Band {
  readonly kind: Segment["kind"];
  readonly stage: string | null;
  /** The part of the band inside the range asked for. */
  readonly x: number;
  readonly width: number;
  /** The whole band. */
  readonly start: number;
  readonly end: number;
  /** Its steps, and the position of the first. */
  readonly count: number;
  readonly first: number;
}

export const COLUMN = 158;
const RAIL = 148;
const COLLAPSED = 44;
/** Less than a browser draws: what begins here begins before this. */
const EDGE = 1e-6;
/** Browsers lose what lies beyond about 33 million pixels. */
const WIDEST = 29_000_000;

export function board(doc: Doc, options: BoardOptions): Board {
  const rail = options.railWidth ?? RAIL;
  const narrow = options.collapsedWidth ?? COLLAPSED;
  const parts = segmentsOf(doc, options.collapsed ?? new Set());
  const column = columnWidth(parts, options.viewport - rail, options.columnWidth ?? COLUMN, narrow);
  const segments: Segment[] = [];
  let x = 0;
  let index = 0;
  for (const part of parts) {
    const slots = part.kind === "steps" ? Math.min(part.count, Math.floor((WIDEST - x) / column)) : x < WIDEST ? 1 : 0;
    if (slots <= 0) break;
    const width = part.kind === "collapsed" ? narrow : slots * column;
    segments.push({ ...part, count: part.kind === "steps" ? slots : part.count, x, width, index });
    x += width;
    index += slots;
    if (part.kind === "steps" && slots < part.count) break;
  }
  const drawn = segments.reduce((sum, part) => sum + part.count, 0);
  return { doc, segments, column, rail, width: x, slots: index, clipped: doc.tables.steps.size - drawn, edges: null };
}

/** How many slots of a segment begin before a place. */
function begun({ edges, column }: Board, part: Segment, x: number): number {
  if (edges === null) return Math.ceil((x - part.x) / column);
  const found = edges.findIndex((edge, index) => index >= part.index && edge >= x);
  return (found < 0 ? edges.length : found) - part.index;
}

/** The slots that meet [x0, x1). */
export function slotsBetween(plan: Board, x0: number, x1: number): Slot[] {
  const slots: Slot[] = [];
  for (let i = segmentAt(plan, (part) => part.x + part.width > x0); i < plan.segments.length; i++) {
    const part = plan.segments[i] as Segment;
    if (part.x >= x1) break;
    const first = part.kind === "steps" ? Math.max(0, begun(plan, part, x0 + EDGE) - 1) : 0;
    const last = part.kind === "steps" ? Math.min(part.count, begun(plan, part, x1)) : 1;
    for (let k = first; k < last; k++) slots.push(slotIn(plan, part, k));
  }
  return slots;
}

/** The bands of the stages that meet [x0, x1). Where the stages along the steps are not known, those of the steps that are here. */
export function bandsBetween(plan: Board, x0: number, x1: number): Band[] {
  const known = plan.doc.runs !== null || plan.doc.tables.steps.size === 0;
  const found = known ? [...meeting(plan, x0, x1)] : seenBands(plan, x0, x1);
  return found.map((part) => clipBand(part, x0, x1));
}

/** The slot a step is drawn in, null where there is no such position or it is clipped. */
export function slotOf(plan: Board, position: number): Slot | null {
  const i = segmentAt(plan, (part) => part.from + part.count > position);
  const part = plan.segments[i];
  if (!part || position < part.from) return null;
  return slotIn(plan, part, part.kind === "steps" ? position - part.from : 0);
}

/** The slot a step is drawn in, by its id. */
export function slotOfStep(plan: Board, step: string): Slot | null {
  const position = positionOf(plan.doc, "steps", step);
  return position < 0 ? null : slotOf(plan, position);
}

/** A slot by its index, null beyond either end. */
export function slotAt(plan: Board, index: number): Slot | null {
  if (index < 0 || index >= plan.slots) return null;
  const part = plan.segments[segmentAt(plan, (one) => one.index + slotsOf(one) > index)];
  return part ? slotIn(plan, part, index - part.index) : null;
}

/** The slot under a place, the nearest one beyond either end. */
export function slotUnder(plan: Board, x: number): Slot | null {
  return slotsBetween(plan, x, x + 1)[0] ?? slotAt(plan, x < 0 ? 0 : plan.slots - 1);
}

/** The slots on either side of one. */
export function neighbours(plan: Board, slot: Slot): { before: Slot | null; after: Slot | null } {
  return { before: slotAt(plan, slot.index - 1), after: slotAt(plan, slot.index + 1) };
}

export function slotsOf(part: Segment): number {
  return part.kind === "steps" ? part.count : 1;
}

function slotIn(plan: Board, part: Segment, k: number): Slot {
  const { stage, from, count } = part;
  const index = part.index + k;
  if (part.kind === "stub") return { kind: "stub", index, stage, x: part.x, width: part.width };
  if (part.kind === "collapsed") return { kind: "collapsed", index, stage, from, count, x: part.x, width: part.width };
  const position = from + k;
  const id = plan.doc.tables.steps.order[position];
  const own = plan.doc.runs === null && id !== undefined ? plan.doc.tables.steps.rows.get(id)?.["stage"] : stage;
  const { edges, column } = plan;
  const x = edges?.[index] ?? part.x + k * column;
  const width = edges ? (edges[index + 1] ?? x) - x : column;
  return { kind: "step", index, position, id, stage: typeof own === "string" ? own : null, x, width, ...(edges && { own: true }) };
}

/** The first segment for which `passes` holds; it holds for all behind it. */
function segmentAt({ segments }: Board, passes: (part: Segment) => boolean): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(segments[middle] as Segment)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function* meeting(plan: Board, x0: number, x1: number): Generator<Segment> {
  for (let i = segmentAt(plan, (part) => part.x + part.width > x0); i < plan.segments.length; i++) {
    const part = plan.segments[i] as Segment;
    if (part.x >= x1) return;
    yield part;
  }
}

function seenBands(plan: Board, x0: number, x1: number): Segment[] {
  const bands: Segment[] = [];
  for (const slot of slotsBetween(plan, x0, x1)) {
    if (slot.kind !== "step" || slot.id === undefined) continue;
    const last = bands.at(-1);
    const joins = last && last.stage === slot.stage && last.from + last.count === slot.position;
    if (joins) bands[bands.length - 1] = { ...last, count: last.count + 1, width: last.width + slot.width };
    else bands.push({ kind: "steps", stage: slot.stage, from: slot.position, count: 1, x: slot.x, width: slot.width, index: slot.index });
  }
  return bands;
}

function clipBand({ kind, stage, x, width, count, from }: Segment, x0: number, x1: number): Band {
  const left = Math.max(x, x0);
  return { kind, stage, x: left, width: Math.min(x + width, x1) - left, start: x, end: x + width, count, first: from };
}

function columnWidth(parts: readonly Segment[], room: number, least: number, narrow: number): number {
  const wide = parts.reduce((sum, part) => sum + (part.kind === "collapsed" ? 0 : slotsOf(part)), 0);
  const fixed = narrow * parts.filter((part) => part.kind === "collapsed").length;
  return wide === 0 ? least : Math.max(least, (room - fixed) / wide);
}
