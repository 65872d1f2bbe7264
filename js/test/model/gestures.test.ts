import { describe, expect, it } from "vitest";
import { cardsIn, readDoc, row, rowsOf, value } from "../../src/model/document";
import * as g from "../../src/model/gestures";
import { items, type Cell } from "../../src/model/items";
import type { Doc, Op, WireDoc } from "../../src/model/types";
import { bothWays } from "./both_ways";
import { sampleWire } from "./sample";

const doc = readDoc(sampleWire());
const cell = (step: string, lane: string): Cell => ({ step, lane });
const texts = (one: Doc, at: Cell): string[] => items(one, at).map(({ text }) => text);
const after = (ops: Op[], one = doc): Doc => bothWays(one, ops);
const steps = (one: Doc): string[] => rowsOf(one, "steps").map(({ id }) => id);
const stages = (one: Doc): string[] => rowsOf(one, "stages").map(({ id }) => id);

function changed(change: (wire: WireDoc) => void): Doc {
  const wire = sampleWire();
  change(wire);
  return readDoc(wire);
}

describe("items", () => {
  it("are cards, lines, entries or one text", () => {
    expect(texts(doc, cell("ad", "pains"))).toEqual(["Too many ads", "Loud"]);
    expect(texts(doc, cell("ad", "notes"))).toEqual(["Scrolls", "Taps"]);
    expect(texts(doc, cell("ad", "tags"))).toEqual(["web", "mail"]);
    expect(texts(doc, cell("ad", "name"))).toEqual(["Sees a post"]);
    expect(texts(doc, cell("reviews", "notes"))).toEqual([]);
    expect(items(doc, cell("ad", "nowhere"))).toEqual([]);
  });
});

