/** The closed forms of an absorbing chain for one setting: fast enough for every frame of a drag. Twin of cjm_widgets/engine/solve.py. */
import { sum, type Chain } from "./chain";

export interface Answers {
  readonly volume: number;
  /** Per journey that begins. */
  readonly visits: readonly number[];
  readonly ends: readonly number[];
  readonly time: number;
  readonly timeSd: number;
  readonly cost: number;
  readonly meanEmotion: number | null;
  readonly peak: number | null;
  readonly end: number | null;
}

export function solve(chain: Chain): Answers {
  const order = feltOrder(chain.emotion);
  const lu = eliminate(chain, order);
  const volume = sum(chain.start);
  const forward = backTransposed(lu, order.map((i) => at(chain.start, i) / volume));
  const visits = forwardTransposed(lu, forward);
  const time = order.map((i) => at(chain.time, i) + at(chain.wait, i));
  const until = back(lu, forwardIn(lu, time));
  const spread = order.map((i) => at(chain.time_var, i) + at(chain.wait_var, i));
  const ahead = order.map((i) => sum(order.map((j, k) => at(chain.moves[i] ?? [], j) * at(until, k))));
  const mean = dot(visits, time);
  const squares = spread.map((one, k) => one + at(time, k) ** 2 + 2 * at(time, k) * at(ahead, k));
  const out = order.map((i) => sum(chain.ends[i] ?? []));
  const parts = forwardIn(lu, out).map((one, k) => one * at(forward, k));
  const byStep = new Array<number>(order.length).fill(0);
  order.forEach((i, k) => (byStep[i] = at(visits, k)));
  return {
    volume,
    visits: byStep,
    ends: chain.outcomes.map((_, m) => sum(byStep.map((visit, i) => visit * at(chain.ends[i] ?? [], m)))),
    time: mean,
    timeSd: Math.sqrt(Math.max(0, dot(visits, squares) - mean ** 2)),
    cost: dot(byStep, chain.cost),
    meanEmotion: weighted(chain.emotion, byStep),
    peak: weighted(order.map((i) => chain.emotion[i] ?? null), parts),
    end: weighted(chain.emotion, byStep.map((visit, i) => visit * sum(chain.ends[i] ?? []))),
  };
}

/** The measures people ask for, by the names Python gives them. */
export function measures(chain: Chain, found: Answers, before: number): Record<string, number | null> {
  const grown = found.volume / before;
  const value = grown * dot(found.ends, chain.value);
  const shares = Object.fromEntries(chain.outcomes.map((name, m) => [`ends in ${name}`, at(found.ends, m)]));
  return {
    success: sum(found.ends.filter((_, m) => chain.success[m])),
    ...shares,
    time: found.time,
    time_sd: found.timeSd,
    steps: sum(found.visits),
    cost: grown * found.cost,
    value,
    net: value - grown * found.cost,
    satisfaction: found.meanEmotion,
    peak_end: found.peak === null || found.end === null ? null : (found.peak + found.end) / 2,
    volume: grown,
  };
}

/** The steps from the least to the most strongly felt, those without a rating first; of two equally strong ones the bad one last. */
function feltOrder(emotion: readonly (number | null)[]): number[] {
  const felt = (i: number): number => Math.abs(emotion[i] ?? Number.NaN);
  const rank = (i: number): number => (Number.isNaN(felt(i)) ? -1 : felt(i));
  const bad = (i: number): number => Number((emotion[i] ?? 0) < 0);
  return emotion.map((_, i) => i).sort((a, b) => rank(a) - rank(b) || bad(a) - bad(b) || a - b);
}

/** L below and U on and above the diagonal of I − P, the steps in this order. */
function eliminate({ moves }: Chain, order: readonly number[]): Float64Array[] {
  const rows = order.map((i, k) => Float64Array.from(order, (j, l) => (k === l ? 1 : 0) - at(moves[i] ?? [], j)));
  rows.forEach((pivot, k) => {
    for (let i = k + 1; i < rows.length; i++) {
      const row = rows[i] as Float64Array;
      const factor = at(row, k) / at(pivot, k);
      row[k] = factor;
      if (factor !== 0) for (let j = k + 1; j < row.length; j++) row[j] = at(row, j) - factor * at(pivot, j);
    }
  });
  return rows;
}

function forwardIn(lu: readonly Float64Array[], right: readonly number[]): number[] {
  const out = [...right];
  lu.forEach((row, i) => {
    for (let k = 0; k < i; k++) out[i] = at(out, i) - at(row, k) * at(out, k);
  });
  return out;
}

function back(lu: readonly Float64Array[], right: readonly number[]): number[] {
  const out = [...right];
  for (let i = out.length - 1; i >= 0; i--) {
    const row = lu[i] as Float64Array;
    for (let k = i + 1; k < out.length; k++) out[i] = at(out, i) - at(row, k) * at(out, k);
    out[i] = at(out, i) / at(row, i);
  }
  return out;
}

function backTransposed(lu: readonly Float64Array[], right: readonly number[]): number[] {
  const out = [...right];
  lu.forEach((row, k) => {
    out[k] = at(out, k) / at(row, k);
    for (let i = k + 1; i < out.length; i++) out[i] = at(out, i) - at(row, i) * at(out, k);
  });
  return out;
}

function forwardTransposed(lu: readonly Float64Array[], right: readonly number[]): number[] {
  const out = [...right];
  for (let k = out.length - 1; k > 0; k--) {
    const row = lu[k] as Float64Array;
    for (let i = 0; i < k; i++) out[i] = at(out, i) - at(row, i) * at(out, k);
  }
  return out;
}

function weighted(emotion: readonly (number | null)[], weights: readonly number[]): number | null {
  let [total, weight] = [0, 0];
  emotion.forEach((felt, i) => {
    if (felt === null) return;
    total += felt * at(weights, i);
    weight += at(weights, i);
  });
  return weight > 0 ? total / weight : null;
}

const at = (values: ArrayLike<number>, i: number): number => values[i] ?? 0;
const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((total, one, i) => total + one * at(b, i), 0);
