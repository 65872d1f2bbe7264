/** Which track of its channel each piece runs on: ordered so that few cross, evenly apart, squeezed where the channel is narrow. */
import type { Span } from "./board";

/** A piece along a channel, from `low` to `high`; `atLow` and `atHigh` say on which side of the channel it goes on there. */
export interface Piece {
  readonly low: number;
  readonly high: number;
  readonly atLow: -1 | 1;
  readonly atHigh: -1 | 1;
}

const PITCH = 7;
const NEAR = 6;
/** Two ends that would run into each other on one line count as much as so many crossings. */
const RUN_INTO = 4;

/** The distance of each piece from the channel's middle. */
export function tracks(pieces: readonly Piece[], strip: Span, sorted = true): number[] {
  const offs = new Array<number>(pieces.length).fill(0);
  for (const group of groups(pieces)) {
    const order = sorted ? ordered(pieces, group) : group;
    const layer = layers(pieces, order);
    const count = Math.max(...layer) + 1;
    const pitch = count > 1 ? Math.min(PITCH, room(strip) / (count - 1)) : 0;
    order.forEach((piece, i) => (offs[piece] = ((layer[i] ?? 0) - (count - 1) / 2) * pitch));
  }
  return offs;
}

/** What a channel has for its tracks: a little is kept for arrow heads and corners. */
export const room = ({ low, high }: Span): number => Math.max(0, high - low - 2 * Math.min(8, (high - low) / 4));

const meets = (a: Piece, b: Piece): boolean => a.low < b.high + NEAR && b.low < a.high + NEAR;

/** Pieces that must not share a track, directly or through others. */
function groups(pieces: readonly Piece[]): number[][] {
  const along = pieces.map((_, i) => i).sort((a, b) => (pieces[a] as Piece).low - (pieces[b] as Piece).low || a - b);
  const found: number[][] = [];
  let far = -Infinity;
  for (const i of along) {
    const piece = pieces[i] as Piece;
    if (piece.low >= far + NEAR) found.push([]);
    found.at(-1)?.push(i);
    far = Math.max(far, piece.high);
  }
  return found;
}

/** What it costs to have `a` before `b`: their crossings where the one goes on over the other. */
export function cost(a: Piece, b: Piece): number {
  if (!meets(a, b)) return 0;
  let sum = 0;
  if (a.atLow > 0) sum += over(a.low, b, -1);
  if (a.atHigh > 0) sum += over(a.high, b, -1);
  if (b.atLow < 0) sum += over(b.low, a, 1);
  if (b.atHigh < 0) sum += over(b.high, a, 1);
  return sum;
}

function over(at: number, other: Piece, towards: -1 | 1): number {
  if ((Math.abs(other.low - at) < 3 && other.atLow === towards) || (Math.abs(other.high - at) < 3 && other.atHigh === towards)) return RUN_INTO;
  return other.low < at && at < other.high ? 1 : 0;
}

/** Each piece is put where it costs least among those placed before it; kept only where that is better than as they came. */
function ordered(pieces: readonly Piece[], group: readonly number[]): number[] {
  const order: number[] = [];
  for (const piece of group) order.splice(place(pieces, order, piece), 0, piece);
  return total(pieces, order) <= total(pieces, group) ? order : [...group];
}

function place(pieces: readonly Piece[], order: readonly number[], piece: number): number {
  const own = pieces[piece] as Piece;
  let [now, best, least] = [0, 0, 0];
  for (let i = 0; i < order.length; i++) {
    const one = pieces[order[i] as number] as Piece;
    now += cost(one, own) - cost(own, one);
    if (now < least) [best, least] = [i + 1, now];
  }
  return best;
}

function total(pieces: readonly Piece[], order: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < order.length; i++) {
    const a = pieces[order[i] as number] as Piece;
    for (let j = i + 1; j < order.length; j++) sum += cost(a, pieces[order[j] as number] as Piece);
  }
  return sum;
}

/** The track of each piece of an order: behind every piece before it that it meets. */
function layers(pieces: readonly Piece[], order: readonly number[]): number[] {
  const layer: number[] = [];
  order.forEach((piece, i) => {
    let own = 0;
    for (let j = 0; j < i; j++) if (meets(pieces[order[j] as number] as Piece, pieces[piece] as Piece)) own = Math.max(own, (layer[j] ?? 0) + 1);
    layer.push(own);
  });
  return layer;
}

/** A free place between `low` and `high`: as near to `wish` as the taken ones allow, or in the widest gap they leave. */
export function gap(taken: readonly number[], low: number, high: number, wish: number, apart = PITCH): number {
  const inside = (place: number): number => Math.max(low, Math.min(high, place));
  const ordered = [low - apart, ...taken.filter((one) => one >= low - apart && one <= high + apart).sort((a, b) => a - b), high + apart];
  const tried = [inside(wish), low, high, ...taken.flatMap((one) => [inside(one - apart), inside(one + apart)]), ...ordered.slice(1).map((one, i) => inside((one + (ordered[i] as number)) / 2))];
  const free = (place: number): number => Math.min(apart, ...taken.map((one) => Math.abs(one - place)));
  const worth = (place: number): number => free(place) * 1000 - Math.abs(place - wish);
  return tried.reduce((best, place) => (worth(place) > worth(best) ? place : best));
}