describe("gestures on items", () => {
  it.each([
    ["a card", cell("ad", "pains"), ["Too many ads", "Quiet"]],
    ["a line", cell("ad", "notes"), ["Scrolls", "Quiet"]],
    ["an entry", cell("ad", "tags"), ["web", "Quiet"]],
  ])("set %s", (_, at, expected) => {
    expect(texts(after(g.setItem(doc, at, 1, "Quiet")), at)).toEqual(expected);
    expect(g.setItem(doc, at, 1, texts(doc, at)[1] ?? "")).toEqual([]);
    expect(texts(after(g.setItem(doc, at, 1, " ")), at)).toEqual(expected.slice(0, 1));
  });

  it("leave the blank lines of a text where they are", () => {
    expect(value(after(g.setItem(doc, cell("ad", "notes"), 1, "Swipes")), "steps", "ad", "notes")).toBe("Scrolls\n\nSwipes");
  });

  it.each([
    [cell("ad", "pains"), 1, ["Too many ads", "New", "Loud"]],
    [cell("ad", "notes"), 1, ["Scrolls", "New", "Taps"]],
    [cell("ad", "tags"), undefined, ["web", "mail", "New"]],
    [cell("receipt", "tags"), undefined, ["New"]],
    [cell("reviews", "tags"), 0, ["New"]],
    [cell("reviews", "notes"), undefined, ["New"]],
    [cell("reviews", "gains"), 3, ["New"]],
  ])("add to %j at %s", (at, index, expected) => {
    expect(texts(after(g.addItem(doc, at, "New", index)), at)).toEqual(expected);
  });

  it("remove the last of a text and leave nothing, of a list an empty list's nothing", () => {
    expect(value(after(g.removeItem(doc, cell("checkout", "notes"), 0)), "steps", "checkout", "notes")).toBeNull();
    expect(value(after(g.removeItem(doc, cell("checkout", "tags"), 0)), "steps", "checkout", "tags")).toBeNull();
    expect(g.removeItem(doc, cell("checkout", "tags"), 4)).toEqual([]);
  });

  it("duplicate, a card with all its columns", () => {
    const next = after(g.duplicateItem(doc, cell("ad", "pains"), 0));
    const cards = cardsIn(next, "ad", "pains");
    expect(cards.map((card) => [card["text"], card["severity"] ?? null])).toEqual([["Too many ads", 2], ["Too many ads", 2], ["Loud", null]]);
    expect(texts(after(g.duplicateItem(doc, cell("ad", "notes"), 0)), cell("ad", "notes"))).toEqual(["Scrolls", "Scrolls", "Taps"]);
  });

  it.each([
    ["within cards, down", cell("ad", "pains"), 0, cell("ad", "pains"), 2, [], ["Loud", "Too many ads"]],
    ["within cards, up", cell("ad", "pains"), 1, cell("ad", "pains"), 0, [], ["Loud", "Too many ads"]],
    ["within a text", cell("ad", "notes"), 0, cell("ad", "notes"), 2, [], ["Taps", "Scrolls"]],
    ["within a list", cell("ad", "tags"), 1, cell("ad", "tags"), 0, [], ["mail", "web"]],
    ["cards to cards", cell("ad", "pains"), 0, cell("checkout", "pains"), 0, ["Loud"], ["Too many ads", "Slow"]],
    ["cards to a text", cell("ad", "pains"), 1, cell("ad", "notes"), 1, ["Too many ads"], ["Scrolls", "Loud", "Taps"]],
    ["a text to cards", cell("ad", "notes"), 0, cell("ad", "pains"), 1, ["Taps"], ["Too many ads", "Scrolls", "Loud"]],
    ["a list to a text", cell("ad", "tags"), 0, cell("reviews", "notes"), 0, ["mail"], ["web"]],
    ["a text to the next step", cell("ad", "notes"), 1, cell("checkout", "notes"), 1, ["Scrolls"], ["Types", "Taps"]],
  ] as const)("move %s", (_, from, index, to, gap, left, arrived) => {
    const next = after(g.moveItem(doc, from, index, to, gap));
    expect(texts(next, to)).toEqual(arrived);
    if (from.step !== to.step || from.lane !== to.lane) expect(texts(next, from)).toEqual(left);
  });

  it("do nothing where a thing is dropped on its own place, on a number or where nobody may write", () => {
    expect(g.moveItem(doc, cell("ad", "pains"), 0, cell("ad", "pains"), 0)).toEqual([]);
    expect(g.moveItem(doc, cell("ad", "pains"), 0, cell("ad", "pains"), 1)).toEqual([]);
    expect(g.moveItem(doc, cell("ad", "pains"), 0, cell("ad", "emotion"), 0)).toEqual([]);
    expect(g.moveItem(doc, cell("ad", "pains"), 0, cell("ad", "name"), 0)).toEqual([]);
    expect(g.moveItem(doc, cell("ad", "name"), 0, cell("ad", "pains"), 0)).toEqual([]);
    expect(g.addItem(doc, cell("ad", "share"), "x")).toEqual([]);
  });

  it("never write a cut or a locked text back", () => {
    const held = changed((wire) => {
      (wire.tables.steps.rows[0] as unknown[])[6] = { $: "cut", v: "Begin", length: 9000 };
      (wire.tables.steps.rows[2] as unknown[])[6] = { $: "locked", v: "<object>" };
    });
    const [cut, locked] = [cell("ad", "notes"), cell("checkout", "notes")];
    expect(items(held, cut)).toMatchObject([{ text: "Begin", cut: true }]);
    expect(items(held, locked)).toMatchObject([{ text: "<object>", locked: true }]);
    for (const at of [cut, locked]) {
      const tries = [g.addItem(held, at, "x"), g.setItem(held, at, 0, "x"), g.removeItem(held, at, 0), g.duplicateItem(held, at, 0)];
      expect([...tries, g.moveItem(held, at, 0, cell("ad", "pains"), 0)].flat()).toEqual([]);
    }
    expect(g.setValue(held, cut, "The whole, read first")).toHaveLength(1);
    expect(g.clearCells(held, [locked])).toEqual([]);
  });
});

