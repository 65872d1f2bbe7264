/** Time as values: what is left, which item of the agenda is on, what is said when. No clock of its own. */
import type { Look } from "../alone";

export interface Item {
  readonly name: string;
  readonly minutes: number;
}

export interface TimerLook extends Look {
  readonly items: readonly Item[];
  /** Seconds that had passed when it was last started or stopped. */
  readonly elapsed: number;
  /** When it was started, in seconds since 1970; 0 while it stands. */
  readonly since: number;
  put(changes: Partial<{ items: readonly Item[]; elapsed: number; since: number }>): void;
}

export function readItems(value: unknown): Item[] {
  const held = Array.isArray(value) ? (value as unknown[]) : [];
  return held.flatMap((one) => {
    const { name, minutes } = (one ?? {}) as Partial<Item>;
    return typeof name === "string" && typeof minutes === "number" && minutes >= 0 ? [{ name, minutes }] : [];
  });
}

export const passed = ({ elapsed, since }: { elapsed: number; since: number }, now: number): number => Math.max(0, elapsed + (since > 0 ? Math.max(0, now - since) : 0));

export const total = (items: readonly Item[]): number => 60 * items.reduce((sum, { minutes }) => sum + minutes, 0);

/** The item that is on after so many seconds, and the seconds left of it; the last one when time is over. */
export function current(items: readonly Item[], seconds: number): { at: number; left: number } {
  let end = 0;
  for (const [at, { minutes }] of items.entries()) {
    end += 60 * minutes;
    if (seconds < end || at === items.length - 1) return { at, left: end - seconds };
  }
  return { at: -1, left: -seconds };
}

/** 12:05; what is over has a minus. */
export function clock(seconds: number): string {
  const whole = Math.ceil(Math.abs(seconds) - 1e-9);
  const sign = seconds < 0 && whole > 0 ? "−" : "";
  return `${sign}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** The seconds left at which something is said aloud. */
export const MARKS = [300, 60, 0] as const;

/** The mark that lies between what was left and what is left now. */
export const crossed = (before: number, now: number): number | undefined => MARKS.find((mark) => before > mark && now <= mark);
