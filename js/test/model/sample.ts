/** A made-up map, small enough to read, with every kind of lane. */
import type { Value, WireDoc, WireTable } from "../../src/model/types";

function table(columns: string, ...rows: Value[][]): WireTable {
  return { columns: columns.split(" "), rows };
}

export function sampleWire(): WireDoc {
  return {
    kind: "map",
    title: "Meal kit (made up)",
    note: "",
    tables: {
      stages: table("id name", ["discover", "Discover"], ["later", "Later"], ["pay", "Pay"]),
      steps: table(
        "id name stage emotion share tags notes truth takes",
        ["ad", "Sees a post", "discover", 1, 0.41, ["web", "mail"], "Scrolls\n\nTaps", true, 120],
        ["reviews", "Reads reviews", "discover", null, 0.63, null, null, false, null],
        ["checkout", "Pays", "pay", -1.5, 1, ["web"], "Types", null, 4800],
        ["receipt", "Gets a receipt", "pay", 0.5, null, [], "Reads", true, 30],
      ),
      lanes: {
        columns: ["id", "name", "kind", "column", "many", "domain", "readonly", "visible", "format"],
        rows: [
          ["pains", "Pain points", "cards", null, null, null, null, true],
          ["gains", "Gains", "cards", null, null, null, null, true],
          ["notes", "Notes", "text", "notes", "lines", null, null, true],
          ["tags", "Tags", "chips", "tags", "list", null, null, true],
          ["emotion", "Emotion", "emotion", "emotion", null, [-2, 2] as unknown as Value, null, true],
          ["share", "Pass-through share", "number", "share", null, [0, 1] as unknown as Value, null, true, "percent"],
          ["truth", "Moment of truth", "flag", "truth", null, null, null, true],
          ["takes", "Takes", "duration", "takes", null, null, null, true],
          ["name", "Fixed", "text", "name", null, null, true, false],
        ],
      },
      cards: table(
        "id step lane text severity",
        ["c1", "ad", "pains", "Too many ads", 2],
        ["c2", "ad", "pains", "Loud", null],
        ["c3", "checkout", "pains", "Slow", 5],
        ["c4", "ad", "gains", "Fun", null],
      ),
    },
    runs: [["discover", 2], ["pay", 2]],
  };
}
