import { describe, expect, it } from "vitest";
import { readDoc } from "../../src/model/document";
import { movesIn, variantsIn } from "../../src/model/moves";
import type { Value, WireDoc } from "../../src/model/types";

function docOf(variants: Value[]): ReturnType<typeof readDoc> {
  const steps = variants.map((_, i) => [`s${i}`, `Step ${i}`, null] as Value[]);
  const moves = variants.map((told, i) => [`m${i}`, `s${i}`, `s${i + 1}`, 1, told] as Value[]);
  const empty = { columns: ["id"], rows: [] };
  const tables = {
    stages: empty, lanes: empty, cards: empty,
    steps: { columns: ["id", "name", "stage"], rows: [...steps, [`s${variants.length}`, "End", null]], size: variants.length + 1, from: 0 },
    transitions: { columns: ["id", "source", "target", "probability", "variants"], rows: moves },
  };
  return readDoc({ kind: "map", title: "", note: "", tables, runs: null } as WireDoc);
}

describe("the named ways of a map", () => {
  it("are one where they differ in capitals alone, as first written", () => {
    expect(variantsIn(docOf([["Happy"], ["happy", "exception"], ["HAPPY "]]))).toEqual(["Happy", "exception"]);
  });

  it("are read from lists and from a text with commas", () => {
    expect(movesIn(docOf(["happy, exception", ["unhappy"], null])).map((one) => one.variants)).toEqual([["happy", "exception"], ["unhappy"], []]);
  });
});
