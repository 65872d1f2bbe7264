/** Every sentence and number a person reads in the impact panel, in one place. */
import { showNumber } from "../../model/numbers";

export const words = {
  title: "Impact",
  items: "Improvements",
  itemsHint: "how far each is carried out",
  tilesHint: (draws: number, interval: number): string => `${draws.toLocaleString("en")} draws, ${Math.round(interval * 100)} % interval`,
  swings: "What the result hangs on",
  swingsHint: (measure: string): string => `change in ${measure.charAt(0).toLowerCase()}${measure.slice(1)} with one input at its 5th and 95th percentile`,
  waiting: "Simulating…",
  none: "No improvement names a step and a lever yet. In m.improvements, fill step, lever, likely and unit.",
  carry: (name: string): string => `Carry out “${name}”`,
  far: (name: string): string => `How far “${name}” is carried out`,
  did: (n: number): string => (n === 1 ? "Carry out an improvement" : `Carry out ${n} improvements`),
  levers: { pass_through: "going on", move: "a way on", duration: "time", wait: "wait", emotion: "feeling", cost: "cost", volume: "visits", servers: "servers" } as Readonly<Record<string, string>>,
  kinds: { effect: "effect", "going on": "going on today", time: "time today" } as Readonly<Record<string, string>>,
  now: "now",
  then: "then",
  pending: { live: "interval follows", busy: "interval follows when Python is free", gone: "no interval without Python" } as const,
  stop: "Stop",
  stopped: "Stopped before it was done.",
  again: "Simulate again",
  stays: "From before the last change.",
  needsPython: "This needs Python.",
  noAmount: (text: string): string => `“${text}” is no budget. Type an amount of 0 or more, or leave it empty for no limit.`,
  said: (label: string, now: string, then: string, change: string): string => `${label}: ${now} now, ${then} then, ${change}.`,
  sure: (chance: number): string => `rises in ${Math.round(chance * 100)} % of the draws`,
  better: "better",
  worse: "worse",
  same: "no change",
  best: "Best within the budget",
  budget: "Budget",
  noLimit: "no limit",
  cost: (cost: string, budget: string): string => (budget ? `Costs ${cost} of ${budget}.` : `Costs ${cost}.`),
  over: (by: string): string => `That is ${by} over the budget.`,
  chosen: (names: string): string => `The best selection within the budget: ${names}.`,
  nothingChosen: "Within this budget no improvement is worth carrying out.",
  asIs: "It is what is carried out now.",
  exact: "Every selection was looked at.",
  bound: (most: string): string => `No selection can come to more than ${most}.`,
  take: "Carry out these",
  frontier: "What each budget buys",
  frontierHead: ["Cost", "Result", "Improvements"] as const,
  research: "Research first",
  researchHint: "what knowing a guess would be worth before choosing",
  noResearch: "No guess would change the choice.",
  worth: (value: string): string => `worth ${value}`,
  notes: (n: number): string => (n === 1 ? "One assumption" : `${n} assumptions`),
  causal: "What follows if the effects are as entered; it does not show that they are.",
  inputHead: ["Input", "Low", "High"] as const,
  failed: (why: string): string => `Not simulated: ${why}`,
} as const;

/** Measures of which less is better. */
const LESS = new Set(["time", "time_sd", "cost", "steps"]);

export const isBetter = (measure: string, change: number): boolean => (LESS.has(measure) ? change < 0 : change > 0);

export interface Speaker {
  readonly language: string;
  readonly currency: string;
}

/** A measure's value as people read it: shares in per cent, times in a fitting unit, money with its currency. */
export function say(measure: string, value: number, by: Speaker, unit = value): string {
  if (!Number.isFinite(value)) return "–";
  if (isShare(measure)) return `${fixed(value * 100, Math.abs(unit) < 0.1 ? 1 : 0, by)} %`;
  if (measure.startsWith("time")) return spoken(value, unit, by);
  if (["cost", "value", "net"].includes(measure)) return priced(fixed(value, Math.abs(unit) < 100 ? 2 : 0, by), by);
  return fixed(value, 2, by);
}

/** An amount as it was typed, not rounded to the measure. */
export const money = (value: number, by: Speaker): string => priced(showNumber(value, by.language || undefined), by);

const priced = (text: string, { currency }: Speaker): string => (currency ? `${text} ${currency}` : text);

/** What knowing something is worth: two digits that count, as it is mostly little. */
export function sayWorth(measure: string, value: number, by: Speaker): string {
  const scaled = isShare(measure) ? value * 100 : value;
  const text = new Intl.NumberFormat(by.language || undefined, { maximumSignificantDigits: 2 }).format(scaled);
  if (isShare(measure)) return `${text} pp`;
  return measure.startsWith("time") ? spoken(value, value, by) : priced(text, by);
}

/** A change, with its sign; points where the measure is a share. */
export function sayChange(measure: string, value: number, by: Speaker, unit = value): string {
  if (!Number.isFinite(value)) return "–";
  const sign = value > 0 ? "+" : "";
  if (isShare(measure)) return `${sign}${fixed(value * 100, Math.abs(unit) < 0.1 ? 1 : 0, by)} pp`;
  return sign + say(measure, value, by, unit);
}

export const isShare = (measure: string): boolean => measure === "success" || measure.startsWith("ends in ");

const UNITS = [["d", 86_400], ["h", 3_600], ["min", 60], ["s", 1]] as const;

function spoken(seconds: number, unit: number, by: Speaker): string {
  const [name, size] = UNITS.find(([, one]) => Math.abs(unit) >= 2 * one) ?? ["s", 1];
  return `${fixed(seconds / size, 1, by)} ${name}`;
}

function fixed(value: number, digits: number, { language }: Speaker): string {
  const text = new Intl.NumberFormat(language || undefined, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
  return text.replace("-", "−").replace(/^−(0(?:\D0+)?)$/, "$1");
}

const LABELS: Readonly<Record<string, string>> = { time: "Time of a journey", cost: "Cost of a journey", value: "Value of a journey", net: "Value less cost", satisfaction: "Mean feeling on the way", peak_end: "Strongest and last moment", volume: "Journeys that begin" };

export const labelOf = (measure: string, success: readonly string[]): string =>
  measure === "success" ? `Journeys that end in ${success.map((name) => `“${name}”`).join(" or ")}` : (LABELS[measure] ?? measure.replaceAll("_", " "));

/** The ends that count, by the names people gave them. */
export const successOf = ({ chain }: { readonly chain: { readonly outcomes: readonly string[]; readonly success: readonly boolean[]; readonly names: Readonly<Record<string, string>> } }): string[] =>
  chain.outcomes.filter((_, m) => chain.success[m]).map((id) => chain.names[id] || id);
