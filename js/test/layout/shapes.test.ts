import { describe, expect, it } from "vitest";
import { bar } from "../../src/layout/bars";
import { area, curve, nudge, scaleY, snap, stepOf, tone, valueAt, type Point } from "../../src/layout/curve";
import { hiddenLanes, laneBoxes, laneHeight, visibleLanes } from "../../src/layout/lanes";
import { readDoc } from "../../src/model/document";
import { apply } from "../../src/model/edits";
import { chance } from "../model/chance";
import { sampleWire } from "../model/sample";

const numbers = (path: string): number[] => (path.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);

describe("the curve", () => {
  it("goes through its points, with a gap between two lines", () => {
    const path = curve([[{ x: 0, y: 10 }, { x: 30, y: 40 }], [], [{ x: 60, y: 5 }]]);
    expect(path).toBe("M0,10C10,20 20,30 30,40M60,5");
    expect(area([[{ x: 0, y: 10 }, { x: 30, y: 40 }], [{ x: 60, y: 5 }]], 50)).toBe("M0,50L0,10C10,20 20,30 30,40L30,50Z");
  });

  it("never leaves the two points it runs between, for 300 random lines", () => {
    const c = chance(23);
    for (let i = 0; i < 300; i++) {
      let x = 0;
      const points: Point[] = Array.from({ length: 2 + c.below(8) }, () => ({ x: (x += 5 + c.below(90)), y: c.below(200) }));
      const all = numbers(curve([points]));
      points.slice(1).forEach((to, k) => {
        const from = points[k] as Point;
        const bends = [all[2 + k * 6 + 1], all[2 + k * 6 + 3]] as number[];
        for (const y of bends) {
          expect(y).toBeGreaterThanOrEqual(Math.min(from.y, to.y) - 0.01);
          expect(y).toBeLessThanOrEqual(Math.max(from.y, to.y) + 0.01);
        }
      });
    }
  });

  it("turns values into heights and back", () => {
    const y = scaleY([-2, 2], 100);
    expect([2, 0, -2, 9, -9].map(y)).toEqual([0, 50, 100, 0, 100]);
    expect([0, 50, 100, 400].map((one) => valueAt([-2, 2], 100, one))).toEqual([2, 0, -2, -2]);
    expect(scaleY([3, 3], 100)(3)).toBe(100);
  });

  it("has a tone, a step for the keyboard, and no rounding dust", () => {
    expect([-1, 0, 0.1, 1].map((value) => tone(value, [-2, 2]))).toEqual(["low", "mid", "mid", "high"]);
    expect([1, 3, 5].map((value) => tone(value, [1, 5]))).toEqual(["low", "mid", "high"]);
    expect([[-2, 2], [0, 100], [0, 1], [1, 5]].map((domain) => stepOf(domain as [number, number]))).toEqual([0.1, 1, 0.01, 0.1]);
    expect(nudge(0.2, 1, [-2, 2])).toBe(0.3);
    expect(nudge(1.95, 3, [-2, 2])).toBe(2);
    expect(nudge(0.25, 1, [-2, 2])).toBe(0.35);
    expect(snap(0.7300001, [-2, 2])).toBe(0.7);
    expect(snap(-9, [-2, 2])).toBe(-2);
  });
});

describe("bars", () => {
  it.each([
    [0.25, [0, 1], { from: 0, to: 0.25, tone: "", over: false }],
    [-31, [-100, 100], { from: 0.345, to: 0.5, tone: "neg" }],
    [50, [-100, 100], { from: 0.5, to: 0.75, tone: "pos" }],
    [7, [0, 5], { from: 0, to: 1, over: true }],
    [-3, [-4, 0], { from: 0.25, to: 1, base: 1 }],
    [4, [4, 4], { from: 0, to: 0 }],
  ] as const)("%s in %j", (value, domain, expected) => expect(bar(value, domain)).toMatchObject(expected));
});

describe("lanes", () => {
  const doc = readDoc(sampleWire());

  it("stand under one another, the hidden ones apart", () => {
    expect(hiddenLanes(doc).map(({ id }) => id)).toEqual(["name"]);
    const boxes = laneBoxes(doc, new Map([["pains", 200], ["takes", 10]]));
    expect(boxes).toHaveLength(visibleLanes(doc).length);
    expect(boxes[0]).toMatchObject({ y: 0, height: 200, fixed: false });
    boxes.slice(1).forEach((box, i) => expect(box.y).toBe((boxes[i]?.y ?? 0) + (boxes[i]?.height ?? 0)));
  });

  it("keep the height a person gave them", () => {
    const set = apply(doc, [{ op: "set", table: "lanes", id: "pains", column: "height", value: 90 }]);
    expect(laneBoxes(set, new Map([["pains", 200]]))[0]).toMatchObject({ height: 90, fixed: true });
    expect(laneHeight({ id: "x", kind: "of another time" })).toBe(70);
  });
});
