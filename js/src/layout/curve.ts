/** The emotion curve: a smooth line that never rises above or falls below the points it joins. Numbers in, SVG paths out. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Domain = readonly [low: number, high: number];

/** A path through each list of points; lists are apart where values are missing. */
export function curve(lines: readonly (readonly Point[])[]): string {
  return lines.map(linePath).join("");
}

/** The area between the curve and a base line. */
export function area(lines: readonly (readonly Point[])[], base: number): string {
  return lines.map((line) => areaPath(line, base)).join("");
}

/** From a value to a height: the top of the domain is at 0. Values beyond the domain stay at its ends. */
export function scaleY([low, high]: Domain, height: number): (value: number) => number {
  const span = high - low || 1;
  return (value) => height * (1 - (Math.min(high, Math.max(low, value)) - low) / span);
}

/** From a height to a value; the other way of `scaleY`. */
export function valueAt([low, high]: Domain, height: number, y: number): number {
  return high - (Math.min(height, Math.max(0, y)) / (height || 1)) * (high - low);
}

/** How a value feels in its domain: around the middle, or on either side of it. The middle is 0 where the domain holds it. */
export function tone(value: number, [low, high]: Domain): "low" | "mid" | "high" {
  const middle = low < 0 && high > 0 ? 0 : (low + high) / 2;
  const near = (high - low) * 0.06;
  if (Math.abs(value - middle) <= near) return "mid";
  return value < middle ? "low" : "high";
}

/** How far one press of a key moves a value: 0.1 on −2 to 2, 1 on 0 to 100, 0.01 on 0 to 1. */
export function stepOf([low, high]: Domain): number {
  const span = Math.abs(high - low) || 1;
  return Number((10 ** Math.ceil(Math.log10(span / 100) - 1e-9)).toPrecision(1));
}

/** A value moved by some steps, kept in the domain and free of rounding dust. */
export function nudge(value: number, steps: number, domain: Domain): number {
  const step = stepOf(domain);
  const moved = Math.min(domain[1], Math.max(domain[0], value + steps * step));
  return Number(moved.toFixed(Math.max(0, -Math.floor(Math.log10(step)) + 2)));
}

/** A value put on the grid of `stepOf`, as a pointer leaves it. */
export function snap(value: number, domain: Domain): number {
  const step = stepOf(domain);
  const kept = Math.min(domain[1], Math.max(domain[0], Math.round(value / step) * step));
  return Number(kept.toFixed(Math.max(0, -Math.floor(Math.log10(step)))));
}

function linePath(points: readonly Point[]): string {
  const [first] = points;
  return first ? `M${at(first)}${bends(points)}` : "";
}

function areaPath(points: readonly Point[], base: number): string {
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last || points.length < 2) return "";
  return `M${num(first.x)},${num(base)}L${at(first)}${bends(points)}L${num(last.x)},${num(base)}Z`;
}

function bends(points: readonly Point[]): string {
  const slopes = slopesOf(points);
  return points
    .slice(1)
    .map((to, i) => {
      const from = points[i] as Point;
      const third = (to.x - from.x) / 3;
      const one = { x: from.x + third, y: from.y + third * (slopes[i] as number) };
      const two = { x: to.x - third, y: to.y - third * (slopes[i + 1] as number) };
      return `C${at(one)} ${at(two)} ${at(to)}`;
    })
    .join("");
}

/** Slopes after Fritsch and Carlson (1980), by Steffen's limit: level at every turn, never steeper than what joins the points. */
function slopesOf(points: readonly Point[]): number[] {
  const widths = points.slice(1).map((to, i) => to.x - (points[i] as Point).x);
  const rises = points.slice(1).map((to, i) => (to.y - (points[i] as Point).y) / ((widths[i] as number) || 1));
  return points.map((_, i) => {
    const before = rises[i - 1];
    const after = rises[i];
    if (before === undefined || after === undefined) return before ?? after ?? 0;
    if (before * after <= 0) return 0;
    const [left, right] = [widths[i - 1] as number, widths[i] as number];
    const mean = (before * right + after * left) / (left + right || 1);
    return Math.sign(mean) * Math.min(Math.abs(mean), 2 * Math.abs(before), 2 * Math.abs(after));
  });
}

function at({ x, y }: Point): string {
  return `${num(x)},${num(y)}`;
}

function num(value: number): string {
  return String(Number(value.toFixed(2)));
}
