/** How high each arc rises, so that arcs that nest or cross run apart. */

/** An arc over columns, from the left end to the right. */
export interface Arc {
  readonly left: number;
  readonly right: number;
  readonly quiet: boolean;
}

const over = (a: Arc, b: Arc): boolean => Math.max(a.left, b.left) < Math.min(a.right, b.right);
const inside = (a: Arc, b: Arc): boolean => b.left <= a.left && a.right <= b.right;

/** The level of each arc, 1 the lowest: short ones below, each above those it overlaps. Quiet ones slip in between. */
export function levelsOf(arcs: readonly Arc[]): number[] {
  const order = arcs.map((_, i) => i).sort((i, k) => span(arcs, i) - span(arcs, k) || left(arcs, i) - left(arcs, k) || i - k);
  const levels = arcs.map(() => 0);
  const loud: number[] = [];
  for (const i of order) {
    const arc = arcs[i] as Arc;
    if (arc.quiet) continue;
    levels[i] = 1 + Math.max(0, ...loud.filter((k) => over(arc, arcs[k] as Arc)).map((k) => levels[k] as number));
    loud.push(i);
  }
  for (const i of order) {
    const arc = arcs[i] as Arc;
    if (arc.quiet) levels[i] = 0.5 + Math.max(0, ...loud.filter((k) => inside(arcs[k] as Arc, arc)).map((k) => levels[k] as number));
  }
  return levels;
}

const span = (arcs: readonly Arc[], i: number): number => (arcs[i] as Arc).right - (arcs[i] as Arc).left;
const left = (arcs: readonly Arc[], i: number): number => (arcs[i] as Arc).left;

const FIRST = 42;
const STEP = 23;
const MOST = 330;

/** How far each level rises above the box; many levels draw closer together. */
export function risesOf(levels: readonly number[], zoom: number): number[] {
  const top = Math.max(1, ...levels);
  const step = top > 1 ? Math.min(STEP, (MOST - FIRST) / (top - 1)) : STEP;
  return levels.map((level) => (FIRST + (level - 1) * step) * zoom);
}
