/** The bar of a number in its domain, as shares of the width. Numbers in, numbers out. */
import type { Domain } from "./curve";

export interface BarBox {
  /** From and to, 0 at the left end of the domain and 1 at the right. */
  readonly from: number;
  readonly to: number;
  /** Where the bar begins: the place of 0, or of the end that is nearest to it. */
  readonly base: number;
  /** The sign, where the domain has both. */
  readonly tone: "neg" | "pos" | "";
  /** Whether the value lies beyond the domain, so that the bar ends short of it. */
  readonly over: boolean;
}

/** A bar from zero to the value; through the middle where the domain has both signs, else from its left end. */
export function bar(value: number, domain: Domain): BarBox {
  const [low, high] = domain;
  const both = low < 0 && high > 0;
  const place = (one: number): number => Math.min(1, Math.max(0, (one - low) / (high - low || 1)));
  const base = place(both ? 0 : high <= 0 ? high : low);
  const end = place(value);
  const over = value < low || value > high;
  return { from: Math.min(base, end), to: Math.max(base, end), base, tone: !both ? "" : value < 0 ? "neg" : "pos", over };
}
