/** What the measured lanes say. */
import { showNumber } from "../../model/numbers";
import { showSpan } from "../../model/times";
import type { Spent } from "./spent";
import type { Loose, Share } from "./told";

/** A share as people write it: whole per cents, one decimal at the ends. */
export function percent(share: number): string {
  const points = share * 100;
  const fine = points > 0 && points < 100 && (points < 0.95 || points > 99.05);
  return `${fine ? Math.min(99.9, Math.max(0.1, points)).toFixed(1) : Math.round(points)} %`;
}

const count = (n: number): string => showNumber(Math.round(n));

/** 60–64 %, and that it rests on few where it does; `within` says on how many. */
export const span = ({ low, high, few }: Share): string => `${percent(low).replace(" %", "")}–${percent(high)}${few ? `, ${words.few}` : ""}`;

export const within = (share: Share): string => `${span({ ...share, few: false })}, n ${count(share.n)}${share.few ? `, ${words.few}` : ""}`;

export const shareSaid = (share: Share): string => `${percent(share.value)}, 95 % interval ${percent(share.low)} to ${percent(share.high)}, of ${count(share.n)}${share.few ? `, ${words.few}` : ""}`;

export const spentSaid = ({ median, p90, n, few }: Spent): string => `median ${showSpan(median)}, nine of ten within ${showSpan(p90)}, of ${count(n)}${few ? `, ${words.few}` : ""}`;

export const words = {
  few: "few",
  fewLong: "So few that the interval says more than the number",
  button: "Measured",
  buttonLong: "What the event log says of each step, under the map",
  grid: (source: string): string => `Measured: ${source}`,
  measured: "measured",
  heading: (source: string): string => `Measured in ${source}`,
  failed: (why: string): string => `What was measured cannot be drawn: ${why}`,
  segment: "Segment",
  everyone: "everyone",
  lanes: {
    seen: ["Seen", "cases that came here"],
    on: ["Goes on", "of visits; the rest leaves"],
    again: ["Comes again", "of visits"],
    time: ["Time to next", "median and P90"],
    moves: ["Moves", "measured beside the map's"],
    loose: ["Not on the map", "events of no step"],
  },
  eventually: "cases that reach it some time after",
  cases: (n: number): string => count(n),
  casesSaid: (n: number): string => `${count(n)} ${n === 1 ? "case" : "cases"}`,
  visits: (n: number): string => `${count(n)} ${n === 1 ? "visit" : "visits"}`,
  between: (first: string, last: string): string => (first === last ? first : `${first} – ${last}`),
  leave: (share: string): string => `${share} leave`,
  p90: (span: string): string => `P90 ${span}`,
  work: "work",
  wait: "wait before",
  apart: (name: string, { median, p90, few }: Spent): string => `${name} ${showSpan(median)}, P90 ${showSpan(p90)}${few ? `, ${words.few}` : ""}`,
  together: "median and P90; work and waiting not told apart",
  n: (n: number, few: boolean): string => `n ${count(n)}${few ? ", few" : ""}`,
  never: "never seen",
  none: "–",
  noneLong: "not in the log",
  map: (share: string): string => `map ${share}`,
  assumed: (share: string): string => `map ${share} assumed`,
  offMap: "not on the map",
  noShare: "map says no share",
  more: (n: number): string => `and ${n} more`,
  unseen: (name: string): string => `→ ${name}: on the map, never seen`,
  loose: ({ activity, events, cases }: Loose): string => `${activity}: ${count(events)} events, ${count(cases)} cases`,
  closest: (name: string): string => `closest: ${name}`,
  looseAll: (events: number, all: number): string => (events === 0 ? "Every event belongs to a step." : `${count(events)} of ${count(all)} events (${percent(events / Math.max(1, all))}) belong to no step.`),
  looseMore: (n: number): string => `and ${count(n)} more: match.unmatched`,
  adopt: { transitions: "Take these shares", steps: "Take these times" },
  adoptLong: { transitions: "Make the measured counts the map's own moves: one edit that can be undone", steps: "Make the measured times and entries the map's own: one edit that can be undone" },
  adopted: "Taken over; undo takes it back.",
} as const;
