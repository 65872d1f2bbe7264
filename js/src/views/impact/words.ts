/** Every sentence and number a person reads in the impact panel, in one place. */
import { showNumber } from "../../model/numbers";

export const words = {
  title: "Impact",
  items: "Improvements",
  itemsHint: "how far each is carried out",
  tilesHint: (draws: number, interval: number): string => `${draws.toLocaleString("en")} draws, ${Math.round(interval * 100)} % interval`,
  swings: "What the result hangs on",
  swingsHint: (measure: string): string => `change in ${measure} with one input at its 5th and 95th percentile`,
  waiting: "Simulating…",
  none: "No improvement names a step and a lever yet. In m.improvements, fill step, lever, likely and unit.",
  carry: (name: string): string => `Carry out “${name}”`,
  far: (name: string): string => `How far “${name}” is carried out`,
  did: (n: number): string => (n === 1 ? "Carry out an improvement" : `Carry out ${n} improvements`),
  levers: { pass_through: "going on", move: "a way on", duration: "time", wait: "wait", emotion: "feeling", cost: "cost", volume: "visits", servers: "servers" } as Readonly<Record<string, string>>,
  kinds: { effect: "effect", "going on": "going on today", time: "time today" } as Readonly<Record<string, string>>,
  now: "now",
  then: "then",
  pending: "interval follows",
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
  if (isShare(measure)) return `${fixed(value * 100, Math.abs(unit) < 0.1 ? 1 : 0, by)} %`;
  if (measure.startsWith("time")) return spoken(value, unit, by);
  if (["cost", "value", "net"].includes(measure)) return `${showNumber(value, by.language || undefined)}${by.currency ? ` ${by.currency}` : ""}`;
  return fixed(value, 2, by);
}

/** A change, with its sign; points where the measure is a share. */
export function sayChange(measure: string, value: number, by: Speaker, unit = value): string {
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
  const text = new Intl.NumberFormat(language || undefined, { maximumFractionDigits: digits }).format(value);
  return text.replace("-", "−").replace(/^−0$/, "0");
}

const LABELS: Readonly<Record<string, string>> = { time: "Time of a journey", cost: "Cost of a journey", value: "Value of a journey", net: "Value less cost", satisfaction: "Mean feeling on the way", peak_end: "Strongest and last moment", volume: "Journeys that begin" };

export const labelOf = (measure: string, success: readonly string[]): string =>
  measure === "success" ? `Journeys that end in ${success.join(" or ")}` : (LABELS[measure] ?? measure.replaceAll("_", " "));
