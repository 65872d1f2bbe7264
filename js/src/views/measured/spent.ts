/** The times of a step: to the next event; and, where the log says when visits were done, of work and of waiting for it. Pure. */
import type { StepSeen } from "./told";

export interface Spent {
  readonly median: number;
  readonly p90: number;
  readonly n: number;
  readonly few: boolean;
}

/** One of the times of a step, in seconds; null where it was not told. */
export function spentOf({ row }: StepSeen, name: "time" | "work" | "wait"): Spent | null {
  const value = row[name];
  const [median, p90, n, few] = Array.isArray(value) ? (value as readonly unknown[]) : [];
  return typeof median === "number" && typeof p90 === "number" && typeof n === "number" ? { median, p90, n, few: few === true } : null;
}
