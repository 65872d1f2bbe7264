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
/** What sums of the same numbers in another order may differ by. */
const NEARLY = 1e-6;
const SIDES: readonly Side[] = ["bottom", "top", "right", "left"];
const FACING = { top: "bottom", bottom: "top", left: "right", right: "left" } as const;
const isLevel = (side: Side): boolean => side === "left" || side === "right";

export const portAt = (box: Box, side: Side, off: number): Point => ({ x: portX(box, side, off), y: portY(box, side, off) });

const portX = (box: Box, side: Side, off: number): number => (side === "left" ? box.x : side === "right" ? box.x + box.width : middleX(box) + off);
const portY = (box: Box, side: Side, off: number): number => (side === "top" ? box.y : side === "bottom" ? box.y + box.height : middleY(box) + off);

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
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1] as Point, points[i] as Point];
    if (Number.isNaN(b.x) || Number.isNaN(b.y) || (a.x !== b.x && a.y !== b.y)) return false;
    if ((i === 1 && !outward(way.from, a, b)) || (i === points.length - 1 && !outward(way.to, b, a)) || !clear(land, a, b)) return false;
  }
  return true;
}

/** Whether a piece leaves its box, rather than running through it. */
function outward(side: Side, at: Point, next: Point): boolean {
  if (side === "left") return next.x <= at.x;
  if (side === "right") return next.x >= at.x;
  return side === "top" ? next.y <= at.y : next.y >= at.y;
}

/** One straight piece, for a link that needs no room for words; null where the boxes do not face each other or something stands between. */
export function direct(land: Ground, link: Link, source: Box, target: Box): Way | null {
  if (link.label > 0) return null;
  for (const side of SIDES) for (const way of straight(side, FACING[side], source, target)) if (stands(land, way, source, target)) return way;
  return null;
}

/** The best way between two boxes; a roundabout one where cards that span steps block the others. Null where there is none. */
export function choose(land: Ground, link: Link, source: Box, target: Box): Way | null {
  return direct(land, link, source, target) ?? cheapest(land, link, source, target, between) ?? cheapest(land, link, source, target, (from, to) => around(land, from, to, source, target));
}

const PAIRS = SIDES.flatMap((from) => SIDES.map((to) => wayOf(from, to)));

/** The cheapest way that stands. Pairs of sides are tried in the order of what they cost at least, until none can be cheaper. */
function cheapest(land: Ground, link: Link, source: Box, target: Box, waysOf: (from: Side, to: Side, source: Box, target: Box) => readonly Way[]): Way | null {
  const least = PAIRS.map((pair) => atLeast(pair, source, target));
  let [best, lowest, order] = [null as Way | null, Infinity, Infinity];
  for (let turn = 0; turn < PAIRS.length; turn++) {
    const pair = lowestOf(least);
    if ((least[pair] as number) > lowest) break;
    least[pair] = Infinity;
    const { from, to } = PAIRS[pair] as Way;
    for (const way of waysOf(from, to, source, target)) {
      const cost = costOf(land, link, way, source, target);
      if (cost > lowest || (cost === lowest && pair >= order) || !stands(land, way, source, target)) continue;
      [best, lowest, order] = [way, cost, pair];
    }
  }
  return best;
}

function lowestOf(numbers: readonly number[]): number {
  let best = 0;
  for (let i = 1; i < numbers.length; i++) if ((numbers[i] as number) < (numbers[best] as number)) best = i;
  return best;
}

/** No way between two sides costs less: the distance between them, the shift along them that a straight one may make, and the habit. */
function atLeast(way: Way, source: Box, target: Box): number {
  const x = Math.abs(portX(source, way.from, 0) - portX(target, way.to, 0));
  const y = Math.abs(portY(source, way.from, 0) - portY(target, way.to, 0));
  const bent = x + y + 2 * BEND + habit(way, true, source, target) - NEARLY;
  return FACING[way.from] === way.to ? Math.min(bent, (isLevel(way.from) ? x : y) + habit(way, false, source, target) - NEARLY) : bent;
}

