/** A journey with moves, for the tests of the paths lane: the figures of the mock-up. Everything in it is made up. */
import type { Value, WireDoc } from "../../../src/model/types";

const NAMES = ["Sees a friend's post", "Reads reviews", "Checks menus", "Asks about delivery", "Builds the box", "Pays", "Tracks delivery", "Unboxes", "Cooks", "Skips or renews"];
const STAGES = ["discover", "discover", "compare", "compare", "subscribe", "subscribe", "receive", "receive", "receive", "stay"];
const MOVES: [number, number | string, number | null, boolean?, number?, string?][] = [
  [0, 1, 0.41, false, 0.5, "happy"], [1, 2, 0.63, false, 0.63, "happy"], [2, 3, 0.34], [3, 4, 0.49], [4, 5, 0.77, false, 0.9, "happy"], [5, 6, 0.84, false, 0.9, "happy"], [6, 7, 0.99, false, 0.99, "happy"], [7, 8, 0.97, false, 0.97, "happy"], [8, 9, 0.92, false, 0.92, "happy"],
  [0, 2, 0.12], [2, 4, 0.24, false, 0.4, "happy"], [1, 1, 0.22], [3, 2, 0.15], [5, 4, 0.07, false, undefined, "unhappy"], [9, 4, 0.71, false, 0.7], [8, 3, 0.03, true, undefined, "exception"],
  [0, "left", 0.47], [1, "left", 0.15], [2, "left", 0.42], [3, "left", 0.36], [4, "left", 0.23, false, 0.1, "unhappy"], [5, "left", 0.09], [6, "left", 0.01], [7, "left", 0.03], [8, "left", 0.05], [9, "left", 0.29],
];
const idOf = (end: number | string): string => (typeof end === "number" ? `s${end}` : end);

export const move = (source: number, target: number | string): string => `${idOf(source)}-${idOf(target)}`;

export function kit(more: Value[][] = [], outcomes: Value[][] = []): WireDoc {
  const rows = MOVES.map(([from, to, share, assumed, planned, variant]): Value[] => [move(from, to), idOf(from), idOf(to), share, null, assumed === true ? true : null, planned ?? null, (variant ? [variant] : null) as Value]);
  return {
    kind: "map", title: "Meal kit (made up)", note: "", meta: {}, runs: null,
    tables: {
      stages: { columns: ["id", "name"], rows: ["discover", "compare", "subscribe", "receive", "stay"].map((id) => [id, `${(id[0] ?? "").toUpperCase()}${id.slice(1)}`]) },
      steps: { columns: ["id", "name", "stage", "emotion"], rows: NAMES.map((name, i) => [`s${i}`, name, STAGES[i] ?? null, (i % 3) - 1]) },
      lanes: { columns: ["id", "name", "hint", "kind", "role", "column", "domain", "readonly"], rows: [["pains", "Pain points", null, "cards", "pain_points", null, null, false], ["paths", "Paths", "moves between steps", "paths", "paths", null, null, true], ["emotion", "Emotion", null, "emotion", "emotion", "emotion", [-2, 2] as unknown as Value, false]] },
      cards: { columns: ["id", "step", "lane", "text"], rows: [["c1", "s0", "pains", "Reviews contradict"], ["c2", "s4", "pains", "Needs an account"]] },
      transitions: { columns: ["id", "source", "target", "probability", "count", "assumed", "planned", "variants"], rows: [...rows, ...more] },
      outcomes: { columns: ["id", "success"], rows: outcomes },
    },
  };
}
