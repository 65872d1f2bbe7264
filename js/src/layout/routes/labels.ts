/** Where the label of each link stands: in the middle of its longest piece that has room, on no card and on no other label. */
import { empty, type Board, type Ground, type Link, type Point } from "./board";
import { whole } from "./pieces";
import type { Plan } from "./route";

/** The middle of a label, and the width it may have. */
export interface Label extends Point {
  readonly width: number;
}

interface Rect { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }

const SHIFTS = [0, -0.2, 0.2, -0.35, 0.35];

/** The labels that have room, by link; `closed` rows are full of something that labels would hide. */
export const labels = (plan: Plan, links: readonly Link[], closed: ReadonlySet<number> = new Set(), before: Placed | null = null): Map<string, Label> => whole(labelling(plan, links, closed, before));

/** What was placed before; a label stays where its line and its room are the same. */
export interface Placed { readonly plan: Plan; readonly labels: ReadonlyMap<string, Label> }

/** The same in small pieces of work. */
export function* labelling({ land, routes }: Plan, links: readonly Link[], closed: ReadonlySet<number>, old: Placed | null): Generator<null, Map<string, Label>> {
  const { board } = land;
  const rows: Rect[][] = board.rows.map(() => []);
  const found = new Map<string, Label>();
  const put = (link: Link, label: Label): void => {
    found.set(link.id, label);
    const rect = rectOf(label, link);
    for (const row of rowsAt(board, rect)) rows[row]?.push(rect);
  };
  const fits = (at: Point, link: Link): boolean => free(land, rows, rectOf(at, link)) && !inside(board, closed, at);
  for (const link of old ? links : []) {
    const label = old?.plan.routes.get(link.id) === routes.get(link.id) ? old?.labels.get(link.id) : undefined;
    if (label && label.width === link.label && fits(label, link)) put(link, label);
  }
  yield null;
  for (const [i, link] of links.entries()) {
    const route = link.label > 0 && !found.has(link.id) ? routes.get(link.id) : undefined;
    const at = route && places(route.points).find((one) => fits(one, link));
    if (at) put(link, { ...at, width: link.label });
    if (i % 20 === 0) yield null;
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
