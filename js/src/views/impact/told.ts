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
  readonly chain: Chain & { readonly names: Readonly<Record<string, string>> };
  readonly levers: readonly Lever[];
  readonly measure: string;
  readonly answer: Answer;
  readonly sensitivity: readonly Swing[];
  readonly portfolio: Portfolio | { readonly error: string };
  readonly research: readonly Guess[];
  readonly gate: { readonly passed: boolean; readonly sentence: string } | null;
  readonly notes: readonly string[];
  readonly settings: { readonly draws: number; readonly seed: number; readonly interval: number };
}

/** The overlay as told; a sentence where the map cannot be simulated; null before anything was told. */
export function read(overlay: unknown): Told | string | null {
  if (overlay === null || typeof overlay !== "object") return null;
  const told = overlay as Partial<Told> & { error?: unknown };
  if (typeof told.error === "string") return told.error;
  if (!told.chain || !Array.isArray(told.levers) || !told.answer) return null;
  return { sensitivity: [], research: [], notes: [], gate: null, portfolio: { error: "" }, ...told } as Told;
}

export const isPortfolio = (one: Told["portfolio"]): one is Portfolio => "chosen" in one;
