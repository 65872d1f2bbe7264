/** Routes for all links of a board, and for those that changed while the others stay. Numbers in, numbers out. */
import { ground, type Board, type Box, type Ground, type Link, type Point, type Span } from "./board";
import { spread, type Run } from "./ports";
import { gap, room, tracks, type Piece } from "./tracks";
import { choose, pointsOf, reach, stands, type Leg, type Side, type Way } from "./ways";

export interface Route {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly way: Way;
  /** The corners from source to target, no three of them in one line. */
  readonly points: readonly Point[];
}

/** The routes by link, and the board they were made for. A link without one has an end that is not on the board. */
export interface Plan {
  readonly land: Ground;
  readonly routes: ReadonlyMap<string, Route>;
}

interface Laid { readonly run: number; readonly leg: number; readonly piece: Piece }

/** The routes of all links, as if none had been drawn before. `sorted` false leaves the tracks as they come; for comparing. */
export function route(board: Board, links: readonly Link[], sorted = true): Plan {
  const land = ground(board);
  const runs = links.flatMap((link) => chosen(land, link) ?? []);
  let ways = spread(runs).map((way, i) => standing(land, runs[i] as Run, way));
  for (const upright of [false, true, false]) ways = onTracks(land, runs, ways, upright, sorted);
  return { land, routes: new Map(runs.map((run, i) => [run.id, routeOf(land, { ...run, way: ways[i] as Way })])) };
}

/** The routes after a change: those that still stand stay as they are, the others are led through what is free. */
export function reroute(board: Board, links: readonly Link[], before: Plan): Plan {
  const land = ground(board);
  const moved = movedIn(before.land, land);
  const kept = new Map<string, Run>();
  for (const link of links) {
    const run = keptOf(land, link, before.routes.get(link.id), moved);
    if (run) kept.set(link.id, run);
  }
  const taken = new Taken(land, [...kept.values()]);
  for (const link of links) {
    const run = kept.has(link.id) ? null : chosen(land, link);
    if (run) kept.set(link.id, taken.add(run));
  }
  const routed = links.flatMap(({ id }) => {
    const run = kept.get(id);
    return run ? [[id, again(land, run, before.routes.get(id), moved)] as const] : [];
  });
  return { land, routes: new Map(routed) };
}

/** The boxes that are new or elsewhere; null where the columns and rows are others too, so that all has to be looked at. */
function movedIn(old: Ground, land: Ground): ReadonlyMap<string, Box> | null {
  const strips = (a: readonly Span[], b: readonly Span[]): boolean => a.length === b.length && a.every(({ low, high }, i) => low === b[i]?.low && high === b[i]?.high);
  if (old.board.first !== land.board.first || !strips(old.upright, land.upright) || !strips(old.level, land.level)) return null;
  return new Map(land.board.boxes.filter((box) => !sameBox(old.byId.get(box.id), box)).map((box) => [box.id, box]));
}

const sameBox = (a: Box | undefined, b: Box): boolean => a !== undefined && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;

/** Whether a route need not be looked at: its ends are where they were and nothing came into its way. */
function untouched({ source, target, points }: Route, moved: ReadonlyMap<string, Box> | null): boolean {
  if (!moved || moved.has(source) || moved.has(target)) return false;
  for (const box of moved.values()) if (meets(points, box)) return false;
  return true;
}

/** Whether the frame around some points meets a box; that is enough for a second look. */
function meets(points: readonly Point[], box: Box): boolean {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return left < box.x + box.width && right > box.x && top < box.y + box.height && bottom > box.y;
}

const again = (land: Ground, run: Run, old: Route | undefined, moved: ReadonlyMap<string, Box> | null): Route =>
  old && old.way === run.way && untouched(old, moved) ? old : same(old, routeOf(land, run));

function chosen(land: Ground, link: Link): Run | null {
  const [source, target] = [land.byId.get(link.source), land.byId.get(link.target)];
  if (!source || !target || source === target) return null;
  const way = choose(land, link, source, target);
  return way && { id: link.id, way, source, target };
}

/** A way with other ends, where it stands with them; else as it was. */
const standing = (land: Ground, { way, source, target }: Run, other: Way): Way => (stands(land, other, source, target) ? other : way);

function keptOf(land: Ground, link: Link, old: Route | undefined, moved: ReadonlyMap<string, Box> | null): Run | null {
  const [source, target] = [land.byId.get(link.source), land.byId.get(link.target)];
  if (!old || !source || !target || old.source !== link.source || old.target !== link.target) return null;
  return untouched(old, moved) || stands(land, old.way, source, target) ? { id: link.id, way: old.way, source, target } : null;
}

function routeOf(land: Ground, { id, way, source, target }: Run): Route {
  return { id, source: source.id, target: target.id, way, points: plain(pointsOf(land, way, source, target)) };
}

