/** The meal-kit journey of the mock-ups. Every figure and sentence is made up. */
import type { Value, WireDoc } from "../src/model/types";

const stages: Value[][] = [
  ["discover", "Discover", "Find dinner without planning"],
  ["compare", "Compare", "Be sure it suits the family"],
  ["subscribe", "Subscribe", "Order with no strings"],
  ["cook", "Unbox and cook", "Cook the first meal with ease"],
  ["keep", "Keep", "Stay only while it is worth it"],
];

const MIN = 60;
const steps: Value[][] = [
  ["post", "Sees a friend's post", "discover", 1.0, false, 2 * MIN, null, 0.41, 38, "Scrolls past a dinner photo, taps the tag"],
  ["reviews", "Reads reviews", "discover", 0.2, false, 25 * MIN, null, 0.63, 12, "Looks for honest reviews, skips the adverts"],
  ["menus", "Checks menus and prices", "compare", -0.5, false, 18 * MIN, null, 0.58, -6, "Compares four menus and the price per portion"],
  ["asks", "Asks about delivery", "compare", -1.5, false, 36 * 60 * MIN, "A day for one answer?", 0.49, -31, "Writes to support about evening slots"],
  ["builds", "Builds the first box", "subscribe", 0.9, true, 14 * MIN, null, 0.77, 22, "Picks three meals, changes two"],
  ["pays", "Pays", "subscribe", -0.4, true, 4 * MIN, null, 0.84, 4, "Enters card and address, looks for the catch"],
  ["tracks", "Tracks the delivery", "cook", -0.9, false, 72 * 60 * MIN, null, 0.99, -12, "Opens the tracking link, four times"],
  ["unboxes", "Unboxes", "cook", 1.5, true, 10 * MIN, "All here, all cold.", 0.97, 41, "Checks that nothing leaks or is missing"],
  ["cooks", "Cooks the first meal", "cook", 0.8, true, 48 * MIN, null, 0.92, 18, "Follows the card, substitutes one spice"],
  ["skips", "Skips or renews", "keep", -1.1, true, 6 * MIN, null, 0.71, -9, "Opens the app on Sunday to skip a week"],
];

const lane = (id: string, name: string, hint: string, kind: string, role: string, side: string, column: string | null, more: { source?: string; domain?: number[]; options?: string[] } = {}): Value[] =>
  [id, name, hint, kind, role, side, column, more.source ?? null, true, null, more.options ?? null, (more.domain ?? null) as unknown as Value, null, false, id === "pass" ? "percent" : null];

const lanes: Value[][] = [
  lane("actions", "Actions", "what the customer does", "text", "actions", "customer", "actions"),
  lane("questions", "Questions", "what they need to know", "cards", "questions", "customer", null),
  lane("touchpoints", "Touchpoints", "channel of each contact", "cards", "touchpoints", "customer", null),
  lane("emotion", "Emotion", "drag a point", "emotion", "emotion", "customer", "emotion", { domain: [-2, 2] }),
  lane("pains", "Pain points", "severity and evidence", "cards", "pain_points", "customer", null),
  lane("pass", "Pass-through", "", "number", "metric", "customer", "pass", { domain: [0, 1], source: "events.parquet · 1.2 M visits" }),
  lane("nps", "NPS", "", "number", "metric", "customer", "nps", { domain: [-100, 100], source: "survey.csv · joined on step" }),
  lane("ideas", "Opportunities", "team and effort", "cards", "opportunities", "customer", null),
  lane("front", "Frontstage", "what the customer sees us do", "cards", "frontstage", "frontstage", null),
  lane("back", "Backstage", "what we do unseen", "cards", "backstage", "backstage", null),
  lane("support", "Support", "systems and partners", "cards", "support", "support", null),
];

type Short = [step: string, text: string, severity?: number, team?: string, effort?: string, flag?: "F" | "W"];

