/** Axes of the matrix: how far each goes, in which steps a card moves on it, and what the four corners are called. */
import { SCHEMA } from "../../model/schema";
import { plain, words } from "./words";

export interface Axis {
  readonly column: string;
  readonly low: number;
  readonly high: number;
  readonly step: number;
  /** What it counts in, where that is known. */
  readonly unit?: string;
}

/** Where a card stands: shares of the axes, from the lower left corner. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

const HIGHS: Readonly<Record<string, readonly number[]>> = { impact: [3, 10], confidence: [1, 10], ease: [10], adoption: [1], severity: [5], effort: [5] };
const LOWS: Readonly<Record<string, number>> = { severity: 1, effort: 1 };
/** Effort in words, each about twice the one before: they stand on an axis as 1 to 5. */
export const SIZES = ["XS", "S", "M", "L", "XL"] as const;
/** An axis without an end of its own goes on a little beyond its largest value, so that a card can be moved there. */
const ROOM = 1.2;
const COSTS = new Set(["work", "effort", "cost"]);

/** The axis of a column that shows all its values; `least` keeps it from shrinking under a card that moves. */
export function axisOf(column: string, values: readonly number[], least = 0): Axis {
  const most = Math.max(0, ...values);
  const low = Math.min(LOWS[column] ?? 0, ...values);
  const high = Math.max(least, HIGHS[column]?.find((one) => one >= most) ?? nice(most * ROOM || 10), low + 1e-9);
  const whole = column === "effort" || SCHEMA.cards.columns[column]?.type === "integer";
  return { column, low, high, step: whole ? 1 : stepFor(high - low) };
}

/** The next of 1, 2, 5, 10, 20, ... */
export function nice(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((one) => one * power).find((one) => one >= value - 1e-12) ?? value;
}

/** About forty steps on an axis, each a number people would write. */
function stepFor(span: number): number {
  const fine = span / 40;
  const power = 10 ** Math.floor(Math.log10(fine));
  return [1, 2.5, 5, 10].map((one) => one * power).find((one) => one >= fine - 1e-12) ?? fine;
}

export const shareOf = (axis: Axis, value: number): number => (value - axis.low) / (axis.high - axis.low);

/** The value at a share of the axis, on a step of it and inside. */
export function valueAt(axis: Axis, share: number): number {
  const raw = axis.low + Math.max(0, Math.min(1, share)) * (axis.high - axis.low);
  const stepped = axis.low + Math.round((raw - axis.low) / axis.step) * axis.step;
  return Number(Math.max(axis.low, Math.min(axis.high, stepped)).toPrecision(10));
}

/** What a corner is called: by cost and value where one axis is a cost, else by its axes. */
export function cornerName(x: string, y: string, xHigh: boolean, yHigh: boolean): string {
  const dearX = costly(x);
  const dearY = costly(y);
  if ((dearX === null) === (dearY === null)) return words.corner(plain(y), yHigh, plain(x), xHigh);
  const dear = dearX !== null ? xHigh === dearX : yHigh === dearY;
  const worth = dearX !== null ? yHigh : xHigh;
  return worth ? (dear ? words.named.big : words.named.quick) : dear ? words.named.twice : words.named.fill;
}

/** Whether much of it is dear; null where it is no cost. */
const costly = (column: string): boolean | null => (COSTS.has(column) ? true : column === "ease" ? false : null);

export const cornerAt = (x: Axis, y: Axis, place: Place): string => cornerName(x.column, y.column, place.x >= 0.5, place.y >= 0.5);
