import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cardsIn, emptyDoc, mergeRows, positionOf, readDoc, row, rowsOf, value } from "../../src/model/document";
import { apply, placeKey, Refused, touches } from "../../src/model/edits";
import { randomFrom } from "../../src/model/slug";
import type { Doc, WireDoc } from "../../src/model/types";
import { bothWays } from "./both_ways";
import { chance } from "./chance";
import { randomEdit } from "./random_edit";
import { sampleWire } from "./sample";

function long(size: number, from: number, count: number): WireDoc {
  const wire = sampleWire();
  const rows = Array.from({ length: count }, (_, i) => [`s${from + i}`, `Step ${from + i}`, from + i < size / 2 ? "discover" : "pay"]);
  wire.tables.steps = { columns: ["id", "name", "stage"], size, from, rows };
  return { ...wire, runs: [["discover", size / 2], ["pay", size / 2]] };
}

describe("random edits", () => {
  let was: () => number;
  beforeAll(() => (was = randomFrom(chance(7).next)));
  afterAll(() => void randomFrom(was));

  it("can all be undone, redone and sent, 40 in a row from 40 seeds", { timeout: 60_000 }, () => {
    let made = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const c = chance(seed);
      let doc = readDoc(sampleWire());
      for (let i = 0; i < 40; i++) {
        const ops = randomEdit(doc, c);
        made += ops.length;
        doc = bothWays(doc, ops);
        for (const [at, one] of rowsOf(doc, "steps").entries()) expect(positionOf(doc, "steps", one.id)).toBe(at);
      }
      for (const one of rowsOf(doc, "cards")) expect(cardsIn(doc, String(one["step"]), String(one["lane"]))).toContain(one);
    }
    expect(made).toBeGreaterThan(1000);
  });
});

describe("a document of which a part is here", () => {
  const doc = readDoc(long(1000, 0, 10));

  it("keeps sizes and positions over rows it does not hold", () => {
    const more = apply(doc, [{ op: "insert", table: "steps", id: "new", row: { name: "N", stage: "pay" }, before: "s700", at: 700 }]);
    expect(more.tables.steps.size).toBe(1001);
    expect(positionOf(more, "steps", "new")).toBe(700);
    expect(more.runs).toEqual([["discover", 500], ["pay", 501]]);
    const less = apply(more, [{ op: "remove", table: "steps", id: "s3", at: 3 }, { op: "remove", table: "steps", id: "s900", at: 900 }]);
    expect(less.tables.steps.size).toBe(999);
    expect(positionOf(less, "steps", "new")).toBe(699);
    expect(less.runs).toEqual([["discover", 499], ["pay", 500]]);
  });

  it("does nothing to a cell of a row that is not here", () => {
    expect(apply(doc, [{ op: "set", table: "steps", id: "s500", column: "name", value: "X" }])).toBe(doc);
  });

  it("still refuses what is wrong in a table that is whole", () => {
    expect(() => apply(doc, [{ op: "remove", table: "lanes", id: "gone" }])).toThrow(Refused);
  });

  it("takes in a window, and rows that moved meanwhile stand once", () => {
    const rows = [["s9", "Nine"], ["s500", "Five hundred"]];
    const cards = { columns: ["id", "step", "lane", "text"], rows: [["k1", "s500", "pains", "Far"]] };
    const next = mergeRows(doc, 500, { steps: { columns: ["id", "name"], rows }, cards });
    expect(positionOf(next, "steps", "s9")).toBe(500);
    expect(next.tables.steps.order[9]).toBeUndefined();
    expect(cardsIn(next, "s500", "pains").map((card) => card.id)).toEqual(["k1"]);
    expect(cardsIn(next, "ad", "pains")).toHaveLength(2);
    expect(value(next, "steps", "s9", "name")).toBe("Nine");
  });
});

describe("what an edit costs", () => {
  it("shares every row it did not touch, and the order", () => {
    const doc = readDoc(long(10_000, 0, 10_000));
    const next = apply(doc, [{ op: "set", table: "steps", id: "s77", column: "name", value: "X" }]);
    expect(next.tables.steps.order).toBe(doc.tables.steps.order);
    expect(row(next, "steps", "s78")).toBe(row(doc, "steps", "s78"));
    expect(next.tables.cards).toBe(doc.tables.cards);
    expect(value(doc, "steps", "s77", "name")).toBe("Step 77");
  });

  it("keeps the arrays of cells nothing happened in", () => {
    const doc = readDoc(sampleWire());
    const was = cardsIn(doc, "ad", "gains");
    const next = apply(doc, [{ op: "set", table: "cards", id: "c1", column: "text", value: "X" }]);
    expect(cardsIn(next, "ad", "gains")).toBe(was);
    expect(cardsIn(next, "ad", "pains")[0]?.["text"]).toBe("X");
  });

  it("follows hundreds of changes of rows", () => {
    const c = chance(3);
    let doc: Doc = readDoc(long(400, 0, 400));
    for (let i = 0; i < 300; i++) {
      const [one, other] = [c.pick(rowsOf(doc, "steps")).id, c.pick(rowsOf(doc, "steps")).id];
      doc = c.maybe(0.3) ? apply(doc, [{ op: "remove", table: "steps", id: one }]) : apply(doc, [{ op: "move", table: "steps", id: one, before: other }]);
      if (c.maybe(0.3)) doc = apply(doc, [{ op: "insert", table: "steps", id: `new${i}`, row: {}, before: other === one ? null : other }]);
      const probe = c.below(doc.tables.steps.size);
      expect(positionOf(doc, "steps", doc.tables.steps.order[probe] as string)).toBe(probe);
      expect(positionOf(doc, "steps", "gone")).toBe(-1);
    }
    expect(doc.tables.steps.rows.size).toBe(doc.tables.steps.size);
    expect([...doc.tables.steps.rows.keys()].sort()).toEqual([...doc.tables.steps.order].sort());
  });
});

describe("small things", () => {
  it("says which cells an edit writes", () => {
    const ops = [
      { op: "set", table: "steps", id: "a", column: "name", value: 1 },
      { op: "remove", table: "cards", id: "c" },
    ] as const;
    expect(touches(ops)).toEqual([placeKey("steps", "a", "name"), placeKey("cards", "c", "")]);
  });

  it("has an empty document", () => {
    expect(rowsOf(emptyDoc(), "steps")).toEqual([]);
    expect(positionOf(emptyDoc(), "steps", "x")).toBe(-1);
  });
});
