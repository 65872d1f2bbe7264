/** What links use of sides and channels, and where one more finds room. */
import { type Box, type Ground, type Point, type Span } from "./board";
import type { Run } from "./ports";
import { gap, room, type Piece } from "./tracks";
import { pointsOf, reach, stands, type Leg, type Side, type Way } from "./ways";

/** A way with other ends, where it stands with them; else as it was. */
export const standing = (land: Ground, { way, source, target }: Run, other: Way): Way => (stands(land, other, source, target) ? other : way);

interface Used { readonly off: number; readonly low: number; readonly high: number }

/** The places that the links that stay have taken; a link that is added finds a free one on each side and in each channel. */
export class Taken {
  private readonly sides = new Map<string, number[]>();
  private readonly channels = new Map<string, Used[]>();

  constructor(private readonly land: Ground, runs: Iterable<Run>) {
    for (const run of runs) this.keep(run, pointsOf(land, run.way, run.source, run.target));
  }

  /** The run at a place of its own, which is taken from now on. */
  add(run: Run, land = this.land): Run {
    const ported = { ...run, way: standing(land, run, this.ported(run)) };
    const points = pointsOf(land, ported.way, run.source, run.target);
    const legs = ported.way.legs.map((leg, i) => ({ ...leg, off: this.track(leg, pieceOf(points, i, leg.upright)) }));
    const done = { ...run, way: { ...ported.way, legs } };
    this.keep(done, pointsOf(land, done.way, run.source, run.target));
    return done;
  }

  /** Gives back what was taken by `act`. */
  lent<T>(act: () => T): T {
    this.log = [];
    const made = act();
    for (const list of this.log) list.pop();
    this.log = null;
    return made;
  }

  private log: unknown[][] | null = null;

  private keep({ way, source, target }: Run, points: readonly Point[]): void {
    this.put(this.sides, `${way.from} ${source.id}`, way.leave);
    this.put(this.sides, `${way.to} ${target.id}`, way.enter);
    way.legs.forEach((leg, i) => {
      const { low, high } = pieceOf(points, i, leg.upright);
      this.put(this.channels, nameOf(leg), { off: leg.off, low, high });
    });
  }

  private put<T>(lists: Map<string, T[]>, name: string, one: T): void {
    const list = lists.get(name) ?? [];
    if (!list.length) lists.set(name, list);
    list.push(one);
    this.log?.push(list);
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
  private side({ id }: Box, side: Side): readonly number[] {
    return this.sides.get(`${side} ${id}`) ?? [];
  }

  /** A free track for a piece. */
  private track(leg: Leg, piece: Piece): number {
    const half = room(stripOf(this.land, leg.upright, leg.channel)) / 2;
    const near = (this.channels.get(nameOf(leg)) ?? []).filter(({ low, high }) => low < piece.high + 6 && piece.low < high + 6);
    return gap(near.map(({ off }) => off), -half, half, 0);
  }
}

const nameOf = ({ upright, channel }: Leg): string => `${upright ? "x" : "y"}${channel}`;

export const stripOf = ({ board, upright, level }: Ground, standing: boolean, channel: number): Span => (standing ? upright[channel - board.first] : level[channel]) ?? { low: 0, high: 0 };

export function pieceOf(points: readonly Point[], leg: number, upright: boolean): Piece {
  const [before, from, to, after] = points.slice(leg, leg + 4) as [Point, Point, Point, Point];
  const along = ({ x, y }: Point): number => (upright ? y : x);
  const side = (at: Point, next: Point): -1 | 1 => ((upright ? next.x - at.x : next.y - at.y) < 0 ? -1 : 1);
  const [start, end] = [{ at: along(from), goes: side(from, before) }, { at: along(to), goes: side(to, after) }];
  const [low, high] = start.at <= end.at ? [start, end] : [end, start];
  return { low: low.at, high: high.at, atLow: low.goes, atHigh: high.goes };
}
