/** The lines of the paths lane, around a line at height 0: neighbours on it, skips above, returns and loops below, falls down. */
import { levelsOf, risesOf } from "./levels";
import { HALF, halfOf, headLong, isQuiet, straight, widthOf, type Bend, type Kind, type Line, type Node, type Way } from "./shapes";

const FALLS = [0.86, -0.86, 0.62, -0.62, 0] as const;

interface Ends {
  readonly way: Way;
  readonly left: number;
  readonly right: number;
  readonly quiet: boolean;
}

export function linesOf(nodes: readonly Node[], ways: readonly Way[], zoom: number): Line[] {
  const lines = new Map<string, Line>();
  for (const way of ways) {
    const made = way.to === null ? null : flat(nodes, way, zoom);
    if (made) lines.set(way.id, made);
  }
  for (const side of [-1, 1] as const) for (const one of arcs(nodes, ways, side, zoom)) lines.set(one.id, one);
  for (const one of falls(nodes, ways, zoom)) lines.set(one.id, one);
  return ways.flatMap(({ id }) => lines.get(id) ?? []);
}

export function kindOf(nodes: readonly Node[], { from, to }: Way): Kind {
  if (to === null) return "fall";
  const by = (nodes[to] as Node).at - (nodes[from] as Node).at;
  return by === 0 ? "again" : by === 1 ? "next" : by > 0 ? "skip" : "return";
}

/** A neighbour or a loop; null for an arc. */
function flat(nodes: readonly Node[], way: Way, zoom: number): Line | null {
  const kind = kindOf(nodes, way);
  const [from, to] = [nodes[way.from] as Node, nodes[way.to as number] as Node];
  const width = widthOf(way.share, zoom);
  const long = headLong(width, zoom);
  const half = HALF * zoom;
  const base = { id: way.id, kind, width, quiet: isQuiet(way) };
  if (kind === "next") {
    const tip = to.x - halfOf(to, zoom) - zoom;
    return { ...base, bend: straight(from.x + halfOf(from, zoom), 0, tip - long, 0), head: { x: tip, y: 0, to: "right" } };
  }
  if (kind !== "again") return null;
  const [near, far] = [0.24 * halfOf(from, zoom), 0.24 * halfOf(from, zoom) + 16 * zoom];
  const y = half + zoom;
  const bend: Bend = [from.x + near, half, from.x + far, half + 44 * zoom, from.x - far, half + 44 * zoom, from.x - near, y + long];
  return { ...base, bend, head: { x: from.x - near, y, to: "up" } };
}

/** The arcs of one side, -1 above and 1 below: each on its level, its feet beside those of the others. */
function arcs(nodes: readonly Node[], ways: readonly Way[], side: -1 | 1, zoom: number): Line[] {
  const kind = side < 0 ? "skip" : "return";
  const ends: Ends[] = ways.filter((way) => kindOf(nodes, way) === kind).map((way) => ({ way, left: side < 0 ? way.from : (way.to as number), right: side < 0 ? (way.to as number) : way.from, quiet: isQuiet(way) }));
  const spans = ends.map(({ left, right, quiet }) => ({ left: (nodes[left] as Node).at, right: (nodes[right] as Node).at, quiet }));
  const rises = risesOf(levelsOf(spans), zoom);
  return ends.map((one, i) => {
    const width = widthOf(one.way.share, zoom);
    const from = foot(nodes, ends, one, "left", zoom);
    const to = foot(nodes, ends, one, "right", zoom);
    const [start, tip] = side < 0 ? [from, to] : [to, from];
    const [y0, y] = [side * HALF * zoom, side * (HALF + 1) * zoom];
    const y3 = y + side * headLong(width, zoom);
    // The middle of a cubic lies at three quarters of its control points, and an eighth of each end.
    const bow = (side * (HALF * zoom + (rises[i] as number)) - (y0 + y3) / 8) / 0.75;
    return { id: one.way.id, kind, bend: [start, y0, start, bow, tip, bow, tip, y3], width, quiet: one.quiet, head: { x: tip, y, to: side < 0 ? "down" : "up" } };
  });
}

/** Where an arc stands on its node: longer ones outside, so that no two of a node cross. */
function foot(nodes: readonly Node[], ends: readonly Ends[], one: Ends, end: "left" | "right", zoom: number): number {
  const node = nodes[one[end]] as Node;
  const half = halfOf(node, zoom);
  const long = ({ left, right }: Ends): number => (nodes[right] as Node).at - (nodes[left] as Node).at;
  const here = ends.filter((other) => other[end] === one[end]);
  const before = here.filter((other) => (end === "left" ? long(other) > long(one) : long(other) < long(one))).length;
  const apart = Math.min(9 * zoom, (0.5 * half) / Math.max(1, here.length));
  return node.x + (end === "left" ? 0.5 : -0.5) * half + (before - (here.length - 1) / 2) * apart;
}

/** What leaves, ends or is not told falls from the box, the largest at its end. */
function falls(nodes: readonly Node[], ways: readonly Way[], zoom: number): Line[] {
  const taken = new Map<number, number>();
  const order = ways.filter(({ to }) => to === null).sort((a, b) => (b.share ?? 0) - (a.share ?? 0));
  return order.map((way) => {
    const node = nodes[way.from] as Node;
    const turn = taken.get(way.from) ?? 0;
    taken.set(way.from, turn + 1);
    const rest = way.fall === "rest";
    const width = rest ? 1.2 * zoom : widthOf(way.share, zoom);
    const x = node.x + (FALLS[turn % FALLS.length] as number) * halfOf(node, zoom);
    const end = (HALF + 18 + 110 * (way.share ?? 0.1) + 14 * Math.floor(turn / FALLS.length)) * zoom;
    const head = way.fall === "outcome" || way.fall === "lost" ? ({ x, y: end + headLong(width, zoom), to: "down" } as const) : null;
    return { id: way.id, kind: "fall", bend: straight(x, HALF * zoom, x, end), width, quiet: isQuiet(way), head };
  });
}
