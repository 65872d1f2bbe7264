/** Where the labels of the paths lane stand: never on one another or on a box, and off the lines where there is room. */
import { at, HALF, halfOf, type Box, type Label, type Line, type Mark, type Node, type Way } from "./shapes";

const HIGH = 13;
const CHAR = 6.1;
const CELL = 32;
const ORDER = ["next", "again", "fall", "skip", "return"];

type Spot = readonly [x: number, y: number];

/** How wide a text is drawn, near enough; wide scripts count double. */
export const textWidth = (text: string, zoom: number): number => [...text].reduce((sum, one) => sum + ((one.codePointAt(0) ?? 0) > 0x2e7f ? 11.5 : CHAR), 3) * zoom;

interface Placed {
  readonly labels: Label[];
  readonly boxes: readonly Box[];
  readonly crowd: Crowd;
  readonly zoom: number;
  readonly view: readonly [number, number];
}

export function labelsOf(nodes: readonly Node[], boxes: readonly Box[], ways: readonly Way[], lines: readonly Line[], marks: readonly Mark[], zoom: number, view: readonly [number, number]): Label[] {
  const placed: Placed = { labels: [], boxes, crowd: crowdOf(lines), zoom, view };
  for (const { id, node, label } of marks) {
    const { x } = nodes[node] as Node;
    put(placed, id, label, [-30, -44, 30, 44, -58, 58].map((y) => [x, y * zoom]), false);
  }
  const found = new Map(lines.map((line) => [line.id, line]));
  const drawn = ways.flatMap((way) => (found.has(way.id) && way.label !== "" ? [{ way, line: found.get(way.id) as Line }] : []));
  drawn.sort((a, b) => Number(a.line.quiet) - Number(b.line.quiet) || ORDER.indexOf(a.line.kind) - ORDER.indexOf(b.line.kind) || (b.way.share ?? 0) - (a.way.share ?? 0));
  for (const { way, line } of drawn) put(placed, way.id, way.label, spotsOf(line, way.label, halfOf(nodes[way.from] as Node, zoom), zoom), line.quiet);
  return placed.labels;
}

/** Takes the place that meets the fewest lines, the first of equals; none where all are taken. */
function put({ labels, boxes, crowd, zoom, view }: Placed, id: string, text: string, spots: readonly Spot[], quiet: boolean): void {
  const [w, h] = [textWidth(text, zoom), HIGH * zoom];
  let best: Label | null = null;
  let least = Infinity;
  spots.forEach(([x, y], turn) => {
    const box = { id, text, x: x - w / 2, y: y - h / 2, w, h };
    if (box.x < view[0] || box.x + w > view[1] || [...boxes, ...labels].some((other) => meet(box, other))) return;
    const hits = hitsIn(crowd, box);
    const score = hits * 2 + turn;
    if (score < least && (!quiet || hits === 0)) [best, least] = [box, score];
  });
  if (best) labels.push(best);
}

export const meet = (a: Box, b: Box): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** The places a label may take, the best first. */
function spotsOf({ kind, bend, width }: Line, text: string, half: number, zoom: number): Spot[] {
  const [x0, , , , , , x3, y3] = bend;
  const off = width / 2 + 8 * zoom;
  if (kind === "next") {
    const x = (x0 + x3) / 2 + 2 * zoom;
    return [-Math.max(12.5 * zoom, off), Math.max(12.5 * zoom, off), -30 * zoom, 30 * zoom, -44 * zoom, 44 * zoom].map((y) => [x, y]);
  }
  const wide = textWidth(text, zoom);
  if (kind === "again") {
    const [, y] = at(bend, 0.5);
    const x = (x0 + x3) / 2;
    const under = y + off + zoom;
    return [[x, under], [x - half / 2, under], [x + half / 2, under], [x, under + 13 * zoom], [x - half, under + 6 * zoom], [x + half, under + 6 * zoom], [x, under + 27 * zoom]];
  }
  if (kind === "fall") return fallSpots(x3, y3, width / 2 + wide / 2 + 3 * zoom, zoom);
  const out = kind === "skip" ? -off : off;
  return [out, -out].flatMap((by) => [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.12, 0.88].map((t): Spot => [at(bend, t)[0], at(bend, t)[1] + by]));
}

function fallSpots(x: number, end: number, beside: number, zoom: number): Spot[] {
  const middle = (HALF * zoom + end) / 2 + 4 * zoom;
  const under: Spot[] = [[x, end + 10 * zoom], [x - 12 * zoom, end + 10 * zoom], [x + 12 * zoom, end + 10 * zoom]];
  const sides: Spot[] = [end - 5 * zoom, middle].flatMap((y): Spot[] => [[x + beside, y], [x - beside, y]]);
  return [...under, ...sides, [x, end + 24 * zoom], [x + 12 * zoom, end + 24 * zoom], [x, end + 38 * zoom]];
}

type Crowd = ReadonlyMap<number, readonly Spot[]>;

/** Points along all lines, by the stretch they lie in. */
function crowdOf(lines: readonly Line[]): Crowd {
  const crowd = new Map<number, Spot[]>();
  for (const { bend } of lines) {
    const points = Math.min(160, 6 + Math.floor((Math.abs(bend[6] - bend[0]) + 2 * Math.abs(bend[3] - bend[1])) / 10));
    for (let i = 0; i <= points; i++) {
      const spot = at(bend, i / points);
      const key = Math.floor(spot[0] / CELL);
      const held = crowd.get(key);
      if (held) held.push(spot);
      else crowd.set(key, [spot]);
    }
  }
  return crowd;
}

function hitsIn(crowd: Crowd, { x, y, w, h }: Box): number {
  let hits = 0;
  for (let key = Math.floor(x / CELL); key <= Math.floor((x + w) / CELL); key++)
    for (const [px, py] of crowd.get(key) ?? []) if (px >= x && px <= x + w && py >= y && py <= y + h) hits += 1;
  return hits;
}
