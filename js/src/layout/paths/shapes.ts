/** What the paths lane is drawn from, and what the drawing is made of: numbers in, numbers out. The twin of cjm_widgets/show/paths.py. */

/** A step's place, or a folded stage's. `at` is its column, so that neighbours are known; `x` is its middle. */
export interface Node {
  readonly key: string;
  readonly at: number;
  readonly x: number;
  readonly width: number;
}

/** Gives up; ends in a loss that has a name; ends well or nobody said how; is not told. */
export type Fall = "left" | "lost" | "outcome" | "rest";

/** A move: to a node by its number, or falling out of the journey. `share` is null where nobody told it. */
export interface Way {
  readonly id: string;
  readonly from: number;
  readonly to: number | null;
  readonly fall?: Fall;
  readonly share: number | null;
  readonly label: string;
}

/** A label that belongs to a node, not to a move. */
export interface Mark {
  readonly id: string;
  readonly node: number;
  readonly label: string;
}

export interface Ask {
  readonly nodes: readonly Node[];
  readonly ways: readonly Way[];
  readonly marks?: readonly Mark[];
  readonly zoom?: number;
  /** What is in view; labels stay inside it. */
  readonly view?: readonly [number, number];
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export type Kind = "next" | "skip" | "return" | "again" | "fall";

/** A cubic: start, two control points, end. A straight line is one, too. */
export type Bend = readonly [number, number, number, number, number, number, number, number];

export interface Line {
  readonly id: string;
  readonly kind: Kind;
  readonly bend: Bend;
  readonly width: number;
  /** Below one per cent: a hairline. */
  readonly quiet: boolean;
  /** The tip of the head and where it points; null for a fall without one. */
  readonly head: { readonly x: number; readonly y: number; readonly to: "right" | "up" | "down" } | null;
}

export interface Label extends Box {
  readonly id: string;
  readonly text: string;
}

export interface Drawing {
  readonly height: number;
  /** The height of the line the nodes stand on. */
  readonly line: number;
  readonly nodes: readonly Box[];
  readonly lines: readonly Line[];
  readonly labels: readonly Label[];
}

export const HALF = 20;
export const QUIET = 0.01;

/** In proportion to the share, ten pixels for all; never too thin to see. */
export function widthOf(share: number | null, zoom: number): number {
  if (share === null) return zoom;
  return share < QUIET ? 0.6 * zoom : Math.max(1, Math.min(10, 10 * share)) * zoom;
}

export const isQuiet = ({ share }: Way): boolean => share !== null && share < QUIET;

/** Half the width of a node's box: room for an arrow and its share is kept between columns. */
export const halfOf = ({ width }: Node, zoom: number): number => Math.min(64 * zoom, Math.max(width / 2 - 25 * zoom, width * 0.35));

export function at([x0, y0, x1, y1, x2, y2, x3, y3]: Bend, t: number): readonly [number, number] {
  const u = 1 - t;
  const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
  return [a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3];
}

export const straight = (x0: number, y0: number, x3: number, y3: number): Bend => [x0, y0, x0 + (x3 - x0) / 3, y0 + (y3 - y0) / 3, x0 + ((x3 - x0) * 2) / 3, y0 + ((y3 - y0) * 2) / 3, x3, y3];

/** How far a head reaches back from its tip, and half its width. */
export const headLong = (width: number, zoom: number): number => Math.max(6.5 * zoom, width * 0.8);
export const headWide = (width: number, zoom: number): number => Math.max(3.6 * zoom, width / 2 + 2.2 * zoom);
