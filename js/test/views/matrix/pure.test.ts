import { describe, expect, it } from "vitest";
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

describe("what Python answered", () => {
  it("is read with care", () => {
    expect(readRanks(null).rows.size).toBe(0);
    const read = readRanks({ rows: [{ id: 1, score: "x", rank: 2, missing: "reach, work" }, null], methods: ["rice"] });
    expect(read.rows.get("1")).toEqual({ id: "1", score: null, rank: 2, low: null, high: null, missing: ["reach", "work"] });
    expect(read.methods).toEqual(["rice"]);
  });
});
