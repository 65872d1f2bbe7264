/** The overlay `future` as the grid reads it, and its numbers as words. No elements. */
import type { Doc, Row } from "../../model/types";
import { showNumber } from "../../model/numbers";

export type Mode = "today" | "both" | "future";
export type Pair = readonly [now: number, then: number];

export interface Change {
  readonly emotion?: Pair;
  readonly pass_through?: Pair;
  readonly time?: Pair;
}

export type Changes = ReadonlyMap<string, Change>;

const PARTS = ["emotion", "pass_through", "time"] as const;
const read = new WeakMap<object, Changes>();

/** What changes, by step; the same map for the same overlay. Whatever is no pair of numbers is left out. */
export function changesIn(told: unknown): Changes {
  if (told === null || typeof told !== "object") return NONE;
  const known = read.get(told) ?? new Map(Object.entries(told).flatMap(([step, row]) => changeOf(step, row)));
  read.set(told, known);
  return known;
}

const NONE: Changes = new Map();

function changeOf(step: string, row: unknown): [string, Change][] {
  const parts = PARTS.flatMap((name) => {
    const pair = (row as Readonly<Record<string, unknown>> | null)?.[name];
    return Array.isArray(pair) && pair.length === 2 && pair.every((one) => typeof one === "number") ? [[name, pair as unknown as Pair]] : [];
  });
  return parts.length ? [[step, Object.fromEntries(parts) as Change]] : [];
}

export const modeOf = (told: unknown): Mode => (told === "today" || told === "future" ? told : "both");

/** What an emotion becomes: today's value, which may just be dragged, moved as far as Python said, within its scale. */
export function feltThen(today: unknown, change: Change | undefined, [low, high]: readonly [number, number]): number | null {
  if (typeof today !== "number") return null;
  if (!change?.emotion) return today;
  const [now, then] = change.emotion;
  return Math.min(high, Math.max(low, Number((today + then - now).toFixed(9))));
}

/** Signed: +4.1, −0.03. A change too small for one digit after the point is told with as many as it needs. */
export function signed(value: number): string {
  const digits = Math.abs(value) >= 0.05 || value === 0 ? 1 : 2;
  return `${value < 0 ? "−" : "+"}${showNumber(Number(Math.abs(value).toFixed(digits)))}`;
}

/** How many percentage points more or fewer go on. */
export const pointsOf = ([now, then]: Pair): string => signed((then - now) * 100);

export const percentOf = (share: number): string => `${showNumber(Number((share * 100).toFixed(1)))} %`;

/** A share as the lane that draws it keeps shares: of 1, or of 100 where its scale says so. */
export function scaleOfShares(lane: Row): number {
  const domain = lane["domain"] as unknown;
  return Array.isArray(domain) && Number(domain[1]) > 1 ? 100 : 1;
}

const NAMED = /^(pass|passed|passing)?(through|thru)(rate)?$|^conversion(rate)?$/;
const bare = (text: unknown): string => String(text ?? "").toLowerCase().replace(/[^a-z]/g, "");

/** Whether a lane of numbers is the share of customers who go on. */
export const isPassThrough = (lane: Row): boolean => lane["kind"] === "number" && [lane["column"], lane["name"], lane.id].some((one) => NAMED.test(bare(one)));

/** Worth of a point: two digits that count, no more than two after the point. */
export const worthText = (worth: number): string => showNumber(Number(worth.toFixed(2)));

/** Changes when what the worth of points rests on does. */
export const restsOn = (doc: Doc): readonly unknown[] => [doc.tables.transitions, doc.tables.steps.size];