describe("gestures on cells", () => {
  it("send what was typed into numbers and times as it was typed", () => {
    expect(g.setValue(doc, cell("ad", "takes"), " 4 min ")).toMatchObject([{ value: { $: "typed", v: "4 min" } }]);
    expect(g.setValue(doc, cell("ad", "takes"), "")).toMatchObject([{ value: null }]);
    expect(g.setValue(doc, cell("ad", "emotion"), 1)).toEqual([]);
    expect(g.setValue(doc, cell("ad", "truth"), false)).toMatchObject([{ column: "truth", value: false }]);
    expect(g.setValue(doc, cell("ad", "notes"), "a\r\nb")).toMatchObject([{ value: "a\nb" }]);
    expect(g.setValue(doc, cell("ad", "tags"), "a\n\nb")).toMatchObject([{ value: ["a", "b"] }]);
    expect(g.setValue(doc, cell("ad", "pains"), "a")).toEqual([]);
  });

  it("empty and fill rectangles", () => {
    const cells = [cell("ad", "pains"), cell("ad", "notes"), cell("checkout", "emotion"), cell("ad", "name"), cell("reviews", "tags")];
    const empty = after(g.clearCells(doc, cells));
    expect(cells.map((one) => texts(empty, one).length)).toEqual([0, 0, 0, 1, 0]);
    const full = bothWays(doc, g.fillCells(doc, [cell("ad", "pains"), cell("reviews", "pains"), cell("ad", "tags")], "Same"));
    expect(texts(full, cell("reviews", "pains"))).toEqual(["Same"]);
    expect(cardsIn(full, "ad", "pains")[0]).toMatchObject({ id: "c1", text: "Same", severity: 2 });
    expect(texts(full, cell("ad", "tags"))).toEqual(["Same"]);
  });
});

