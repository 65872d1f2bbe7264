import { describe, expect, it } from "vitest";
import { chance } from "../../model/chance";
import { apart, type Place } from "../../../src/views/matrix/apart";
import { placeLabels } from "../../../src/views/matrix/labels";
import { readRanks } from "../../../src/views/matrix/ranks";
import { axisOf, cornerName, nice, shareOf, valueAt } from "../../../src/views/matrix/scale";

describe("an axis", () => {
  it("shows all values, in steps people write", () => {
    expect(axisOf("work", [1, 8])).toMatchObject({ low: 0, high: 10, step: 0.25 });
    expect(axisOf("impact", [2.5])).toMatchObject({ high: 3, step: 0.1 });
    expect(axisOf("impact", [4])).toMatchObject({ high: 10 });
    expect(axisOf("impact", [40])).toMatchObject({ high: 50 });
    expect(axisOf("severity", [])).toMatchObject({ low: 1, high: 5, step: 1 });
    expect(axisOf("reach", [-5, 12_000])).toMatchObject({ low: -5, high: 20_000 });
  });

  it("does not shrink under what is moved", () => expect(axisOf("work", [1], 50).high).toBe(50));

  it("gives back the value it was asked for", () => {
    for (const column of ["work", "impact", "severity", "effort", "reach"]) {
      const axis = axisOf(column, []);
      for (let at = 0; at <= 20; at++) {
        const value = valueAt(axis, at / 20);
        expect(valueAt(axis, shareOf(axis, value))).toBe(value);
        expect(value).toBeGreaterThanOrEqual(axis.low);
        expect(value).toBeLessThanOrEqual(axis.high);
      }
    }
    expect([nice(1), nice(1.2), nice(30), nice(0.3)]).toEqual([1, 2, 50, 0.5]);
  });
});

describe("corners", () => {
  it("are named by cost and worth, whichever axis is which", () => {
    expect(cornerName("work", "impact", false, true)).toBe("Quick wins");
    expect(cornerName("ease", "impact", true, true)).toBe("Quick wins");
    expect(cornerName("reach", "effort", true, false)).toBe("Quick wins");
    expect(cornerName("effort", "impact", true, false)).toBe("Think twice");
    expect(cornerName("reach", "impact", true, false)).toBe("Low impact, high reach");
    expect(cornerName("work", "effort", true, true)).toBe("High effort, high work");
  });
});

describe("names of points", () => {
  it("hide no point and no other name", () => {
    const spots = Array.from({ length: 30 }, (_, i) => ({ id: String(i), x: 40 + ((i * 97) % 520), y: 30 + ((i * 61) % 320), text: "An opportunity" }));
    const sides = placeLabels(spots, 600, 380);
    expect(sides.size).toBe(30);
    expect([...sides.values()].some((side) => side !== "hidden")).toBe(true);
    const alone = placeLabels([{ id: "a", x: 590, y: 20, text: "Long enough a name" }], 600, 380);
    expect(alone.get("a")).toBe("left");
    const twins = placeLabels([{ id: "a", x: 300, y: 200, text: "One" }, { id: "b", x: 300, y: 200, text: "Two" }], 600, 380);
    expect(twins.get("a")).not.toBe(twins.get("b"));
  });
});

describe("points that would cover each other", () => {
  const nearest = (places: readonly Place[]): number =>
    Math.min(...places.flatMap((a, i) => places.slice(i + 1).map((b) => Math.hypot(a.x - b.x, a.y - b.y))));

  it("part, stay inside, and are the same whatever the order", () => {
    for (let seed = 0; seed < 40; seed++) {
      const c = chance(seed);
      const points = Array.from({ length: 2 + c.below(12) }, (_, i) => ({ id: `p${i}`, x: 13 + c.below(8) * 30, y: 13 + c.below(6) * 30 }));
      const placed = [...apart(points, 300, 220).values()];
      expect(nearest(placed)).toBeGreaterThan(20);
      expect(placed.every(({ x, y }) => x >= 13 && x <= 287 && y >= 13 && y <= 207)).toBe(true);
      const turned = apart([...points].reverse(), 300, 220);
      placed.forEach((one) => {
        expect(turned.get(one.id)?.x).toBeCloseTo(one.x, 6);
        expect(turned.get(one.id)?.y).toBeCloseTo(one.y, 6);
      });
    }
  });

  it("move no further than needed, and not those with room or in a hand", () => {
    const far = [{ id: "a", x: 50, y: 50 }, { id: "b", x: 80, y: 50 }];
    expect([...apart(far, 300, 200).values()]).toEqual(far);
    const near = apart([{ id: "a", x: 50, y: 50 }, { id: "b", x: 60, y: 50 }, { id: "c", x: 200, y: 100 }], 300, 200);
    expect([near.get("a")?.x, near.get("b")?.x, near.get("c")?.x]).toEqual([42, 68, 200]);
    expect(apart([{ id: "a", x: 50, y: 50 }, { id: "b", x: 60, y: 50 }], 300, 200, "a").get("a")).toEqual({ id: "a", x: 50, y: 50 });
  });
});

describe("what Python answered", () => {
  it("is read with care", () => {
    expect(readRanks(null).rows.size).toBe(0);
    const read = readRanks({ rows: [{ id: 1, score: "x", rank: 2, missing: "reach, work" }, null], methods: ["rice"] });
    expect(read.rows.get("1")).toEqual({ id: "1", score: null, rank: 2, low: null, high: null, missing: ["reach", "work"] });
    expect(read.methods).toEqual(["rice"]);
    const both = readRanks({ rows: [], problem: "No lane", improvements: [{ id: "chat", rank: 1, score: 2, missing: [] }] });
    expect([both.rows.get("improvements/chat")?.rank, both.problem]).toEqual([1, "No lane"]);
  });
});
