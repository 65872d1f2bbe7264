/** The board as rows and slots: what the cursor, the keys and the drawing agree on. No elements, no host. */
import { bandsBetween, board, slotAt, slotOf, slotsBetween, type Board, type BoardOptions, type Slot } from "../layout/board";
import { visibleLanes } from "../layout/lanes";
import { positionOf, row } from "../model/document";
import type { Doc, Row } from "../model/types";
import { levelOf } from "../model/sides";
import { laneOnScale } from "../model/scales";
import { gather, type Choice, type Curves } from "./curves";
import { lookOf, type LaneLook } from "./look";

export interface Frame {
  readonly doc: Doc;
  readonly plan: Board;
  readonly lanes: readonly LaneLook[];
  /** The curves that share the emotion lane; null where there is only one. */
  readonly curves: Curves | null;
  /** The keys of the rows from top to bottom: `stages`, `steps`, `lane:` and its id. */
  readonly rows: readonly string[];
  readonly headRows: number;
  readonly slots: number;
  readonly column: number;
  readonly rail: number;
  /** Whether all columns are drawn and rows follow their content; else columns are drawn as they come into view. */
  readonly near: boolean;
}

export interface Measures {
  readonly width: number;
  readonly zoom: number;
  readonly folded: ReadonlySet<string>;
  readonly curves: Choice;
  /** The half of the service that is drawn. */
  readonly half: Half;
  /** Gives columns widths of their own; asked only where all columns are drawn. */
  readonly widths: ((plan: Board, options: BoardOptions) => Board) | null;
}

export type Half = "both" | "customer" | "provider";

/** Whether a lane is drawn in a half; one on no side of the service is in both. */
const inHalf = (lane: Row, half: Half): boolean => half === "both" || levelOf(lane) === null || (levelOf(lane) === 0) === (half === "customer");

export interface StepAt {
  readonly kind: Slot["kind"];
  readonly step: string | null;
  readonly stage: string | null;
  readonly position: number;
  readonly name: string;
}

export interface BandAt {
  readonly stage: string | null;
  readonly slot: number;
  readonly span: number;
}

export const NEAR = 60;

export function frame(doc: Doc, { width, zoom, folded, curves: choice, half, widths }: Measures): Frame {
  const narrow = width > 0 && width < 560;
  const rail = (narrow ? 114 : 160) * zoom;
  const columnWidth = (narrow ? 138 : 158) * zoom;
  const near = doc.tables.steps.size <= NEAR;
  const options = { collapsed: folded, viewport: Math.max(width, 320), columnWidth, railWidth: rail, collapsedWidth: 56 * zoom };
  const even = board(doc, options);
  const plan = near && widths ? widths(even, options) : even;
  const { lanes, curves } = gather(visibleLanes(doc).filter((lane) => inHalf(lane, half)).map((lane) => lookOf(laneOnScale(doc, lane))), choice);
  const head = doc.tables.stages.size > 0 || (doc.runs ?? []).some(([stage]) => stage !== null) ? ["stages", "steps"] : ["steps"];
  return {
    doc, plan, lanes, curves,
    rows: [...head, ...lanes.map((lane) => `lane:${lane.id}`)],
    headRows: head.length,
    slots: plan.slots,
    column: plan.column,
    rail,
    near,
  };
}

/** Where a cell stands, as its element's style: far boards place each, near ones only give it its width where columns differ. */
export function placed({ x, width, own }: Slot, near: boolean): Record<string, string> | undefined {
  if (!near) return { "--x": `${x}px` };
  return own ? { "--col": `${width}px` } : undefined;
}

export const samePlace = (a: Slot, b: Slot, near: boolean): boolean => (near ? a.own === b.own && (!a.own || a.width === b.width) : a.x === b.x);

export const rowIndex = (frame: Frame, key: string): number => frame.rows.indexOf(key);

export const laneOf = (frame: Frame, key: string): LaneLook | undefined =>
  key.startsWith("lane:") ? frame.lanes[frame.rows.indexOf(key) - frame.headRows] : undefined;

