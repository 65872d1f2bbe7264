import { describe, expect, it } from "vitest";
import { board, slotAt, slotOf, slotsBetween, slotUnder } from "../../src/layout/board";
import { LEAST, MOST, timeIn, timeScale } from "../../src/layout/times";
import { uneven } from "../../src/layout/uneven";
import { readDoc } from "../../src/model/document";
import type { Doc, Value } from "../../src/model/types";
import { chance } from "../model/chance";
import { sampleWire } from "../model/sample";

/** Steps with these times in seconds; a list is the time and the waiting. */
function timed(times: readonly (number | null | readonly [number | null, number])[]): Doc {
  const wire = sampleWire();
  const rows = times.map((time, i): Value[] => [`s${i}`, `Step ${i}`, "discover", ...((Array.isArray(time) ? time : [time, null]) as Value[])]);
  wire.tables.steps = { columns: ["id", "name", "stage", "duration", "wait"], rows };
  wire.runs = null;
  return readDoc(wire);
}

describe("columns in proportion to time", () => {
  it("takes the median as a normal column, and says what has no room", () => {
    const scale = timeScale(timed([60, 120, 120, 240, 86400, null]));
    expect(scale?.unit).toBe(120);
    expect([...(scale?.shares ?? [])]).toEqual([["s0", LEAST], ["s1", 1], ["s2", 1], ["s3", 2], ["s4", MOST]]);
    expect([scale?.wider, scale?.narrower]).toEqual([["Step 0"], ["Step 4"]]);
  });

  it("counts the waiting, the middle of a range, and nothing below nothing", () => {
    expect(timeIn({ id: "a", duration: 60, wait: 30 })).toBe(90);
    expect(timeIn({ id: "a", wait: 30 })).toBe(30);
    expect(timeIn({ id: "a", duration_low: 10, duration_high: 30 })).toBe(20);
    expect(timeIn({ id: "a", duration: -5, wait: 30 })).toBe(30);
    expect(timeIn({ id: "a" })).toBeNull();
  });

  it("has no scale where no step says its time", () => {
    expect(timeScale(timed([null, null, 0]))).toBeNull();
    expect(timeScale(timed([]))).toBeNull();
  });
});

describe("a board with columns of their own width", () => {
  it("agrees with itself at any widths, folds and places", () => {
    for (let seed = 1; seed <= 200; seed++) {
      const c = chance(seed);
      const doc = timed(Array.from({ length: 1 + c.below(12) }, () => (c.maybe(0.3) ? null : c.next() * 10_000)));
      const collapsed = c.maybe(0.3) ? new Set(["discover"]) : new Set<string>();
      const viewport = 148 + c.below(2500);
      const shares = timeScale(doc)?.shares ?? null;
      const options = { viewport, columnWidth: 100, collapsed };
      const plan = shares ? uneven(board(doc, options), shares, options) : board(doc, options);
      const slots = slotsBetween(plan, 0, 1e9);
      expect(slots).toHaveLength(plan.slots);
      let x = 0;
      for (const [index, slot] of slots.entries()) {
        expect(slot.index).toBe(index);
        expect(slot.x).toBeCloseTo(x, 6);
        x += slot.width;
        if (slot.kind !== "step") continue;
        expect(slot.width).toBeCloseTo(plan.column * (shares?.get(slot.id ?? "") ?? 1), 6);
        expect(slotOf(plan, slot.position)).toEqual(slot);
        const inside = slot.x + c.next() * 0.98 * slot.width;
        expect(slotUnder(plan, inside)?.index).toBe(index);
        expect(slotsBetween(plan, inside, inside + 1e-3).map((one) => one.index)).toEqual([index]);
      }
      expect(plan.width).toBeCloseTo(x, 6);
      expect(plan.column).toBeGreaterThanOrEqual(100);
      if (collapsed.size === 0) expect(plan.width).toBeGreaterThanOrEqual(viewport - 148 - 1e-6);
      expect([slotUnder(plan, -50)?.index, slotUnder(plan, 1e9)?.index]).toEqual([0, plan.slots - 1]);
      expect(slotAt(plan, plan.slots)).toBeNull();
    }
  });

  it("is the equal board where all shares are one", () => {
    const doc = timed([5, 5, 5]);
    const options = { viewport: 148 + 411, columnWidth: 100 };
    const even = board(doc, options);
    const same = uneven(even, new Map(), options);
    expect(slotsBetween(same, 0, 1e9).map(({ x, width }) => [x, width])).toEqual(slotsBetween(even, 0, 1e9).map(({ x, width }) => [x, width]));
    for (const x of [0, 50, 136.99, 137, 200, 400]) expect(slotUnder(same, x)?.index).toBe(slotUnder(even, x)?.index);
  });
});
