/** The overlay `surveys` as the grid reads it. No elements. */

export interface Point {
  /** From −2 to 2, as the curve. */
  readonly at: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly said: string;
}

export interface Line {
  readonly name: string;
  readonly source: string;
  readonly scale: string;
  /** The column of steps whose curve it stands beside. */
  readonly curve: string;
  readonly steps: ReadonlyMap<string, Point>;
}

const NONE: readonly Line[] = [];
const read = new WeakMap<object, readonly Line[]>();

/** The lines; the same list for the same overlay. Whatever is no line or no point is left out. */
export function linesIn(told: unknown): readonly Line[] {
  if (!Array.isArray(told)) return NONE;
  const known = read.get(told) ?? told.flatMap(lineOf);
  read.set(told, known);
  return known;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const number = (value: unknown): number | null => (typeof value === "number" && Number.isFinite(value) ? value : null);

function lineOf(told: unknown): Line[] {
  if (told === null || typeof told !== "object") return [];
  const { name, source, scale, curve, steps } = told as Readonly<Record<string, unknown>>;
  const points = Object.entries((steps ?? {}) as Readonly<Record<string, unknown>>).flatMap(([step, point]) => pointOf(step, point));
  return points.length ? [{ name: text(name), source: text(source), scale: text(scale), curve: text(curve), steps: new Map(points) }] : [];
}

function pointOf(step: string, told: unknown): [string, Point][] {
  const { at, low, high, said } = (told ?? {}) as Readonly<Record<string, unknown>>;
  const where = number(at);
  return where === null ? [] : [[step, { at: where, low: number(low), high: number(high), said: text(said) }]];
}

/** The lines that stand beside a curve. */
export const beside = (lines: readonly Line[], column: string): readonly Line[] => lines.filter(({ curve }) => curve === column);