describe("gestures on steps and stages", () => {
  it("add a step where it was asked for", () => {
    const at = (stage: string | null, before: string | null): string[] => steps(after(g.addStep(doc, { stage, before, name: "Opens App!" })));
    expect(at("discover", "reviews")).toEqual(["ad", "opens-app", "reviews", "checkout", "receipt"]);
    expect(at("discover", null)).toEqual(["ad", "reviews", "opens-app", "checkout", "receipt"]);
    expect(at("later", null)).toEqual(["ad", "reviews", "opens-app", "checkout", "receipt"]);
    expect(at("pay", null)).toEqual(["ad", "reviews", "checkout", "receipt", "opens-app"]);
    expect(at(null, null)).toEqual(["ad", "reviews", "checkout", "receipt", "opens-app"]);
  });

  it("move a step, and know when it stays", () => {
    expect(steps(after(g.moveStep(doc, "receipt", "discover", null)))).toEqual(["ad", "reviews", "receipt", "checkout"]);
    expect(value(after(g.moveStep(doc, "receipt", "discover", "ad")), "steps", "receipt", "stage")).toBe("discover");
    expect(g.moveStep(doc, "reviews", "discover", "checkout")).toEqual([]);
    expect(g.moveStep(doc, "receipt", "pay", null)).toEqual([]);
    expect(g.moveStep(doc, "reviews", "pay", "checkout")).toHaveLength(1);
  });

  it("remove a step with its cards, duplicate it with copies of them", () => {
    const gone = after(g.removeStep(doc, "ad"));
    expect(rowsOf(gone, "cards").map(({ id }) => id)).toEqual(["c3"]);
    const twice = after(g.duplicateStep(doc, "ad"));
    const [, copy] = steps(twice);
    expect(copy).toMatch(/^ad-[0-9a-z]{4}$/);
    expect(texts(twice, cell(copy ?? "", "pains"))).toEqual(["Too many ads", "Loud"]);
    expect(row(twice, "steps", copy ?? "")).toMatchObject({ name: "Sees a post", share: 0.41 });
    expect(g.removeStep(doc, "gone")).toEqual([]);
  });

  it("add a stage with a first step", () => {
    const next = after(g.addStage(doc, "Unbox", "checkout"));
    expect(stages(next)).toEqual(["discover", "later", "unbox", "pay"]);
    expect(next.runs).toEqual([["discover", 2], ["unbox", 1], ["pay", 2]]);
    expect(stages(after(g.addStage(doc, "Unbox", null)))).toEqual(["discover", "later", "pay", "unbox"]);
    expect(stages(after(g.addStage(doc, "Unbox", "receipt")))).toEqual(["discover", "later", "pay", "unbox"]);
  });

  it("move, duplicate and remove a stage with its steps", () => {
    const moved = after(g.moveStage(doc, "pay", "discover"));
    expect([stages(moved), steps(moved)]).toEqual([["pay", "discover", "later"], ["checkout", "receipt", "ad", "reviews"]]);
    expect(steps(after(g.moveStage(doc, "discover", null)))).toEqual(["checkout", "receipt", "ad", "reviews"]);
    expect(g.moveStage(doc, "later", "pay")).toEqual([]);
    const other = after([{ op: "move", table: "stages", id: "pay", before: "discover" }]);
    expect(steps(after(g.moveStage(other, "pay", "discover"), other))).toEqual(["checkout", "receipt", "ad", "reviews"]);
    expect(g.moveStage(doc, "discover", "pay").filter(({ table }) => table === "steps")).toEqual([]);
    const twice = after(g.duplicateStage(doc, "pay"));
    expect(twice.runs?.map(([, count]) => count)).toEqual([2, 2, 2]);
    expect(rowsOf(twice, "stages").map((stage) => stage["name"]).filter((name, i, all) => all.indexOf(name) !== i)).toEqual([]);
    const gone = after(g.removeStage(doc, "discover"));
    expect([stages(gone), steps(gone)]).toEqual([["later", "pay"], ["checkout", "receipt"]]);
    expect(rowsOf(gone, "cards")).toHaveLength(1);
  });

  it("take a name that is free", () => {
    const names = (next: ReturnType<typeof after>): unknown[] => rowsOf(next, "stages").map((stage) => stage["name"]);
    const once = after(g.addStage(doc, "New", null));
    const twice = after(g.addStage(once, "New", null), once);
    expect(names(after(g.addStage(twice, "New 2", null), twice)).slice(-3)).toEqual(["New", "New 2", "New 3"]);
  });

  it("leave a stage alone of which steps are missing here", () => {
    const far = changed((wire) => {
      wire.tables.steps.size = 900;
      wire.runs = [["discover", 2], ["pay", 898]];
    });
    expect(g.removeStage(far, "pay")).toEqual([]);
    expect(g.stageHeld(far, "discover")).toBe(true);
    expect(g.removeStage(far, "discover").length).toBeGreaterThan(3);
  });

  it("rename", () => {
    expect(g.rename(doc, "stages", "pay", "Buy")).toEqual([{ op: "set", table: "stages", id: "pay", column: "name", value: "Buy" }]);
    expect(g.rename(doc, "steps", "ad", "Sees a post")).toEqual([]);
    expect(g.rename(doc, "lanes", "pains", "Pains")).toHaveLength(1);
  });
});

