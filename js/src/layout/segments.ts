/** The stages along a board in the order they are drawn, before anything has a width. */
import type { Doc, Run } from "../model/types";

export interface Segment {
  /** A stub is a stage without steps; it stands in front of position `from`. */
  readonly kind: "steps" | "collapsed" | "stub";
  readonly stage: string | null;
  readonly from: number;
  readonly count: number;
  readonly x: number;
  readonly width: number;
  /** The index of its first slot. */
  readonly index: number;
}

/** One segment a run, and one for each stage without steps, behind the stage it follows in their order. */
export function segmentsOf(doc: Doc, collapsed: ReadonlySet<string>): Segment[] {
  const { size } = doc.tables.steps;
  if (doc.runs === null) return size ? [part("steps", null, 0, size)] : [];
  const runs = spans(doc.runs, size, collapsed);
  return withStubs(runs, doc.tables.stages.order);
}

function part(kind: Segment["kind"], stage: string | null, from: number, count: number): Segment {
  return { kind, stage, from, count, x: 0, width: 0, index: 0 };
}

/** The runs as segments; never more steps than there are, and never fewer. */
function spans(runs: readonly Run[], size: number, collapsed: ReadonlySet<string>): Segment[] {
  const parts: Segment[] = [];
  let from = 0;
  for (const [stage, steps] of runs) {
    const count = Math.min(steps, size - from);
    if (count <= 0) break;
    parts.push(part(stage !== null && collapsed.has(stage) ? "collapsed" : "steps", stage, from, count));
    from += count;
  }
  if (from < size) parts.push(part("steps", null, from, size - from));
  return parts;
}

function withStubs(runs: readonly Segment[], stages: readonly (string | undefined)[]): Segment[] {
  const last = new Map<string, number>();
  runs.forEach(({ stage }, i) => {
    if (stage !== null) last.set(stage, i);
  });
  const behind = new Map<number, string[]>();
  let at = -1;
  for (const stage of stages) {
    if (stage === undefined) continue;
    const known = last.get(stage);
    if (known !== undefined) at = known;
    else behind.set(at, [...(behind.get(at) ?? []), stage]);
  }
  const stubs = (i: number, from: number): Segment[] => (behind.get(i) ?? []).map((stage) => part("stub", stage, from, 0));
  return [...stubs(-1, 0), ...runs.flatMap((run, i) => [run, ...stubs(i, run.from + run.count)])];
}