const cards: Readonly<Record<string, readonly Short[]>> = {
  questions: [["reviews", "Are these reviews real?"], ["menus", "Is it cheaper than the shop?"], ["asks", "Can it come after six?"], ["pays", "How do I cancel?"], ["tracks", "Will it stay cold?"], ["skips", "When is the last moment to skip?"]],
  touchpoints: [["post", "Instagram"], ["reviews", "Review site"], ["reviews", "Search"], ["menus", "Website"], ["asks", "Live chat"], ["asks", "Phone"], ["builds", "App"], ["pays", "Checkout"], ["tracks", "E-mail"], ["tracks", "App"], ["unboxes", "Parcel"], ["cooks", "Recipe card"], ["cooks", "App"], ["skips", "App"], ["skips", "E-mail"]],
  pains: [["reviews", "Reviews contradict each other", 2], ["menus", "Price per portion hidden until checkout", 4], ["asks", "Answer takes a day or more", 5], ["pays", "Cancel terms are hard to find", 4], ["tracks", "Time window of ten hours", 4], ["cooks", "48 minutes, card says 30", 3], ["skips", "Skip deadline is not shown", 5]],
  ideas: [["menus", "Show the price per portion on every menu", 0, "Web team", "effort S"], ["asks", "Answer slots in the chat at once", 0, "Support", "effort M"], ["pays", "Cancel terms beside the pay button", 0, "Legal, Web", "effort S"], ["tracks", "Two-hour windows with the courier", 0, "Logistics", "effort L"], ["skips", "Remind two days before the deadline", 0, "CRM", "effort S"]],
  front: [["menus", "Menu page with filters"], ["asks", "Agent answers by chat", 0, "", "", "W"], ["builds", "Meal picker suggests pairs"], ["pays", "Payment form"], ["tracks", "Courier's tracking page", 0, "", "", "F"], ["unboxes", "Insulated box, welcome note"], ["cooks", "Recipe card and video"], ["skips", "Renewal reminder", 0, "", "", "F"]],
  back: [["post", "Referral code tracked"], ["reviews", "Review request sent"], ["menus", "Prices synced nightly"], ["asks", "Agent looks up courier slots by hand"], ["builds", "Stock reserved"], ["pays", "Fraud check"], ["tracks", "Route planned"], ["unboxes", "Box packed, photo taken"], ["cooks", "Recipe tested in kitchen"], ["skips", "Subscription re-priced"]],
  support: [["menus", "Product catalogue"], ["asks", "Courier slot service"], ["builds", "Inventory"], ["pays", "Payment provider"], ["tracks", "Courier slot service"], ["unboxes", "Warehouse system"], ["skips", "Billing"]],
};

const rows = Object.entries(cards).flatMap(([at, list]) =>
  list.map(([step, text, severity, team, effort, flag], i): Value[] => [`${at}-${i}`, step, at, text, severity || null, team || null, effort || null, flag === "F" || null, flag === "W" || null]),
);

const laneColumns = ["id", "name", "hint", "kind", "role", "side", "column", "source", "visible", "height", "options", "domain", "many", "readonly", "format"];

export const mealKit = (): WireDoc => ({
  kind: "map",
  title: "Meal kit: first box",
  note: "Read as a map with five stages and ten steps. The figures are made up.",
  tables: {
    stages: { columns: ["id", "name", "goal"], rows: stages },
    steps: { columns: ["id", "name", "stage", "emotion", "moment_of_truth", "duration", "quote", "pass", "nps", "actions"], rows: steps },
    lanes: { columns: laneColumns, rows: lanes },
    cards: { columns: ["id", "step", "lane", "text", "severity", "team", "effort", "fail_point", "wait_point"], rows },
  },
  runs: null,
});

const words = ["opens", "reads", "asks", "waits", "compares", "pays", "returns", "calls", "signs", "leaves"];

/** Made-up steps, counted out so that they are the same each time. */
export function large(size: number): WireDoc {
  const kinds = ["text", "chips", "emotion", "number", "number", "flag", "duration", "text", "time", "text", "number", "chips", "text", "number", "text"];
  const names = kinds.map((kind, i) => `${kind} ${i + 1}`);
  const domain = (kind: string): number[] | null => (kind === "emotion" ? [-2, 2] : kind === "number" ? [0, 100] : null);
  const cell = (kind: string, i: number, c: number): Value => {
    const n = (i * 7919 + c * 104729) % 1000;
    if (n % 11 === 0) return null;
    if (kind === "text") return `Step ${i} ${words[n % 10]} and then ${words[(n >> 2) % 10]} something`;
    if (kind === "chips") return words[n % 10] as string;
    if (kind === "emotion") return Math.round(Math.sin(i / 3 + c) * 18) / 10;
    if (kind === "number") return n % 101;
    if (kind === "flag") return n % 2 === 0;
    return kind === "duration" ? n * 30 : `2026-0${1 + (n % 9)}-1${n % 9}`;
  };
  const stage = (i: number): string => `stage-${Math.floor(i / Math.ceil(size / 8))}`;
  return {
    kind: "wide", title: `${size} steps`, note: "",
    tables: {
      stages: { columns: ["id", "name"], rows: Array.from({ length: 8 }, (_, i) => [`stage-${i}`, `Stage ${i + 1}`]) },
      steps: { columns: ["id", "name", "stage", ...names], rows: Array.from({ length: size }, (_, i) => [String(i), `Step ${i + 1}`, stage(i), ...kinds.map((kind, c) => cell(kind, i, c))]) },
      lanes: {
        columns: laneColumns,
        rows: kinds.map((kind, c) => [`l${c}`, names[c] as string, null, kind, "other", null, names[c] as string, null, true, null, kind === "chips" ? words : null, domain(kind) as unknown as Value, null, false, null]),
      },
      cards: { columns: ["id", "step", "lane", "text"], rows: [] },
    },
    runs: null,
  };
}
