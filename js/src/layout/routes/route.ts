/** Routes for all links of a board, and for those that changed while the others stay. Numbers in, numbers out. */
import { ground, type Board, type Box, type Ground, type Link, type Point, type Span } from "./board";
import { spread, type Run } from "./ports";
import { whole } from "./pieces";
import { pieceOf, standing, stripOf, Taken } from "./taken";
import { tracks, type Piece } from "./tracks";
import { choose, direct, pointsOf, stands, type Leg, type Way } from "./ways";

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
  return whole(routing(board, links, sorted));
}

/** So many links are led between two pauses. */
const FEW = 6;

/** The same in small pieces of work: it pauses with null, and once with the straight routes, which stay as they are. */
export function* routing(board: Board, links: readonly Link[], sorted = true): Generator<Plan | null, Plan> {
  const land = ground(board);
  yield null;
  const straight = new Map<string, Run>();
  for (const [i, link] of links.entries()) {
    const run = runOf(land, link, direct);
    if (run) straight.set(link.id, run);
    if (i % (FEW * 4) === 0) yield null;
  }
  yield planOf(land, alone(links, straight));
  const runs: Run[] = [];
  for (const link of links) {
    const run = straight.get(link.id) ?? runOf(land, link, choose);
    if (run) runs.push(run);
    if (runs.length % FEW === 0) yield null;
  }
  let ways: readonly Way[] = yield* standingOf(land, runs, yield* spread(runs));
  for (const upright of [false, true, false]) ways = yield* onTracks(land, runs, ways, upright, sorted);
  return planOf(land, runs.map((run, i) => ({ ...run, way: ways[i] as Way })));
}

function* standingOf(land: Ground, runs: readonly Run[], ways: readonly Way[]): Generator<null, Way[]> {
  const found: Way[] = [];
  for (const [i, way] of ways.entries()) {
    found.push(standing(land, runs[i] as Run, way));
    if (i % (FEW * 10) === 0) yield null;
  }
  return found;
}

const planOf = (land: Ground, runs: readonly Run[]): Plan => ({ land, routes: new Map(runs.map((run) => [run.id, routeOf(land, run)])) });

/** The straight links that share their two cards with no other link: nothing moves these aside. */
function alone(links: readonly Link[], straight: ReadonlyMap<string, Run>): Run[] {
  const count = new Map<string, number>();
  const key = ({ source, target }: Link): string => (source < target ? `${source}\0${target}` : `${target}\0${source}`);
  for (const link of links) count.set(key(link), (count.get(key(link)) ?? 0) + 1);
  return links.flatMap((link) => (count.get(key(link)) === 1 ? (straight.get(link.id) ?? []) : []));
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
    const run = kept.has(link.id) ? null : runOf(land, link, choose);
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

/** A link as it would run alone. */
export function runOf(land: Ground, link: Link, choice: typeof choose): Run | null {
  const [source, target] = [land.byId.get(link.source), land.byId.get(link.target)];
  if (!source || !target || source === target) return null;
  const way = choice(land, link, source, target);
  return way && { id: link.id, way, source, target };
}

function keptOf(land: Ground, link: Link, old: Route | undefined, moved: ReadonlyMap<string, Box> | null): Run | null {
  const [source, target] = [land.byId.get(link.source), land.byId.get(link.target)];
  if (!old || !source || !target || old.source !== link.source || old.target !== link.target) return null;
  return untouched(old, moved) || stands(land, old.way, source, target) ? { id: link.id, way: old.way, source, target } : null;
}

export function routeOf(land: Ground, { id, way, source, target }: Run): Route {
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

/** Puts the legs of one direction on tracks of their channels; a pause after each. */
function* onTracks(land: Ground, runs: readonly Run[], ways: readonly Way[], upright: boolean, sorted: boolean): Generator<null, Way[]> {
  const legs = ways.map((way) => [...way.legs]);
  for (const [channel, laid] of channels(land, runs, ways, upright)) {
    const strip = stripOf(land, upright, channel);
    const offs = tracks(laid.map(({ piece }) => piece), strip, sorted);
    laid.forEach(({ run, leg }, i) => {
      const list = legs[run] as Leg[];
      list[leg] = { ...(list[leg] as Leg), off: offs[i] ?? 0 };
    });
    yield null;
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
