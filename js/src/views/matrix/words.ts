/** Every sentence a person reads in the priority matrix, in one place. */
import { SCHEMA } from "../../model/schema";

const many = (n: number, one: string, more: string): string => `${n.toLocaleString("en")} ${n === 1 ? one : more}`;

export const words = {
  title: "Priorities",
  hint: (placed: number, waiting: number, improvements: boolean): string =>
    `${improvements ? many(placed, "point", "points") : many(placed, "opportunity", "opportunities")} placed${waiting ? `, ${waiting} not yet` : ""}`,
  plot: (x: string, y: string): string => `${upper(y)} against ${x}`,
  named: { quick: "Quick wins", big: "Big projects", fill: "Fill-ins", twice: "Think twice" },
  corner: (y: string, yHigh: boolean, x: string, xHigh: boolean): string => `${yHigh ? "High" : "Low"} ${y}, ${xHigh ? "high" : "low"} ${x}`,
  axis: (column: string, unit = ""): string => upper(plain(column)) + (unit && ` (${unit})`),
  unitsDiffer: "units differ",
  perCost: "Improvements are ranked by likely effect × adoption ÷ cost.",
  about: (column: string): string => SCHEMA.cards.columns[column]?.about ?? "",
  point: (x: string, y: string, where: string): string => `: ${x}, ${y}, ${where}`,
  rank: "Rank",
  pointKind: "movable card",
  moveHint: "Arrows move · Shift moves further · Del takes off",
  waiting: "Not placed yet",
  waitingHint: "Drag onto the matrix, or press Enter to put it in the middle.",
  allPlaced: "Everything is placed.",
  improvement: "improvement",
  between: (low: string, high: string, unit: string): string => ` (${low} to ${high}${unit ? ` ${unit}` : ""})`,
  elsewhere: "Not on these axes",
  axesOf: (table: "cards" | "improvements", axes: readonly string[]): string =>
    table === "improvements" ? `Improvements have cost, effort, adoption, low, likely and high, not ${[...new Set(axes)].map(plain).join(" and ")}: x="cost", y="likely" shows them.` : `Opportunities do not have ${[...new Set(axes)].map(plain).join(" and ")}: x="work", y="impact" shows them.`,
  place: (name: string): string => `Place ${name} in the middle`,
  empty: "No opportunities yet: add cards to a lane of opportunities in the map.",
  noLane: "This map has no lane of opportunities.",
  fetching: "Fetching the other steps…",
  method: "Rank by",
  methods: { rice: "RICE", ice: "ICE", wsjf: "WSJF", value: "Value / effort", kano: "Kano" } as Readonly<Record<string, string>>,
  list: "All opportunities",
  columns: { rank: "Rank", name: "Opportunity", score: "Score", where: "Quadrant", missing: "Still needed" },
  ranks: (low: number, high: number): string => (low === high ? `always ${low}` : `${low}–${high}`),
  interval: "Rank between",
  notRanked: (reason: string): string => `No ranks: ${reason}`,
  nowhere: "not placed",
  valueOf: (column: string, name: string): string => `${upper(plain(column))} of ${name}`,
  notNumber: (text: string): string => `“${text}” is not a number.`,
  unnamed: "Unnamed",
  did: { place: (name: string): string => `Place “${name}”`, lift: (name: string): string => `Take “${name}” off the matrix`, set: (column: string, name: string): string => `Set ${plain(column)} of “${name}”` },
  at: (x: string, y: string, where: string): string => `${x}, ${y}: ${where}`,
} as const;

export const plain = (column: string): string => column.replaceAll("_", " ");
const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
