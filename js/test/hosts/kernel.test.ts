import { describe, expect, it, vi } from "vitest";
import { value } from "../../src/model/document";
import { placeKey } from "../../src/model/edits";
import { sampleWire } from "../model/sample";
import { answer, edits, nameOf, RENAME, wire } from "./wire";

describe("an edit of this page", () => {
  it("is painted at once, sent once, and no longer pending when Python has seen it", () => {
    const w = wire();
    w.host.edit(RENAME, "rename");
    expect(nameOf(w.host)).toBe("Sees an ad");
    expect(w.host.state().pending).toMatchObject([{ counter: 1, label: "rename", since: 42 }]);
    expect(w.sent.at(-1)).toMatchObject({ type: "edit", counter: 1, rev: 1, browser: w.host.browser, ops: RENAME });
    answer(w, { seen: { [w.host.browser]: 1 }, ops: [{ ...RENAME[0], value: "Sees an ad!" }] });
    expect(nameOf(w.host)).toBe("Sees an ad!");
    expect(w.host.state()).toMatchObject({ pending: [], revision: 2, canUndo: true });
    expect(w.host.state().elsewhere.size).toBe(0);
  });

  it("shows what was typed as it will be read, and sends it as it was typed", () => {
    const w = wire();
    w.host.edit([{ op: "set", table: "steps", id: "ad", column: "takes", value: { $: "typed", v: "1 h 20 min" } }], "");
    expect(value(w.host.state().doc, "steps", "ad", "takes")).toBe(4800);
    expect(w.sent.at(-1)).toMatchObject({ ops: [{ value: { $: "typed", v: "1 h 20 min" } }] });
  });

  it("stays on top of a change from Python to the same cell, and the change is told", () => {
    const w = wire();
    w.host.edit(RENAME, "");
    answer(w, { source: "python", browser: null, ops: [{ ...RENAME[0], value: "Python's" }] });
    expect(nameOf(w.host)).toBe("Sees an ad");
    expect(w.host.state().elsewhere.get(placeKey("steps", "ad", "name"))).toBe("python");
  });

  it("is refused with its reason, the old value back, until tried again or left", () => {
    const w = wire();
    w.host.edit(RENAME, "rename");
    w.down({ type: "refused", browser: w.host.browser, counter: 1, seen: { [w.host.browser]: 1 }, reason: "No.", at: null });
    expect(nameOf(w.host)).toBe("Sees a post");
    expect(w.host.state().refused).toMatchObject([{ counter: 1, reason: "No.", ops: RENAME, at: { table: "steps", id: "ad", column: "name" } }]);
    w.host.retry(1);
    expect(w.host.state().refused).toEqual([]);
    expect(edits(w)).toEqual([1, 2]);
    w.down({ type: "refused", browser: w.host.browser, counter: 2, seen: { [w.host.browser]: 2 }, reason: "No.", at: null });
    w.host.leave(2);
    expect(w.host.state()).toMatchObject({ refused: [], pending: [] });
  });

  it("that cannot be is refused here and never sent", () => {
    const w = wire();
    w.host.edit([{ op: "remove", table: "cards", id: "gone" }], "");
    expect(w.host.state().refused[0]?.reason).toContain("gone");
    expect(edits(w)).toEqual([]);
  });

  it("is not taken on a read-only page, and an empty one is nothing", () => {
    const w = wire({ readonly: () => true });
    w.host.edit(RENAME, "");
    expect(w.host.state()).toMatchObject({ pending: [], readonly: true });
    const other = wire();
    other.host.edit([], "");
    expect(edits(other)).toEqual([]);
  });
});

