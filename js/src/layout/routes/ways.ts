/** The ways a link can take: out of a side, along one channel or up to three, into a side. The cheapest that is clear is taken. */
import { centre, clear, middleX, middleY, type Box, type Ground, type Link, type Point } from "./board";

export type Side = "top" | "bottom" | "left" | "right";

/** A piece in a channel: upright between two columns, or level between two rows. `off` counts from the channel's middle. */
export interface Leg {
  readonly upright: boolean;
  /** The number of the column or row behind the channel. */
  readonly channel: number;
  readonly off: number;
}

/** How one link runs. Places are kept as distances from the middle of a box or a channel, so that it goes along when those move. */
export interface Way {
  readonly from: Side;
  readonly to: Side;
  readonly leave: number;
  readonly enter: number;
  readonly legs: readonly Leg[];
}

const BEND = 24;
const CRAMPED = 110;
const BACK = 70;
const SIDES: readonly Side[] = ["bottom", "top", "right", "left"];
const FACING = { top: "bottom", bottom: "top", left: "right", right: "left" } as const;
const isLevel = (side: Side): boolean => side === "left" || side === "right";

export function portAt(box: Box, side: Side, off: number): Point {
  if (side === "left" || side === "right") return { x: side === "left" ? box.x : box.x + box.width, y: middleY(box) + off };
  return { x: middleX(box) + off, y: side === "top" ? box.y : box.y + box.height };
}

/** How far from its middle a side can be entered, rounded corners left out. */
export const reach = (box: Box, side: Side): number => Math.max(0, (isLevel(side) ? box.height : box.width) / 2 - 6);

/** The corners of a way, both ends included. */
export function pointsOf(land: Ground, way: Way, source: Box, target: Box): Point[] {
  const [a, b] = [portAt(source, way.from, way.leave), portAt(target, way.to, way.enter)];
  const points = [a];
  let { x, y } = a;
  for (const leg of way.legs) {
    if (leg.upright) x = placeOf(land, leg);
    else y = placeOf(land, leg);
    points.push({ x, y });
  }
  const last = way.legs.at(-1);
  if (last) points.push(last.upright ? { x, y: b.y } : { x: b.x, y });
  points.push(b);
  return points;
}

export function placeOf({ board, upright, level }: Ground, leg: Leg): number {
  const strip = leg.upright ? upright[leg.channel - board.first] : level[leg.channel];
  return strip ? centre(strip) + leg.off : NaN;
}

/** Whether a way stands on this board: its channels are there, its ends on their boxes, and nothing is in between. */
export function stands(land: Ground, way: Way, source: Box, target: Box): boolean {
  if (Math.abs(way.leave) > reach(source, way.from) + 0.5 || Math.abs(way.enter) > reach(target, way.to) + 0.5) return false;
  const points = pointsOf(land, way, source, target);
  return points.every((b, i) => {
    const a = points[i - 1];
    if (!a) return true;
    if (Number.isNaN(b.x) || Number.isNaN(b.y) || (a.x !== b.x && a.y !== b.y)) return false;
    return clear(land, a, b) && (i > 1 || outward(way.from, a, b)) && (i < points.length - 1 || outward(way.to, b, a));
  });
}

/** Whether a piece leaves its box, rather than running through it. */
function outward(side: Side, at: Point, next: Point): boolean {
  if (side === "left") return next.x <= at.x;
  if (side === "right") return next.x >= at.x;
  return side === "top" ? next.y <= at.y : next.y >= at.y;
}

/** The best way between two boxes; a roundabout one where cards that span steps block the others. Null where there is none. */
export function choose(land: Ground, link: Link, source: Box, target: Box): Way | null {
  const direct = link.label === 0 ? SIDES.flatMap((side) => straight(side, FACING[side], source, target)).find((way) => stands(land, way, source, target)) : undefined;
  if (direct) return direct;
  const pairs = SIDES.flatMap((from) => SIDES.map((to) => [from, to] as const));
  const near = pairs.flatMap(([from, to]) => between(from, to, source, target));
  return cheapest(land, link, near, source, target) ?? cheapest(land, link, pairs.flatMap(([from, to]) => around(land, from, to, source, target)), source, target);
}

