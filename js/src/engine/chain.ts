/** A journey as the page is told it: an absorbing chain with rewards, and improvements as levers on it. Twin of cjm_widgets/engine. */

export type Matrix = readonly (readonly number[])[];

export interface Chain {
  readonly steps: readonly string[];
  readonly outcomes: readonly string[];
  /** n × n, and n × m: each row of both together sums to one. */
  readonly moves: Matrix;
  readonly ends: Matrix;
  readonly start: readonly number[];
  readonly success: readonly boolean[];
  readonly time: readonly number[];
  readonly time_var: readonly number[];
  readonly wait: readonly number[];
  readonly wait_var: readonly number[];
  readonly cost: readonly number[];
  /** Nothing where a step has no rating. */
  readonly emotion: readonly (number | null)[];
  readonly value: readonly number[];
}

export type LeverKind = "pass_through" | "move" | "duration" | "wait" | "emotion" | "cost" | "volume";

export interface Lever {
  readonly name: string;
  readonly kind: LeverKind;
  readonly step: number;
  /** Log-odds, a log-factor, or what is added, at the likely effect and full adoption. */
  readonly likely: number;
  readonly adoption: number;
  /** The column of moves and ends that a `move` leads to, −1 otherwise. */
  readonly column: number;
  readonly adds: boolean;
}

/** The chain with the improvements carried out, each as far as `adoption` says. */
export function carriedOut(chain: Chain, levers: readonly Lever[], adoption: readonly number[]): Chain {
  const effects = levers.map((one, k) => one.likely * (adoption[k] ?? one.adoption));
  return altered(tilted(chain, levers, effects), levers, effects);
}

/** Levers on odds: weights on the ways out of a step multiply, then each touched row is rescaled to one. */
function tilted(chain: Chain, levers: readonly Lever[], effects: readonly number[]): Chain {
  const n = chain.steps.length;
  const weights = new Map<number, number[]>();
  levers.forEach((one, k) => {
    if (one.kind !== "pass_through" && one.kind !== "move") return;
    const row = weights.get(one.step) ?? new Array<number>(n + chain.outcomes.length).fill(0);
    const effect = effects[k] ?? 0;
    weights.set(one.step, row.map((weight, j) => (favours(chain, one, j) ? weight + effect : weight)));
  });
  if (!weights.size) return chain;
  const moves = chain.moves.slice();
  const ends = chain.ends.slice();
  for (const [at, row] of weights) {
    if (row.every((weight) => weight === 0)) continue;
    const most = Math.max(...row);
    const odds = [...(moves[at] ?? []), ...(ends[at] ?? [])].map((share, j) => share * Math.exp((row[j] ?? 0) - most));
    const total = sum(odds);
    moves[at] = odds.slice(0, n).map((odd) => odd / total);
    ends[at] = odds.slice(n).map((odd) => odd / total);
  }
  return { ...chain, moves, ends };
}

function favours(chain: Chain, one: Lever, column: number): boolean {
  if (one.kind === "move") return column === one.column;
  const outcome = column - chain.steps.length;
  return outcome < 0 || chain.success[outcome] === true;
}

const fields = { duration: ["time", "time_var"], wait: ["wait", "wait_var"], cost: ["cost"], volume: ["start"], emotion: ["emotion"] } as const;

function altered(chain: Chain, levers: readonly Lever[], effects: readonly number[]): Chain {
  const out: { -readonly [K in keyof Chain]: Chain[K] } = { ...chain };
  levers.forEach((one, k) => {
    if (one.kind === "pass_through" || one.kind === "move") return;
    for (const field of fields[one.kind]) {
      const values: (number | null)[] = [...out[field]];
      const now = values[one.step];
      if (now === null || now === undefined) continue;
      const effect = effects[k] ?? 0;
      const next = one.adds ? now + effect : now * Math.exp(effect * (field.endsWith("_var") ? 2 : 1));
      values[one.step] = field === "emotion" ? Math.max(-2, Math.min(2, next)) : next;
      Object.assign(out, { [field]: values });
    }
  });
  return out;
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
