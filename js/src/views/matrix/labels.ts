/** Where the names of points go so that they hide no other point or name; one that fits nowhere waits until it is looked at. */

export type Side = "right" | "left" | "above" | "below" | "hidden";

export interface Spot {
  readonly id: string;
  /** In pixels from the upper left corner. */
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

interface Box { left: number; right: number; top: number; bottom: number }

const LETTER = 6.6;
const WIDEST = 150;
const DOT = 13;
const HIGH = 18;
const SIDES = ["right", "left", "above", "below"] as const;

export function placeLabels(spots: readonly Spot[], width: number, height: number): Map<string, Side> {
  const taken: Box[] = spots.map(({ x, y }) => ({ left: x - DOT, right: x + DOT, top: y - DOT, bottom: y + DOT }));
  const sides = new Map<string, Side>();
  for (const [at, spot] of spots.entries()) {
    const free = SIDES.find((side) => {
      const box = boxOf(spot, side);
      const inside = box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height;
      return inside && taken.every((other, i) => i === at || !meet(box, other));
    });
    sides.set(spot.id, free ?? "hidden");
    if (free) taken.push(boxOf(spot, free));
  }
  return sides;
}

function boxOf({ x, y, text }: Spot, side: (typeof SIDES)[number]): Box {
  const wide = Math.min(WIDEST, [...text].length * LETTER + 6);
  if (side === "right") return { left: x + DOT, right: x + DOT + wide, top: y - HIGH / 2, bottom: y + HIGH / 2 };
  if (side === "left") return { left: x - DOT - wide, right: x - DOT, top: y - HIGH / 2, bottom: y + HIGH / 2 };
  const top = side === "above" ? y - DOT - HIGH : y + DOT;
  return { left: x - wide / 2, right: x + wide / 2, top, bottom: top + HIGH };
}

const meet = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
