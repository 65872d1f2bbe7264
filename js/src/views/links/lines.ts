/** Lines and heads as SVG paths: rounded corners, an end mark for each kind. Numbers in, text out. */
import type { Point } from "../../layout/routes/board";
import type { Kind } from "./words";

const ROUND = 6;
const n = (value: number): string => String(Math.round(value * 10) / 10);
const at = ({ x, y }: Point): string => `${n(x)} ${n(y)}`;

/** A place so far from `a` towards `b`. */
function toward(a: Point, b: Point, far: number): Point {
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  return { x: a.x + ((b.x - a.x) / length) * far, y: a.y + ((b.y - a.y) / length) * far };
}

const strokes = new WeakMap<readonly Point[], Map<string, { line: string; marks: string }>>();

/** The line of a route and its marks; the same texts as long as the route stays. */
export function stroke(points: readonly Point[], kind: Kind, both: boolean): { line: string; marks: string } {
  const known = strokes.get(points) ?? new Map<string, { line: string; marks: string }>();
  strokes.set(points, known);
  const made = known.get(`${kind} ${both}`) ?? { line: line(points, both), marks: marks(points, kind, both) };
  known.set(`${kind} ${both}`, made);
  return made;
}

const distance = (a: Point, b: Point): number => Math.abs(a.x - b.x) + Math.abs(a.y - b.y);

/** The line through the corners; an end with a head stops a little before its tip. */
export function line(points: readonly Point[], both: boolean): string {
  const ends = trimmed(points, both);
  const parts = ends.map((point, i) => {
    const [before, after] = [ends[i - 1], ends[i + 1]];
    if (!before) return `M${at(point)}`;
    if (!after) return `L${at(point)}`;
    const round = Math.min(ROUND, distance(before, point) / 2, distance(point, after) / 2);
    return `L${at(toward(point, before, round))}Q${at(point)} ${at(toward(point, after, round))}`;
  });
  return parts.join("");
}

function trimmed(points: readonly Point[], both: boolean): Point[] {
  const cut = points.slice();
  const [first, second, last, before] = [points[0], points[1], points.at(-1), points.at(-2)];
  if (both && first && second) cut[0] = toward(first, second, Math.min(4, distance(first, second) / 3));
  if (last && before) cut[cut.length - 1] = toward(last, before, Math.min(4, distance(last, before) / 3));
  return cut;
}

/** The marks at the ends: a filled head, an open one for messages; a recovery begins with a ring. */
export function marks(points: readonly Point[], kind: Kind, both: boolean): string {
  const [first, second, last, before] = [points[0], points[1], points.at(-1), points.at(-2)];
  if (!first || !second || !last || !before) return "";
  const heads = head(before, last, kind) + (both ? head(second, first, kind) : "");
  return kind === "recovery" && !both ? heads + ring(first) : heads;
}

function head(from: Point, tip: Point, kind: Kind): string {
  const big = kind === "trigger" ? 9 : 7.5;
  const back = toward(tip, from, big);
  const [dx, dy] = [((tip.y - from.y) / (distance(tip, from) || 1)) * big * 0.45, ((tip.x - from.x) / (distance(tip, from) || 1)) * big * 0.45];
  const [a, b] = [{ x: back.x + dx, y: back.y - dy }, { x: back.x - dx, y: back.y + dy }];
  return kind === "message" ? `M${at(a)}L${at(tip)}L${at(b)}` : `M${at(a)}L${at(tip)}L${at(b)}Z`;
}

const ring = ({ x, y }: Point): string => `M${n(x - 3)} ${n(y)}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0`;

/** How far a place is from a line. */
export function farFrom(points: readonly Point[], { x, y }: Point): number {
  let least = Infinity;
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1] as Point, points[i] as Point];
    const dx = Math.max(Math.min(a.x, b.x) - x, 0, x - Math.max(a.x, b.x));
    const dy = Math.max(Math.min(a.y, b.y) - y, 0, y - Math.max(a.y, b.y));
    least = Math.min(least, Math.hypot(dx, dy));
  }
  return least;
}
