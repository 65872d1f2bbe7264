import { describe, expect, it } from "vitest";
import { bandsBetween, board, neighbours, slotAt, slotOf, slotOfStep, slotsBetween, type Slot } from "../../src/layout/board";
import { readDoc } from "../../src/model/document";
import type { Doc, WireDoc } from "../../src/model/types";
import { chance } from "../model/chance";
import { sampleWire } from "../model/sample";

const doc = readDoc(sampleWire());
const plain = { viewport: 148, columnWidth: 100 };

function big(size: number, runs: WireDoc["runs"], from = 0, count = 3): Doc {
  const wire = sampleWire();
  const rows = Array.from({ length: count }, (_, i) => [`s${from + i}`, "discover"]);
  wire.tables.steps = { columns: ["id", "stage"], size, from, rows };
  wire.runs = runs;
  return { ...readDoc(wire), runs };
}

const brief = (slot: Slot | null): unknown =>
  slot && [slot.kind, slot.stage, slot.x, slot.width, slot.kind === "step" ? slot.position : slot.kind === "collapsed" ? slot.count : 0];

describe("a board", () => {
  it("has a column a step, and one for a stage without steps where it belongs", () => {
    const plan = board(doc, plain);
    expect(slotsBetween(plan, 0, 1e9).map(brief)).toEqual([
      ["step", "discover", 0, 100, 0],
      ["step", "discover", 100, 100, 1],
      ["stub", "later", 200, 100, 0],
      ["step", "pay", 300, 100, 2],
      ["step", "pay", 400, 100, 3],
    ]);
    expect(plan).toMatchObject({ width: 500, slots: 5, clipped: 0, rail: 148 });
    expect(bandsBetween(plan, 150, 350)).toMatchObject([
      { stage: "discover", x: 150, width: 50, start: 0, end: 200, count: 2, first: 0 },
      { stage: "later", kind: "stub", x: 200, width: 100, count: 0, first: 2 },
      { stage: "pay", x: 300, width: 50, count: 2, first: 2 },
    ]);
  });

  it("stretches to fill the room, but not what is collapsed", () => {
    const wide = board(doc, { viewport: 1148, columnWidth: 100 });
    expect([wide.column, wide.width]).toEqual([200, 1000]);
    const folded = board(doc, { viewport: 1148, columnWidth: 100, collapsed: new Set(["pay"]), collapsedWidth: 40 });
    expect(folded).toMatchObject({ column: 320, width: 1000, slots: 4 });
    expect(brief(slotOf(folded, 3))).toEqual(["collapsed", "pay", 960, 40, 2]);
  });

  it("finds a step by its position, its id, its index; nothing beyond the ends", () => {
    const plan = board(doc, plain);
    expect(brief(slotOf(plan, 2))).toEqual(["step", "pay", 300, 100, 2]);
    expect(slotOfStep(plan, "receipt")?.index).toBe(4);
    expect(slotAt(plan, 2)?.kind).toBe("stub");
    expect([slotAt(plan, -1), slotAt(plan, 5), slotOf(plan, 4), slotOf(plan, -1), slotOfStep(plan, "gone")]).toEqual([null, null, null, null, null]);
    const { before, after } = neighbours(plan, slotAt(plan, 0) as Slot);
    expect([before, after?.index]).toEqual([null, 1]);
  });

  it("is nothing where there is nothing", () => {
    const wire = sampleWire();
    for (const name of ["stages", "steps", "cards"] as const) wire.tables[name].rows = [];
    const plan = board(readDoc({ ...wire, runs: [] }), plain);
    expect([plan.slots, plan.width, slotsBetween(plan, 0, 900), bandsBetween(plan, 0, 900)]).toEqual([0, 0, [], []]);
  });

  it("takes a million steps without an object for each, and says what no browser could show", () => {
    const plan = board(big(1_000_000, [["discover", 400_000], ["pay", 600_000]]), { viewport: 1000 });
    expect(plan.segments.length).toBe(1);
    expect(plan.width).toBeLessThan(30_000_000);
    expect(plan.clipped).toBe(1_000_000 - plan.slots);
    expect(slotsBetween(plan, 5_000_000, 5_001_000).length).toBeLessThan(9);
    expect(slotOf(plan, 999_999)).toBeNull();
  });

  it("draws bands from the steps that are here where the runs are not known", () => {
    const plan = board(big(5000, null, 10, 3), plain);
    expect(slotsBetween(plan, 900, 1400).map((slot) => [slot.stage, slot.kind === "step" ? slot.id : 0])).toEqual([
      [null, undefined], ["discover", "s10"], ["discover", "s11"], ["discover", "s12"], [null, undefined],
    ]);
    expect(bandsBetween(plan, 900, 1400)).toMatchObject([{ stage: "discover", x: 1000, width: 300, count: 3, first: 10 }]);
  });

  it("agrees with itself: every slot between two places is the slot of its index, side by side, for 200 boards", () => {
    const c = chance(17);
    for (let i = 0; i < 200; i++) {
      const runs = Array.from({ length: c.below(6) }, () => [c.pick(["discover", "later", "pay", null, "x"]), 1 + c.below(5)] as [string | null, number]);
      const size = runs.reduce((sum, [, count]) => sum + count, 0);
      const plan = board(big(size, runs, 0, 0), { viewport: c.below(2000), collapsed: new Set(c.maybe(0.5) ? ["pay"] : []) });
      const slots = slotsBetween(plan, 0, plan.width + 1);
      expect(slots.map((slot) => slot.index)).toEqual(slots.map((_, at) => at));
      slots.forEach((slot, at) => {
        expect(slotAt(plan, at)).toEqual(slot);
        expect(slot.x).toBeCloseTo(at === 0 ? 0 : (slots[at - 1] as Slot).x + (slots[at - 1] as Slot).width);
        if (slot.kind === "step") expect(slotOf(plan, slot.position)).toEqual(slot);
      });
      const [x0, x1] = [c.below(plan.width + 1), c.below(plan.width + 1)].sort((a, b) => a - b) as [number, number];
      const inside = slotsBetween(plan, x0, x1).map(({ index }) => index);
      expect(inside).toEqual(x0 < x1 ? slots.filter(({ x, width }) => x < x1 - 1e-6 && x + width > x0 + 1e-6).map(({ index }) => index) : []);
      expect(bandsBetween(plan, 0, plan.width).reduce((sum, band) => sum + band.count, 0)).toBe(size);
    }
  });
});