function costOf(land: Ground, link: Link, way: Way, source: Box, target: Box): number {
  let [x, y] = [portX(source, way.from, way.leave), portY(source, way.from, way.leave)];
  let [length, widest] = [0, 0];
  const go = (toX: number, toY: number): void => {
    length += Math.abs(toX - x) + Math.abs(toY - y);
    if (toY === y) widest = Math.max(widest, Math.abs(toX - x));
    [x, y] = [toX, toY];
  };
  for (const leg of way.legs) go(leg.upright ? placeOf(land, leg) : x, leg.upright ? y : placeOf(land, leg));
  const [endX, endY] = [portX(target, way.to, way.enter), portY(target, way.to, way.enter)];
  const last = way.legs.at(-1);
  if (last) go(last.upright ? x : endX, last.upright ? endY : y);
  else if (endY !== y && Math.abs(endY - y) > link.tall + 12) widest = source.width;
  go(endX, endY);
  const cramped = link.label > 0 && widest < link.label + 8 ? CRAMPED + Math.abs(middleX(source) - middleX(target)) : 0;
  return length + BEND * way.legs.length * 2 + cramped + habit(way, way.legs.length > 0, source, target);
}

/** What a blueprint's reader expects: up and down between lanes, sideways within one, returns above. */
function habit(way: Way, bent: boolean, source: Box, target: Box): number {
  const back = source.row === target.row && target.column < source.column;
  if (back) return way.from === "top" && way.to === "top" ? 0 : bent || target.until < source.column - 1 ? BACK : 0;
  if (source.row === target.row) return way.from === "right" && way.to === "left" ? 0 : 12;
  const down = source.row < target.row;
  const expected = (side: Side, other: Side): number => (side === other ? 0 : isLevel(side) ? 8 : 60);
  return expected(way.from, down ? "bottom" : "top") + expected(way.to, down ? "top" : "bottom");
}

function wayOf(from: Side, to: Side, ...legs: readonly Leg[]): Way {
  return { from, to, leave: 0, enter: 0, legs };
}

const legAt = (upright: boolean, channel: number): Leg => ({ upright, channel, off: 0 });

/** Ways over any channel between columns. */
function around({ board, upright }: Ground, from: Side, to: Side, source: Box, target: Box): Way[] {
  const legsAt = (box: Box, side: Side): Leg[][] => {
    const out = outOf(box, side);
    return out.upright ? [[out, legAt(false, box.row)], [out, legAt(false, box.row + 1)]] : [[out]];
  };
  const [outs, intos] = [legsAt(source, from), legsAt(target, to).map((legs) => legs.reverse())];
  return upright.flatMap((_, k) => outs.flatMap((out) => intos.map((into) => wayOf(from, to, ...out, legAt(true, board.first + k), ...into))));
}

function between(from: Side, to: Side, source: Box, target: Box): Way[] {
  const [out, into] = [outOf(source, from), outOf(target, to)];
  if (out.upright !== into.upright) return [wayOf(from, to, out, into)];
  if (out.channel === into.channel) return [...straight(from, to, source, target), wayOf(from, to, out)];
  const across = out.upright ? [source.row, source.row + 1, target.row, target.row + 1] : [source.column, source.until + 1, target.column, target.until + 1];
  const bent = across.flatMap((channel, i) => (across.indexOf(channel) === i ? [wayOf(from, to, out, legAt(!out.upright, channel), into)] : []));
  return [...straight(from, to, source, target), ...bent];
}

/** The channel beside a side, as the first or last piece of a way. */
const outOf = (box: Box, side: Side): Leg => legAt(isLevel(side), side === "left" ? box.column : side === "right" ? box.until + 1 : side === "top" ? box.row : box.row + 1);

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