describe("messages", () => {
  it("missing in between make the page ask for everything; what comes meanwhile is not applied", () => {
    const w = wire();
    w.n += 1;
    answer(w, { ops: [{ ...RENAME[0], value: "Half the story" }] });
    expect(w.sent.at(-1)).toMatchObject({ type: "open", have: null });
    expect(nameOf(w.host)).toBe("Sees a post");
    const doc = sampleWire();
    w.down({ type: "open", rev: 9, seen: {}, doc, undo: true, redo: true, for: w.host.browser });
    answer(w, { rev: 10, ops: RENAME });
    expect(nameOf(w.host)).toBe("Sees an ad");
    expect(w.host.state().revision).toBe(10);
  });

  it("may tell a stage that is here already, and then tell its name", () => {
    const w = wire();
    answer(w, { ops: [{ op: "insert", table: "stages", id: "pay", row: { name: "Pays" }, before: null }] });
    expect(value(w.host.state().doc, "stages", "pay", "name")).toBe("Pays");
    expect(w.host.state().doc.tables.stages.order).toEqual(["discover", "later", "pay"]);
    expect(w.sent.some(({ type, have }) => type === "open" && have === null)).toBe(false);
  });

  it("bring a refusal that was missed along with the document sent anew, once", () => {
    const w = wire();
    const [browser, refusal] = [w.host.browser, { counter: 1, reason: "No.", at: null }];
    w.host.edit(RENAME, "rename");
    const open = { type: "open", rev: 2, doc: sampleWire(), undo: false, redo: false, for: null };
    const refused = [{ browser: "another", ...refusal }, { browser, ...refusal }];
    w.down({ ...open, seen: { [browser]: 1 }, refused });
    w.down({ ...open, seen: { [browser]: 1 }, refused });
    expect(w.host.state()).toMatchObject({ pending: [], refused: [{ ...refusal, ops: RENAME, at: { id: "ad" } }] });
    expect(w.host.state().refused).toHaveLength(1);
  });

  it("that do not fit what is here make it ask too", () => {
    const w = wire();
    answer(w, { ops: [{ op: "remove", table: "lanes", id: "unheard of" }] });
    expect(w.sent.at(-1)).toMatchObject({ type: "open", have: null });
  });

  it.each([null, 7, "text", [], {}, { n: "1", type: "open" }, { n: 6, type: "edits", ops: 3 }, { n: 6, type: "open", doc: { tables: { steps: 1 } } }])(
    "that are none change nothing: %j",
    (message) => {
      let hear: (message: unknown) => void = () => undefined;
      const w = wire({ onMessage: (fn) => ((hear = fn), () => undefined) });
      const doc = w.host.state().doc;
      hear(message);
      expect(w.host.state().doc).toBe(doc);
    },
  );

  it("of an unknown type are passed over, and counted", () => {
    const w = wire();
    w.down({ type: "weather" });
    answer(w, { ops: RENAME });
    expect(nameOf(w.host)).toBe("Sees an ad");
  });

  it("carry notices, which an empty text takes away", () => {
    const w = wire();
    w.down({ type: "notice", id: "slow", level: "info", text: "Reading", actions: [] });
    expect(w.host.state().notices).toMatchObject([{ id: "slow", text: "Reading" }]);
    w.host.act("slow", "stop");
    expect(w.sent.at(-1)).toMatchObject({ type: "act", notice: "slow", action: "stop" });
    w.down({ type: "notice", id: "slow", level: "info", text: "", actions: [] });
    expect(w.host.state().notices).toEqual([]);
  });

  it("start without a first paint by asking", () => {
    const w = wire({ start: () => "{cut off" });
    expect(w.sent).toMatchObject([{ type: "open", have: null }]);
  });

  it("tell subscribers, and none after they left", () => {
    const w = wire();
    const heard = vi.fn();
    const leave = w.host.subscribe(heard);
    w.down({ type: "notice", id: "a", level: "info", text: "x", actions: [] });
    leave();
    w.down({ type: "notice", id: "b", level: "info", text: "x", actions: [] });
    expect(heard).toHaveBeenCalledTimes(1);
  });
});

describe("windows and questions", () => {
  const far = sampleWire();
  far.tables.steps.size = 1000;
  far.runs = [["discover", 500], ["pay", 500]];

  it("asks for a chunk once, and again only when something has changed", () => {
    const w = wire({}, far);
    const asked = (): unknown[] => w.sent.filter(({ type }) => type === "rows").map(({ from, to }) => [from, to]);
    w.host.want(150, 260);
    w.host.want(150, 260);
    w.host.want(-5, 3);
    expect(asked()).toEqual([[100, 200], [200, 300]]);
    const rows = [["s150", "Far"]];
    w.down({ type: "rows", rev: 1, for: w.host.browser, from: 100, tables: { steps: { columns: ["id", "name"], rows } } });
    expect(w.host.state().doc.tables.steps.order[100]).toBe("s150");
    w.host.want(150, 160);
    expect(asked()).toHaveLength(2);
    answer(w, { ops: RENAME });
    w.host.want(150, 160);
    expect(asked()).toHaveLength(3);
  });

  it("finds through Python, and among what is here when there is none", async () => {
    const w = wire();
    const found = w.host.find("slow");
    const { query } = w.sent.at(-1) as { query: number };
    w.down({ type: "found", for: w.host.browser, query, total: 1, hits: [] });
    expect(await found).toMatchObject({ total: 1 });
    w.become("gone");
    expect((await w.host.find("slow")).hits).toMatchObject([{ step: "checkout", lane: "pains", card: "c3", position: 2 }]);
  });

  it("reads the whole of a cut text, and says so when nobody can", async () => {
    const doc = sampleWire();
    (doc.tables.steps.rows[0] as unknown[])[1] = { $: "cut", v: "Be", length: 4 };
    const w = wire({}, doc);
    const read = w.host.read("steps", "ad", "name");
    w.down({ type: "cell", for: w.host.browser, query: (w.sent.at(-1) as { query: number }).query, value: "Been" });
    expect(await read).toBe("Been");
    const other = w.host.read("steps", "ad", "name");
    w.become("gone");
    await expect(other).rejects.toThrow("Python does not answer");
    expect(await w.host.read("steps", "ad", "emotion")).toBe(1);
  });
});

describe("a selection", () => {
  it("made in another page is shown, one's own is not echoed, and an empty one takes it away", () => {
    const w = wire();
    const cells = [{ step: "ad", lane: "pains" }];
    w.down({ type: "selected", cells, browser: w.host.browser });
    expect(w.host.state().selected).toEqual([]);
    const before = w.host.state();
    w.down({ type: "selected", cells, browser: "another" });
    expect(w.host.state().selected).toEqual(cells);
    expect(w.host.state()).not.toBe(before);
    expect(w.host.state().doc).toBe(before.doc);
    w.down({ type: "selected", cells: [], browser: "another" });
    expect(w.host.state().selected).toEqual([]);
  });

  it("that is none is passed over, and the numbers go on", () => {
    const w = wire();
    w.down({ type: "selected", cells: [{ step: 1 }], browser: "another" });
    answer(w, { source: "python", browser: null, ops: RENAME });
    expect(nameOf(w.host)).toBe("Sees an ad");
    expect(w.host.state().selected).toEqual([]);
  });
});
