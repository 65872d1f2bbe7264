/** Where the label of each link stands: in the middle of its longest piece that has room, on no card and on no other label. */
import { empty, type Board, type Ground, type Link, type Point } from "./board";
import type { Plan } from "./route";

/** The middle of a label, and the width it may have. */
export interface Label extends Point {
  readonly width: number;
}

interface Rect { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }

const SHIFTS = [0, -0.2, 0.2, -0.35, 0.35];

/** The labels that have room, by link; `closed` rows are full of something that labels would hide. */
export function labels({ land, routes }: Plan, links: readonly Link[], closed: ReadonlySet<number> = new Set()): Map<string, Label> {
  const { board } = land;
  const rows: Rect[][] = board.rows.map(() => []);
  const found = new Map<string, Label>();
  for (const link of links) {
    const route = link.label > 0 ? routes.get(link.id) : undefined;
    const label = route && places(route.points).map((at) => ({ ...at, width: link.label })).find((at) => free(land, rows, rectOf(at, link)) && !inside(board, closed, at));
    if (!label) continue;
    found.set(link.id, label);
    const rect = rectOf(label, link);
    for (const row of rowsAt(board, rect)) rows[row]?.push(rect);
  }
  return found;
}

/** The places to try: level pieces first, the longest first, from their middle outwards. */
function places(points: readonly Point[]): Point[] {
  const pieces = points.slice(1).map((b, i) => ({ a: points[i] as Point, b, size: Math.abs(b.x - (points[i] as Point).x) + Math.abs(b.y - (points[i] as Point).y) }));
  const level = ({ a, b }: { a: Point; b: Point }): number => (a.y === b.y ? 0 : 1);
  pieces.sort((one, other) => level(one) - level(other) || other.size - one.size);
  return pieces.flatMap(({ a, b }) => SHIFTS.map((shift) => ({ x: a.x + (b.x - a.x) * (0.5 + shift), y: a.y + (b.y - a.y) * (0.5 + shift) })));
}

const inside = ({ rows }: Board, closed: ReadonlySet<number>, { y }: Point): boolean => [...closed].some((row) => y > (rows[row]?.at ?? 0) && y < (rows[row]?.at ?? 0) + (rows[row]?.size ?? 0));

const rectOf = ({ x, y }: Point, { label, tall }: Link): Rect => ({ left: x - label / 2, right: x + label / 2, top: y - tall / 2, bottom: y + tall / 2 });

/** The rows a rectangle can touch, those beside it too: a row may have a line above it that belongs to none. */
function rowsAt({ rows }: Board, { top, bottom }: Rect): number[] {
  const found = rows.flatMap(({ at, size }, i) => (at < bottom && at + size > top ? [i] : []));
  const [first, last] = [found[0] ?? rows.findIndex(({ at }) => at >= top), found.at(-1) ?? rows.findLastIndex(({ at, size }) => at + size <= bottom)];
  return Array.from({ length: Math.max(0, Math.max(first, last) - Math.min(first, last) + 3) }, (_, i) => Math.min(first, last) - 1 + i);
}

function free(land: Ground, placed: readonly (readonly Rect[])[], rect: Rect): boolean {
  const { board } = land;
  const last = board.columns.at(-1);
  if (rect.left < (board.columns[0]?.at ?? 0) || rect.right > (last ? last.at + last.size : 0) || !empty(land, rect.left, rect.top, rect.right, rect.bottom)) return false;
  const apart = (one: Rect): boolean => rect.right <= one.left || rect.left >= one.right || rect.bottom <= one.top || rect.top >= one.bottom;
  return rowsAt(board, rect).every((row) => (placed[row] ?? []).every(apart));
}
