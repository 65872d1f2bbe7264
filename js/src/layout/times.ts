/** Columns in proportion to time: how wide each step is, as a multiple of a normal column. Numbers in, numbers out. */
import { rowsOf, whole } from "../model/document";
import type { Doc, Row, Table } from "../model/types";

export interface TimeScale {
  /** By step; one without a time is not among them and keeps the normal width. */
  readonly shares: ReadonlyMap<string, number>;
  /** The seconds a normal column stands for. */
  readonly unit: number;
  /** The names of steps that are drawn wider or narrower than their time, for want of room. */
  readonly wider: readonly string[];
  readonly narrower: readonly string[];
}

/** No narrower than a card can be read in, no wider than half a screen. */
export const LEAST = 0.75;
export const MOST = 3;

const known = new WeakMap<Table, TimeScale | null>();

/** The scale of a document: a normal column is the median time. Null where no step says its time, or not all steps are here. */
export function timeScale(doc: Doc): TimeScale | null {
  const { steps } = doc.tables;
  if (!known.has(steps)) known.set(steps, whole(doc, "steps") ? scaleOf(rowsOf(doc, "steps")) : null);
  return known.get(steps) ?? null;
}

/** The seconds that pass in a step, its waiting included; null where it does not say. */
export function timeIn({ duration, duration_low, duration_high, wait }: Row): number | null {
  const ends = [duration_low, duration_high].filter((one) => typeof one === "number");
  const likely = typeof duration === "number" ? duration : ends.length ? ends.reduce((sum, one) => sum + one, 0) / ends.length : null;
  const waiting = typeof wait === "number" ? wait : null;
  return likely === null && waiting === null ? null : Math.max(0, likely ?? 0) + Math.max(0, waiting ?? 0);
}

function scaleOf(steps: readonly Row[]): TimeScale | null {
  const timed = steps.flatMap((step) => {
    const seconds = timeIn(step);
    return seconds === null || seconds === 0 ? [] : [{ id: step.id, name: typeof step["name"] === "string" ? step["name"] : step.id, seconds }];
  });
  const unit = median(timed.map(({ seconds }) => seconds));
  if (unit === null) return null;
  const named = (beyond: (share: number) => boolean): string[] => timed.filter(({ seconds }) => beyond(seconds / unit)).map(({ name }) => name);
  const shares = new Map(timed.map(({ id, seconds }) => [id, Math.min(MOST, Math.max(LEAST, seconds / unit))]));
  return { shares, unit, wider: named((share) => share < LEAST), narrower: named((share) => share > MOST) };
}

function median(numbers: readonly number[]): number | null {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