function cheapest(land: Ground, link: Link, ways: readonly Way[], source: Box, target: Box): Way | null {
  const priced = ways.map((way, i) => ({ way, i, cost: costOf(land, link, way, source, target) }));
  priced.sort((a, b) => a.cost - b.cost || a.i - b.i);
  return priced.find(({ way, cost }) => cost < Infinity && stands(land, way, source, target))?.way ?? null;
}

function costOf(land: Ground, link: Link, way: Way, source: Box, target: Box): number {
  const points = pointsOf(land, way, source, target);
  let [length, widest] = [0, 0];
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1] as Point, points[i] as Point];
    const run = Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
    length += run;
    if (a.y === b.y) widest = Math.max(widest, run);
    else if (i === 1 && points.length === 2) widest = Math.max(widest, run > link.tall + 12 ? source.width : 0);
  }
  const cramped = link.label > 0 && widest < link.label + 8 ? CRAMPED + Math.abs(middleX(source) - middleX(target)) : 0;
  return length + BEND * way.legs.length * 2 + cramped + habit(way, source, target);
}

/** What a blueprint's reader expects: up and down between lanes, sideways within one, returns above. */
function habit(way: Way, source: Box, target: Box): number {
  const back = source.row === target.row && target.column < source.column;
  if (back) return way.from === "top" && way.to === "top" ? 0 : way.legs.length || target.until < source.column - 1 ? BACK : 0;
  if (source.row === target.row) return way.from === "right" && way.to === "left" ? 0 : 12;
  const down = source.row < target.row;
  const expected = (side: Side, other: Side): number => (side === other ? 0 : isLevel(side) ? 8 : 60);
  return expected(way.from, down ? "bottom" : "top") + expected(way.to, down ? "top" : "bottom");
}

const wayOf = (from: Side, to: Side, legs: readonly (readonly [boolean, number])[]): Way => ({ from, to, leave: 0, enter: 0, legs: legs.map(([upright, channel]) => ({ upright, channel, off: 0 })) });

/** Ways over any channel between columns. */
function around({ board, upright }: Ground, from: Side, to: Side, source: Box, target: Box): Way[] {
  const legsAt = (box: Box, side: Side): (readonly [boolean, number])[][] => {
    const { upright: beside, channel } = outOf(box, side);
    return beside ? [[[true, channel], [false, box.row]], [[true, channel], [false, box.row + 1]]] : [[[false, channel]]];
  };
  return upright.flatMap((_, k) => legsAt(source, from).flatMap((out) => legsAt(target, to).map((into) => wayOf(from, to, [...out, [true, board.first + k], ...[...into].reverse()]))));
}

function between(from: Side, to: Side, source: Box, target: Box): Way[] {
  const [out, into] = [outOf(source, from), outOf(target, to)];
  const way = (...legs: (readonly [boolean, number])[]): Way => wayOf(from, to, legs);
  if (out.upright !== into.upright) return [way([out.upright, out.channel], [into.upright, into.channel])];
  if (out.channel === into.channel) return [...straight(from, to, source, target), way([out.upright, out.channel])];
  const across = out.upright ? [source.row, source.row + 1, target.row, target.row + 1] : [source.column, source.until + 1, target.column, target.until + 1];
  const bent = [...new Set(across)].map((channel) => way([out.upright, out.channel], [!out.upright, channel], [into.upright, into.channel]));
  return [...straight(from, to, source, target), ...bent];
}

const outOf = (box: Box, side: Side): { upright: boolean; channel: number } =>
  isLevel(side) ? { upright: true, channel: side === "left" ? box.column : box.until + 1 } : { upright: false, channel: side === "top" ? box.row : box.row + 1 };

/** One piece from side to side, where the two face each other; at the middle of what they share. */
function straight(from: Side, to: Side, source: Box, target: Box): Way[] {
  if (FACING[from] !== to) return [];
  const [a, b] = isLevel(from) ? [middleY(source), middleY(target)] : [middleX(source), middleX(target)];
  const [half, other] = [reach(source, from), reach(target, to)];
  const [low, high] = [Math.max(a - half, b - other), Math.min(a + half, b + other)];
  if (low > high) return [];
  const at = low <= a && a <= high && low <= b && b <= high && Math.abs(a - b) < 1 ? a : (low + high) / 2;
  return [{ from, to, leave: at - a, enter: at - b, legs: [] }];
}
