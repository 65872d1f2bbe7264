/** How often lines cross, counted on what is drawn. */
import type { Point } from "./board";

interface Straight { readonly at: number; readonly low: number; readonly high: number; readonly line: number }

function straights(lines: readonly (readonly Point[])[]): { level: Straight[]; upright: Straight[] } {
  const [level, upright]: [Straight[], Straight[]] = [[], []];
  lines.forEach((points, line) => {
    for (let i = 1; i < points.length; i++) {
      const [a, b] = [points[i - 1] as Point, points[i] as Point];
      if (a.y === b.y) level.push({ at: a.y, low: Math.min(a.x, b.x), high: Math.max(a.x, b.x), line });
      else upright.push({ at: a.x, low: Math.min(a.y, b.y), high: Math.max(a.y, b.y), line });
    }
  });
  return { level, upright };
}

/** The places where pieces of two lines cross; a corner that only touches is none. */
export function crossings(lines: readonly (readonly Point[])[]): number {
  const { level, upright } = straights(lines);
  upright.sort((a, b) => a.at - b.at);
  let count = 0;
  for (const one of level) {
    for (let i = from(upright, one.low); i < upright.length; i++) {
      const other = upright[i] as Straight;
      if (other.at >= one.high) break;
      if (other.line !== one.line && other.low < one.at && one.at < other.high) count++;
    }
  }
  return count;
}

/** The first upright piece right of a place. */
function from(upright: readonly Straight[], place: number): number {
  let [low, high] = [0, upright.length];
  while (low < high) {
    const k = (low + high) >> 1;
    if ((upright[k] as Straight).at <= place) low = k + 1;
    else high = k;
  }
  return low;
}

/** Pairs of pieces of two lines that lie on one line and share a stretch. */
export function overlaps(lines: readonly (readonly Point[])[]): number {
  const { level, upright } = straights(lines);
  const shared = (list: readonly Straight[]): number => list.reduce((sum, a, i) => sum + list.slice(i + 1).filter((b) => a.line !== b.line && Math.abs(a.at - b.at) < 0.75 && a.low < b.high - 0.75 && b.low < a.high - 0.75).length, 0);
  return shared(level) + shared(upright);
}
