/** A small journey for the tests of the views. Everything in it is made up. */
import type { Value, WireDoc } from "../../src/model/types";

const laneColumns = ["id", "name", "kind", "role", "side", "column", "visible", "options", "domain", "many", "readonly"];

export function journey(steps = 4): WireDoc {
  const stage = (i: number): string => (i < steps / 2 ? "find" : "buy");
  const row = (i: number): Value[] => [`s${i}`, `Step ${i}`, stage(i), i === 1 ? null : i / 4 - 1, i * 10, i % 2 === 0, "web", `Does ${i}`];
  return {
    kind: "map",
    title: "Made up",
    note: "Read as a map.",
    tables: {
      stages: { columns: ["id", "name"], rows: [["find", "Find"], ["buy", "Buy"]] },
      steps: { columns: ["id", "name", "stage", "emotion", "count", "ok", "channel", "actions"], rows: Array.from({ length: steps }, (_, i) => row(i)) },
      lanes: {
        columns: laneColumns,
        rows: [
          ["actions", "Actions", "text", "actions", "customer", "actions", true, null, null, null, false],
          ["pains", "Pain points", "cards", "pain_points", "customer", null, true, null, null, null, false],
          ["emotion", "Emotion", "emotion", "emotion", "customer", "emotion", true, null, [-2, 2] as unknown as Value, null, false],
          ["count", "Count", "number", "metric", "customer", "count", true, null, [0, 100] as unknown as Value, null, false],
          ["ok", "Done", "flag", "other", "customer", "ok", true, null, null, null, false],
          ["channel", "Channel", "chips", "channels", "frontstage", "channel", true, ["web", "app"], null, null, false],
          ["fixed", "Fixed", "text", "other", "frontstage", "count", true, null, null, null, true],
        ],
      },
      cards: { columns: ["id", "step", "lane", "text", "severity"], rows: [["c1", "s0", "pains", "Slow", 4], ["c2", "s0", "pains", "<b>Dear</b>", null]] },
    },
    runs: null,
  };
}
