/** The stages along the steps, run-length coded: arithmetic on positions alone, so it holds for steps that are not here. */
import type { Run } from "./types";

/** The stage at a position. */
export function runAt(runs: readonly Run[], at: number): string | null {
  let left = at;
  for (const [stage, steps] of runs) {
    if (left < steps) return stage;
    left -= steps;
  }
  return null;
}

/** The runs with one step of a stage put at a position. */
export function putRun(runs: readonly Run[], at: number, stage: string | null): Run[] {
  return joined([...cut(runs, 0, at), [stage, 1], ...cut(runs, at, Infinity)]);
}

/** The runs without the step at a position. */
export function dropRun(runs: readonly Run[], at: number): Run[] {
  return at < 0 ? [...runs] : joined([...cut(runs, 0, at), ...cut(runs, at + 1, Infinity)]);
}

/** The runs with another stage at a position. */
export function setRun(runs: readonly Run[], at: number, stage: string | null): Run[] {
  return at < 0 ? [...runs] : joined([...cut(runs, 0, at), [stage, 1], ...cut(runs, at + 1, Infinity)]);
}

/** The runs of the positions [from, to). */
function cut(runs: readonly Run[], from: number, to: number): Run[] {
  const parts: Run[] = [];
  let start = 0;
  for (const [stage, steps] of runs) {
    const count = Math.min(to, start + steps) - Math.max(from, start);
    if (count > 0) parts.push([stage, count]);
    start += steps;
  }
  return parts;
}

function joined(runs: readonly Run[]): Run[] {
  const whole: Run[] = [];
  for (const [stage, steps] of runs) {
    const last = whole.at(-1);
    if (last && last[0] === stage) whole[whole.length - 1] = [stage, last[1] + steps];
    else whole.push([stage, steps]);
  }
  return whole;
}
