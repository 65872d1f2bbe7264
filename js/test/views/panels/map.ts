/** A small map for the tests of the panels and of what cards carry. Everything in it is made up. */
import type { Value, WireDoc } from "../../../src/model/types";

const lanes: Value[][] = [
  ["pains", "Pain points", "cards", "pain_points", null, null],
  ["front", "Frontstage", "cards", "frontstage", null, null],
  ["emotion", "Emotion", "emotion", "emotion", "emotion", [-2, 2] as unknown as Value],
  ["emotion:ann", "Ann", "emotion", "emotion", "emotion:ann", [-2, 2] as unknown as Value],
  ["emotion:bo", "Bo", "emotion", "emotion", "emotion:bo", [-2, 2] as unknown as Value],
];

export function mapped(meta: Record<string, unknown> = {}): WireDoc {
  return {
    kind: "map", title: "Made up", note: "", meta, runs: null,
    tables: {
      stages: { columns: ["id", "name"], rows: [["find", "Find"], ["buy", "Buy"]] },
      steps: {
        columns: ["id", "name", "stage", "emotion", "emotion:ann", "emotion:bo", "duration", "duration_low", "duration_high", "wait"],
        rows: [["s0", "Looks", "find", 1, 2, 0, 240, 120, 540, 172800], ["s1", "Asks", "find", 0, -1, null, null, null, null, null], ["s2", "Pays", "buy", -2, 1, 1, null, null, null, null], ["s3", "Opens", "buy", 0, 0, 0, null, null, null, null]],
      },
      lanes: { columns: ["id", "name", "kind", "role", "column", "domain"], rows: lanes },
      cards: {
        columns: ["id", "step", "lane", "text", "severity", "until", "author", "shade"],
        rows: [["slow", "s0", "pains", "Slow", 4, null, "model", "dark"], ["dear", "s1", "pains", "<b>Dear</b>", null, null, null, null], ["desk", "s0", "front", "Desk", null, "s2", null, null], ["back", "s2", "front", "Goes back", null, "s0", null, null], ["lost", "s3", "front", "Lost", null, "gone", null, null]],
      },
      personas: { columns: ["id", "name", "colour"], rows: [["ann", "Ann", "#5b7aa8"], ["bo", "Bo", "url(x)"]] },
    },
  };
}
