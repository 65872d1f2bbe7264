/** What Python told of a simulation, read from the overlay `impact`. What does not fit is nothing. */
import type { Chain, Lever } from "../../engine/chain";

export interface Row {
  readonly now: number | null;
  readonly now_low: number | null;
  readonly now_high: number | null;
  readonly then: number | null;
  readonly then_low: number | null;
  readonly then_high: number | null;
  readonly difference: number | null;
  readonly difference_low: number | null;
  readonly difference_high: number | null;
  readonly chance: number | null;
}

export type Answer = Readonly<Record<string, Row>>;

export interface Swing {
  readonly input: string;
  readonly kind: string;
  readonly low: number;
  readonly high: number;
}

export interface Point {
  readonly cost: number;
  readonly score: number;
  readonly count: number;
  readonly improvements: string;
}

export interface Portfolio {
  readonly chosen: readonly string[];
  readonly score: number;
  readonly base: number;
  readonly cost: number;
  readonly bound: number;
  readonly exact: boolean;
  readonly budget: number | null;
  readonly frontier: readonly Point[];
}

export interface Guess {
  readonly input: string;
  readonly kind: string;
  readonly worth: number;
  readonly share: number;
  readonly noise: number;
}

export interface Told {
  /** Of which map and settings this is. */
  readonly mark: string;
  readonly chain: Chain & { readonly names: Readonly<Record<string, string>> };
  readonly levers: readonly Lever[];
  readonly measure: string;
  readonly budget: number | null;
  readonly gate: { readonly passed: boolean; readonly sentence: string } | null;
  readonly notes: readonly string[];
  readonly settings: { readonly draws: number; readonly seed: number; readonly interval: number };
}

/** What rests on draws: it follows part by part. */
export interface Drawn {
  readonly mark: string;
  readonly state: "running" | "done" | "stopped" | "failed";
  readonly error?: string;
  readonly answer?: Answer;
  readonly sensitivity?: readonly Swing[];
  readonly portfolio?: Portfolio | { readonly error: string };
  readonly research?: readonly Guess[];
}

type Pairs = readonly (readonly (readonly [number, number])[])[];

/** The overlay as told; a sentence where the map cannot be simulated; null before anything was told. */
export function read(overlay: unknown): Told | string | null {
  if (overlay === null || typeof overlay !== "object") return null;
  const told = overlay as Partial<Told> & { error?: unknown };
  if (typeof told.error === "string") return told.error;
  if (!told.chain || !Array.isArray(told.levers)) return null;
  const chain = { ...told.chain, moves: dense(told.chain.moves as unknown as Pairs, told.chain.steps.length) };
  return { mark: "", notes: [], gate: null, budget: null, ...told, chain } as Told;
}

/** Moves travel as pairs of column and share: long journeys have few a step. */
function dense(rows: Pairs, n: number): number[][] {
  return rows.map((pairs) => {
    const row = new Array<number>(n).fill(0);
    for (const [j, share] of pairs) row[j] = share;
    return row;
  });
}

/** What the draws gave: beside the overlay `impact` in a page with Python, inside it where all was told at once. */
export function readDrawn(overlay: unknown, aside: unknown): Drawn | null {
  const inside = overlay as Drawn | null | undefined;
  if (inside && typeof inside === "object" && inside.answer) return { ...inside, state: "done" };
  const drawn = aside as Drawn | null | undefined;
  return drawn && typeof drawn === "object" && typeof drawn.mark === "string" ? drawn : null;
}

export const isPortfolio = (one: Portfolio | { readonly error: string } | undefined): one is Portfolio => one !== undefined && "chosen" in one;