export function nameOf(doc: Doc, table: "steps" | "stages", id: string | null): string {
  const name = id === null ? null : row(doc, table, id)?.name;
  return typeof name === "string" && name !== "" ? name : (id ?? "");
}

export function stepAt(frame: Frame, slot: number): StepAt | null {
  const found = slotAt(frame.plan, slot);
  if (!found) return null;
  const step = found.kind === "step" ? (found.id ?? null) : null;
  const position = found.kind === "step" ? found.position : found.kind === "collapsed" ? found.from : -1;
  return { kind: found.kind, step, stage: found.stage, position, name: nameOf(frame.doc, "steps", step) };
}

export interface Head {
  readonly at: "steps" | "stages" | "lanes";
  readonly id: string;
}

/** The step, stage or lane that a place in the head or the rail stands for. */
export function headAt(frame: Frame, { row: key, slot }: { readonly row: string; readonly slot: number }): Head | null {
  const at = slot < 0 ? "lanes" : key;
  if (at !== "steps" && at !== "stages" && at !== "lanes") return null;
  const id = at === "lanes" ? laneOf(frame, key)?.id : at === "steps" ? stepAt(frame, slot)?.step : bandAt(frame, slot)?.stage;
  return id ? { at, id } : null;
}

/** The band of the stage over a slot. */
export function bandAt(frame: Frame, slot: number): BandAt | undefined {
  const found = slotAt(frame.plan, slot);
  if (!found) return undefined;
  if (frame.doc.runs === null) return seenBand(frame, slot, found.stage);
  const part = frame.plan.segments.findLast((one) => one.index <= slot);
  return part && { stage: part.stage, slot: part.index, span: part.kind === "steps" ? part.count : 1 };
}

/** Where the stages along the steps are not known as a whole: as far as steps of the same stage are here, within a screen. */
function seenBand(frame: Frame, slot: number, stage: string | null): BandAt {
  let from = slot;
  let to = slot;
  while (slot - from < 100 && slotAt(frame.plan, from - 1)?.stage === stage) from--;
  while (to - slot < 100 && slotAt(frame.plan, to + 1)?.stage === stage) to++;
  return { stage, slot: from, span: to - from + 1 };
}

/** The ids of the steps in a range of slots that are here. */
export function stepsBetween(frame: Frame, left: number, right: number): string[] {
  const steps: string[] = [];
  for (let slot = Math.max(0, left); slot <= right; slot++) {
    const step = stepAt(frame, slot)?.step;
    if (step) steps.push(step);
  }
  return steps;
}

/** The positions of the steps in a range of slots that are not here yet; null where all are. */
export function absentBetween(frame: Frame, left: number, right: number): { from: number; to: number } | null {
  const absent: number[] = [];
  for (let slot = Math.max(0, left); slot <= right; slot++) {
    const at = stepAt(frame, slot);
    if (at?.kind === "step" && at.step === null) absent.push(at.position);
  }
  const [from, last] = [absent[0], absent.at(-1)];
  return from === undefined || last === undefined ? null : { from, to: last + 1 };
}

export function slotOfStep({ frame }: { frame: Frame }, step: string): number {
  const position = positionOf(frame.doc, "steps", step);
  return position < 0 ? -1 : slotOfPosition(frame, position);
}

export const slotOfPosition = (frame: Frame, position: number): number => slotOf(frame.plan, position)?.index ?? -1;

/** The slots to draw in a window, and the one that must stay because it has the focus. */
export function drawnSlots(frame: Frame, x0: number, x1: number, kept: number): Slot[] {
  const slots = frame.near ? slotsBetween(frame.plan, 0, Infinity) : slotsBetween(frame.plan, x0, x1);
  const keep = kept >= 0 && !slots.some((one) => one.index === kept) ? slotAt(frame.plan, kept) : null;
  if (!keep) return slots;
  return keep.index < (slots[0]?.index ?? 0) ? [keep, ...slots] : [...slots, keep];
}

export { bandsBetween };
export type { Slot };