describe("gestures on lanes", () => {
  it("add cards to a map, a column to a sheet", () => {
    expect(g.addLane(doc, { name: "Needs", kind: "cards" }, "gains")).toMatchObject([{ id: "needs", row: { column: null }, before: "gains" }]);
    expect(g.addLane(doc, { name: "NPS", kind: "number" }, null)).toMatchObject([{ id: "nps", row: { column: "nps" } }]);
    const wide = changed((wire) => (wire.kind = "wide"));
    expect(g.addLane(wide, { name: "Needs", kind: "text" }, null)).toMatchObject([{ row: { column: "needs" } }]);
  });

  it("move, remove and duplicate with what they hold", () => {
    expect(rowsOf(after(g.moveLane(doc, "gains", "pains")), "lanes")[0]?.id).toBe("gains");
    expect(g.moveLane(doc, "pains", "gains")).toEqual([]);
    expect(rowsOf(after(g.removeLane(doc, "pains")), "cards").map(({ id }) => id)).toEqual(["c4"]);
    const cards = after(g.duplicateLane(doc, "pains"));
    expect(texts(cards, cell("ad", rowsOf(cards, "lanes")[1]?.id ?? ""))).toEqual(["Too many ads", "Loud"]);
    const column = after(g.duplicateLane(doc, "share"));
    const copy = rowsOf(column, "lanes").find((lane) => lane["name"] === "Pass-through share 2");
    expect(value(column, "steps", "ad", String(copy?.["column"]))).toBe(0.41);
    expect(g.setLane(doc, "pains", "height", 90)).toHaveLength(1);
    expect(g.setLane(doc, "pains", "visible", true)).toEqual([]);
  });
});

describe("blocks", () => {
  const shown = { steps: ["ad", "reviews", "checkout", "receipt"], lanes: ["pains", "notes", "emotion", "takes", "name"] };

  it("come back as they were copied", () => {
    const block = g.copyBlock(doc, shown.steps, shown.lanes);
    expect(block[0]).toEqual(["Too many ads\nLoud", "", "Slow", ""]);
    expect(block[3]).toEqual(["2 min", "", "1 h 20 min", "30 s"]);
    const { ops, reason } = g.pasteBlock(doc, shown, cell("ad", "pains"), block.slice(0, 2));
    expect([ops, reason]).toEqual([[], ""]);
  });

  it("are written in one edit, all of it or nothing, with the reason", () => {
    const { ops } = g.pasteBlock(doc, shown, cell("checkout", "takes"), [["5 min", "6 min"]]);
    expect(ops).toMatchObject([{ id: "checkout", value: { $: "typed", v: "5 min" } }, { id: "receipt", value: { $: "typed", v: "6 min" } }]);
    const much = g.pasteBlock(doc, shown, cell("checkout", "takes"), [["5 min", "6 min", "7 min"], ["x", "y", "z"], ["1", "2", "3"]]);
    expect(much).toEqual({ ops: [], reason: "5 cells would lie beyond the end of the map. 2 cells cannot be edited." });
    expect(g.pasteBlock(doc, shown, cell("gone", "takes"), [["1"]]).reason).toBe("1 cell would lie beyond the end of the map.");
  });

  it("write cards over cards, line by line", () => {
    const { ops } = g.pasteBlock(doc, shown, cell("ad", "pains"), [["One\nTwo\nThree", "Four"]]);
    const next = after(ops);
    expect(cardsIn(next, "ad", "pains").map((card) => card["text"])).toEqual(["One", "Two", "Three"]);
    expect(cardsIn(next, "ad", "pains")[0]).toMatchObject({ id: "c1", severity: 2 });
    expect(texts(next, cell("reviews", "pains"))).toEqual(["Four"]);
  });
});

describe("ids", () => {
  it("are readable in any script, and never taken twice", () => {
    expect(g.slug("  Sees a Friend's Post! ")).toBe("sees-a-friend-s-post");
    expect(g.slug("価格を比較")).toBe("価格を比較");
    expect(g.slug("🎉")).toBe("");
    expect(g.slug("x".repeat(99))).toHaveLength(32);
    expect(g.newId("Pay", "step", (id) => id === "pay")).toMatch(/^pay-[0-9a-z]{4}$/);
    expect(g.newId("🎉", "step", () => false)).toMatch(/^step-[0-9a-z]{4}$/);
  });
});
