/** The paths lane: moves between steps as lines, their shares as labels, and how high the lane must be. */
import { labelsOf } from "./labels";
import { linesOf } from "./lines";
import { at, HALF, halfOf, headWide, type Ask, type Bend, type Box, type Drawing, type Line } from "./shapes";

const EDGE = 10;
const LEAST = 46;

export function drawPaths({ nodes, ways, marks = [], zoom = 1, view = [-Infinity, Infinity] }: Ask): Drawing {
  const boxes = nodes.map((node): Box => ({ x: node.x - halfOf(node, zoom), y: -HALF * zoom, w: 2 * halfOf(node, zoom), h: 2 * HALF * zoom }));
  const lines = linesOf(nodes, ways, zoom);
  const labels = labelsOf(nodes, boxes, ways, lines, marks, zoom, view);
  const ends = lines.flatMap(({ bend, head, width }) => [at(bend, 0.5)[1] - width / 2, at(bend, 0.5)[1] + width / 2, bend[7], head?.y ?? 0]);
  const top = Math.min(-LEAST * zoom, ...ends, ...labels.map(({ y }) => y)) - EDGE * zoom;
  const bottom = Math.max(LEAST * zoom, ...ends, ...labels.map(({ y, h }) => y + h)) + EDGE * zoom;
  const line = Math.ceil(-top);
  const down = <T extends Box>(box: T): T => ({ ...box, y: box.y + line });
  return { height: Math.ceil(line + bottom), line, nodes: boxes.map(down), lines: lines.map((one) => lower(one, line)), labels: labels.map(down) };
}

function lower(one: Line, by: number): Line {
  const bend = one.bend.map((n, i) => (i % 2 ? n + by : n)) as unknown as Bend;
  return { ...one, bend, head: one.head && { ...one.head, y: one.head.y + by } };
}

const number = (n: number): string => String(Math.round(n * 10) / 10);

/** The line as a path of SVG. */
export function pathOf({ bend, kind }: Line): string {
  const [x0, y0, x1, y1, x2, y2, x3, y3] = bend.map(number);
  return kind === "next" || kind === "fall" ? `M${x0},${y0}L${x3},${y3}` : `M${x0},${y0}C${x1},${y1} ${x2},${y2} ${x3},${y3}`;
}

/** The head as a triangle; empty where there is none. */
export function headOf({ bend, head, width }: Line, zoom: number): string {
  if (!head) return "";
  const wide = headWide(width, zoom);
  const [x, y, bx, by] = [head.x, head.y, bend[6], bend[7]];
  const [ax, ay] = head.to === "right" ? [0, wide] : [wide, 0];
  return `M${number(x)},${number(y)}L${number(bx - ax)},${number(by - ay)}L${number(bx + ax)},${number(by + ay)}Z`;
}
