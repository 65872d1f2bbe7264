/** The overlay `measured` as the page reads it: what an event log says of each step and move. Whatever does not fit is left out. No elements. */

/** A share with its interval, on how many it rests, and whether these are few. */
export interface Share {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly n: number;
  readonly few: boolean;
}

export interface StepSeen {
  readonly cases: number;
  readonly visits: number;
  readonly on: Share | null;
  readonly off: Share | null;
  readonly again: Share | null;
  /** As told; `spentOf` reads its times. */
  readonly row: Readonly<Record<string, unknown>>;
  /** ISO 8601 dates. */
  readonly first: string;
  readonly last: string;
}

export interface MoveSeen {
  readonly source: string;
  readonly target: string;
  readonly count: number;
  readonly share: Share;
  /** Whether the map has this move. */
  readonly known: boolean;
}

export interface Loose {
  readonly activity: string;
  readonly events: number;
  readonly cases: number;
  /** The step with the nearest name, or why there are several. */
  readonly closest: string;
}

export interface Told {
  /** What the log is called, and what it holds. */
  readonly source: string;
  readonly about: string;
  readonly eventually: boolean;
  readonly segment: string | null;
  readonly segments: readonly string[];
  readonly steps: ReadonlyMap<string, StepSeen>;
  /** By the step they leave, the most taken first. */
  readonly moves: ReadonlyMap<string, readonly MoveSeen[]>;
  /** Moves of the map that nobody made. */
  readonly unseen: readonly (readonly [string, string])[];
  readonly loose: readonly Loose[];
  /** Of all events, those of no step; and kinds that are not listed. */
  readonly looseEvents: number;
  readonly looseMore: number;
  readonly events: number;
}

type Raw = Readonly<Record<string, unknown>>;
const read = new WeakMap<object, Told>();

/** The same for the same overlay; null where nothing was matched. */
export function toldIn(overlay: unknown): Told | null {
  if (!isRaw(overlay) || typeof overlay["source"] !== "string") return null;
  const known = read.get(overlay) ?? reading(overlay);
  read.set(overlay, known);
  return known;
}

/** What was seen of one move. */
export const seenOf = (told: Told | null, source: string, target: string): MoveSeen | undefined => told?.moves.get(source)?.find((one) => one.target === target);

const isRaw = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const number = (value: unknown): number => (typeof value === "number" && Number.isFinite(value) ? value : 0);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function reading(raw: Raw): Told {
  return {
    source: text(raw["source"]),
    about: text(raw["about"]),
    eventually: raw["counting"] === "eventually",
    segment: typeof raw["segment"] === "string" ? raw["segment"] : null,
    segments: list(raw["segments"]).filter((one) => typeof one === "string"),
    steps: new Map(Object.entries(isRaw(raw["steps"]) ? raw["steps"] : {}).flatMap(([id, row]) => (isRaw(row) ? [[id, stepOf(row)] as const] : []))),
    moves: bySource(list(raw["moves"]).flatMap(moveOf)),
    unseen: list(raw["unseen"]).flatMap((pair) => (Array.isArray(pair) && pair.length === 2 ? [[text(pair[0]), text(pair[1])] as const] : [])),
    loose: list(raw["loose"]).flatMap((row) => (Array.isArray(row) ? [{ activity: text(row[0]), events: number(row[1]), cases: number(row[2]), closest: text(row[3]) }] : [])),
    looseEvents: number(raw["loose_events"]),
    looseMore: number(raw["loose_more"]),
    events: number(raw["events"]),
  };
}

function stepOf(row: Raw): StepSeen {
  return { cases: number(row["cases"]), visits: number(row["visits"]), on: shareOf(row["on"]), off: shareOf(row["off"]), again: shareOf(row["again"]), row, first: text(row["first"]), last: text(row["last"]) };
}

function shareOf(value: unknown): Share | null {
  const [share, low, high, n, few] = list(value);
  return [share, low, high, n].every((one) => typeof one === "number") ? { value: share as number, low: low as number, high: high as number, n: n as number, few: few === true } : null;
}

function moveOf(value: unknown): MoveSeen[] {
  const [source, target, count, told, known] = list(value);
  const share = shareOf(told);
  return typeof source === "string" && typeof target === "string" && share ? [{ source, target, count: number(count), share, known: known === true }] : [];
}

function bySource(moves: readonly MoveSeen[]): ReadonlyMap<string, readonly MoveSeen[]> {
  const found = new Map<string, MoveSeen[]>();
  for (const move of moves) found.set(move.source, [...(found.get(move.source) ?? []), move]);
  for (const some of found.values()) some.sort((a, b) => b.share.value - a.share.value);
  return found;
}
