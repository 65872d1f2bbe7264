/** Every sentence of the blueprint's own bar, in one place. */
import { showSpan } from "../../model/times";

const listed = (names: readonly string[]): string => names.slice(0, 3).map((name) => `“${name}”`).join(", ") + (names.length > 3 ? ` and ${names.length - 3} more` : "");

export const words = {
  bar: "How the blueprint is drawn",
  by: "Rows",
  bys: { lanes: "Lanes", team: "Teams", actor: "Actors" },
  half: "Show",
  halves: { both: "Both", customer: "Customer", provider: "Provider" },
  columns: "Columns",
  widths: { equal: "Equal", time: "By time" },
  into: "New cards go to",
  likely: "where the others are",
  scale: (unit: number): string => `A normal column is ${showSpan(unit)}, waiting included.`,
  wider: (names: readonly string[]): string => `${listed(names)}: shorter than drawn.`,
  narrower: (names: readonly string[]): string => `${listed(names)}: longer than drawn.`,
  untimed: (n: number): string => `${n.toLocaleString("en")} ${n === 1 ? "step without a time has" : "steps without a time have"} the normal width.`,
  noTimes: "No step says how long it takes. Give steps a time in their details, such as 4 min or 2 days.",
  goElsewhere: (name: string): string => `Go to what is selected elsewhere: ${name}`,
  decision: "Decision",
  waits: (span: string): string => `waits ${span}`,
  risk: (risk: number, most: number): string => `risk ${risk} of ${most.toLocaleString("en")}`,
  think: (who: string): string => `customers think: ${who}`,
  carriers: { people: "people", technology: "technology" } as Readonly<Record<string, string>>,
  tooMany: (most: number): string => `Columns follow the time in maps of up to ${most} steps.`,
} as const;
