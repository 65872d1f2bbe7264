import { describe, expect, it } from "vitest";
import { readDoc } from "../../src/model/document";
import { slides } from "../../src/views/presenter/slides";
import { clock, crossed, current, passed, readItems, total } from "../../src/views/timer/time";
import { ordered, readBallot, readTold, spent } from "../../src/views/vote/told";

const ITEMS = [{ name: "Personas", minutes: 10 }, { name: "Stages", minutes: 20 }];

describe("a timer", () => {
  it("counts from when it was started and stands still otherwise", () => {
    expect(passed({ elapsed: 5, since: 0 }, 1e9)).toBe(5);
    expect(passed({ elapsed: 5, since: 100 }, 160)).toBe(65);
    expect(passed({ elapsed: 5, since: 100 }, 90)).toBe(5);
    expect(total(ITEMS)).toBe(1800);
  });
  it("names the item that is on, the last one when time is over", () => {
    expect(current(ITEMS, 0)).toEqual({ at: 0, left: 600 });
    expect(current(ITEMS, 600)).toEqual({ at: 1, left: 1200 });
    expect(current(ITEMS, 2000)).toEqual({ at: 1, left: -200 });
    expect(current([], 3)).toEqual({ at: -1, left: -3 });
  });
  it("shows minutes and seconds", () => {
    expect([725, 60, 0, 0.2, -61].map(clock)).toEqual(["12:05", "1:00", "0:00", "0:01", "−1:01"]);
  });
  it("speaks at five minutes, one minute and the end, once", () => {
    expect([[301, 300], [300, 299], [61, 59.9], [0.2, -0.1], [-1, -2], [200, 150]].map(([a, b]) => crossed(a ?? 0, b ?? 0))).toEqual([300, undefined, 60, 0, undefined, undefined]);
  });
  it("reads only items of an agenda", () => {
    expect(readItems([...ITEMS, 3, null, { name: 4, minutes: 1 }, { name: "x", minutes: -1 }])).toEqual(ITEMS);
    expect(readItems("x")).toEqual([]);
  });
});

describe("a vote", () => {
  const choices = [{ id: "a", text: "A", where: "", votes: 1 }, { id: "b", text: "B", where: "", votes: 4 }];
  const told = { title: "Vote", dots: 3, shown: false, voters: 1, given: 2, choices };
  it("stands in the map's order until it is shown", () => {
    expect(ordered(told).map(({ id }) => id)).toEqual(["a", "b"]);
    expect(ordered({ ...told, shown: true }).map(({ id }) => id)).toEqual(["b", "a"]);
  });
  it("reads what fits and nothing else", () => {
    expect(readTold(told)).toBe(told);
    expect([null, 3, {}, { dots: "3", choices }].map(readTold)).toEqual([null, null, null, null]);
    expect(spent(readBallot({ a: 2, b: "x", c: 1 }))).toBe(3);
    expect(readBallot(null)).toEqual({});
  });
});

describe("a presenter", () => {
  const doc = readDoc({
    kind: "map", title: "T", note: "", runs: null,
    tables: {
      stages: { columns: ["id", "name", "goal"], rows: [["s", "Visit", "Eat well"]] },
      steps: { columns: ["id", "stage", "name", "emotion"], rows: [["t1", "s", "Come in", -1], ["t2", null, "Leave", null]], size: 2, from: 0 },
      lanes: { columns: ["id", "name", "kind", "column", "visible"], rows: [["l1", "Emotion", "emotion", "emotion", true], ["l2", "Pains", "cards", null, true], ["l3", "Hidden", "cards", null, false]] },
      cards: { columns: ["id", "step", "lane", "text"], rows: [["c1", "t1", "l2", "Long wait"], ["c2", "t1", "l3", "Secret"]] },
    },
  } as never);
  it("has a slide for each step, with its cards by lane", () => {
    const [first, second] = slides(doc, "step");
    expect(first).toMatchObject({ title: "Come in", above: "Visit", moments: [{ emotion: -1, said: [{ lane: "Pains", texts: ["Long wait"] }] }] });
    expect(second).toMatchObject({ title: "Leave", above: "", moments: [{ emotion: null, said: [] }] });
  });
  it("has one for each stage, and one for steps without", () => {
    expect(slides(doc, "stage").map(({ title, above, moments }) => [title, above, moments.map(({ name }) => name)])).toEqual([["Visit", "Eat well", ["Come in"]], ["…", "", ["Leave"]]]);
  });
});