/** The old route where nothing of it changed, so that it need not be drawn again. */
function same(old: Route | undefined, now: Route): Route {
  const equal = old && old.points.length === now.points.length && old.points.every(({ x, y }, i) => x === now.points[i]?.x && y === now.points[i]?.y);
  return equal ? old : now;
}

function plain(points: readonly Point[]): Point[] {
  return points.filter((b, i) => {
    const [a, c] = [points[i - 1], points[i + 1]];
    if (!a || !c) return true;
    return !(a.x === b.x && b.x === c.x) && !(a.y === b.y && b.y === c.y);
  });
}

/** Puts the legs of one direction on tracks of their channels. */
function onTracks(land: Ground, runs: readonly Run[], ways: readonly Way[], upright: boolean, sorted: boolean): Way[] {
  const legs = ways.map((way) => [...way.legs]);
  for (const [channel, laid] of channels(land, runs, ways, upright)) {
    const strip = stripOf(land, upright, channel);
    const offs = tracks(laid.map(({ piece }) => piece), strip, sorted);
    laid.forEach(({ run, leg }, i) => {
      const list = legs[run] as Leg[];
      list[leg] = { ...(list[leg] as Leg), off: offs[i] ?? 0 };
    });
  }
  return ways.map((way, i) => ({ ...way, legs: legs[i] as Leg[] }));
}

function channels(land: Ground, runs: readonly Run[], ways: readonly Way[], upright: boolean): Map<number, Laid[]> {
  const found = new Map<number, Laid[]>();
  runs.forEach((one, run) => {
    const way = ways[run] as Way;
    const points = pointsOf(land, way, one.source, one.target);
    way.legs.forEach((leg, i) => {
      if (leg.upright !== upright) return;
      const list = found.get(leg.channel);
      const laid = { run, leg: i, piece: pieceOf(points, i, upright) };
      if (list) list.push(laid);
      else found.set(leg.channel, [laid]);
    });
  });
  return found;
}

function pieceOf(points: readonly Point[], leg: number, upright: boolean): Piece {
  const [before, from, to, after] = points.slice(leg, leg + 4) as [Point, Point, Point, Point];
  const along = ({ x, y }: Point): number => (upright ? y : x);
  const side = (at: Point, next: Point): -1 | 1 => ((upright ? next.x - at.x : next.y - at.y) < 0 ? -1 : 1);
  const [start, end] = [{ at: along(from), goes: side(from, before) }, { at: along(to), goes: side(to, after) }];
  const [low, high] = start.at <= end.at ? [start, end] : [end, start];
  return { low: low.at, high: high.at, atLow: low.goes, atHigh: high.goes };
}

/** What the links that stay use of sides and channels; a link that is added finds a free place in each. */
class Taken {
  constructor(private readonly land: Ground, private readonly runs: Run[]) {}

  add(run: Run): Run {
    const ported = { ...run, way: standing(this.land, run, this.ported(run)) };
    const points = pointsOf(this.land, ported.way, run.source, run.target);
    const legs = ported.way.legs.map((leg, i) => ({ ...leg, off: this.track(leg, pieceOf(points, i, leg.upright)) }));
    const done = { ...run, way: { ...ported.way, legs } };
    this.runs.push(done);
    return done;
  }

  private ported({ way, source, target }: Run): Way {
    const [at, to] = [this.side(source, way.from), this.side(target, way.to)];
    const [half, other] = [reach(source, way.from), reach(target, way.to)];
    if (way.legs.length) return { ...way, leave: gap(at, -half, half, 0, 12), enter: gap(to, -other, other, 0, 12) };
    const shift = way.leave - way.enter;
    const leave = gap([...at, ...to.map((one) => one + shift)], Math.max(-half, shift - other), Math.min(half, shift + other), way.leave, 12);
    return { ...way, leave, enter: leave - shift };
  }

  /** The places on a side that are taken. */
  private side({ id }: Box, side: Side): number[] {
    const found: number[] = [];
    for (const { way, source, target } of this.runs) {
      if (source.id === id && way.from === side) found.push(way.leave);
      if (target.id === id && way.to === side) found.push(way.enter);
    }
    return found;
  }

  /** A free track for a piece. */
  private track(leg: Leg, piece: Piece): number {
    const strip = stripOf(this.land, leg.upright, leg.channel);
    const half = room(strip) / 2;
    const taken: number[] = [];
    for (const { way, source, target } of this.runs) {
      way.legs.forEach((other, i) => {
        if (other.channel !== leg.channel || other.upright !== leg.upright) return;
        const { low, high } = pieceOf(pointsOf(this.land, way, source, target), i, leg.upright);
        if (low < piece.high + 6 && piece.low < high + 6) taken.push(other.off);
      });
    }
    return gap(taken, -half, half, 0);
  }
}

const stripOf = ({ board, upright, level }: Ground, standing: boolean, channel: number): Span => (standing ? upright[channel - board.first] : level[channel]) ?? { low: 0, high: 0 };
