import { describe, expect, it, vi } from "vitest";
import { kernelHost, type Channel, type KernelHost } from "../../src/hosts/kernel";
import { value } from "../../src/model/document";
import { placeKey } from "../../src/model/edits";
import type { Op, WireDoc } from "../../src/model/types";
import { sampleWire } from "../model/sample";

const RENAME: Op[] = [{ op: "set", table: "steps", id: "ad", column: "name", value: "Sees an ad" }];

function memoryStore(): Pick<Storage, "getItem" | "setItem" | "removeItem"> & { text: Map<string, string> } {
  const text = new Map<string, string>();
  return { text, getItem: (k) => text.get(k) ?? null, setItem: (k, v) => void text.set(k, v), removeItem: (k) => void text.delete(k) };
}

interface Wire {
  host: KernelHost;
  sent: Record<string, unknown>[];
  down(fields: object): void;
  become(alive: "live" | "busy" | "gone"): void;
  broken: boolean;
  n: number;
}

function wire(more: Partial<Channel> = {}, doc: WireDoc = sampleWire()): Wire {
  let hear: (message: unknown) => void = () => undefined;
  let aliveChanged = (): void => undefined;
  let alive: "live" | "busy" | "gone" = "live";
  const sent: Record<string, unknown>[] = [];
  const off = (): void => undefined;
  const channel: Channel = {
    send(message) {
      if (made.broken) throw new Error("closed");
      sent.push(message as Record<string, unknown>);
    },
    onMessage: (fn) => ((hear = fn), off),
    start: () => JSON.stringify({ type: "open", n: 5, rev: 1, seen: {}, doc, undo: false, redo: false, for: null }),
    readonly: () => false,
    onReadonly: () => off,
    alive: () => alive,
    onAlive: (fn) => ((aliveChanged = fn), off),
    now: () => 42,
    ...more,
  };
  const made: Wire = {
    sent,
    broken: false,
    n: 5,
    host: undefined as never,
    down: (fields) => hear({ n: (made.n += 1), ...fields }),
    become(next) {
      alive = next;
      aliveChanged();
    },
  };
  made.host = kernelHost(channel);
  return made;
}

const nameOf = (host: KernelHost): unknown => value(host.state().doc, "steps", "ad", "name");
const edits = (w: Wire): unknown[] => w.sent.filter(({ type }) => type === "edit").map(({ counter }) => counter);

function answer(w: Wire, fields: object): void {
  w.down({ type: "edits", rev: 2, seen: {}, ops: [], source: "page", browser: w.host.browser, undo: true, redo: false, ...fields });
}

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

describe("when Python is gone", () => {
  it("keeps what was typed, and a new page offers it", () => {
    const store = memoryStore();
    const w = wire({ store, storeKey: "map" });
    w.become("gone");
    w.host.edit(RENAME, "rename");
    expect(nameOf(w.host)).toBe("Sees an ad");
    expect(JSON.parse(w.host.unsent())).toMatchObject([{ label: "rename", ops: RENAME }]);
    const next = wire({ store, storeKey: "map" });
    expect(next.host.state().notices).toMatchObject([{ id: "unsent", text: "1 edit from before Python stopped" }]);
    next.host.act("unsent", "unsent-apply");
    expect(nameOf(next.host)).toBe("Sees an ad");
    expect(edits(next)).toEqual([1]);
    expect(next.host.state().notices).toEqual([]);
    expect(store.text.size).toBe(0);
  });

  it("forgets it when told to, or when Python had seen it after all", () => {
    const store = memoryStore();
    const w = wire({ store, storeKey: "map" });
    w.host.edit(RENAME, "rename");
    w.become("gone");
    const next = wire({ store, storeKey: "map" });
    answer(next, { seen: { [w.host.browser]: 1 } });
    expect(next.host.state().notices).toEqual([]);
    w.host.edit(RENAME, "rename");
    const last = wire({ store, storeKey: "map" });
    last.host.act("unsent", "unsent-discard");
    expect(store.text.size).toBe(0);
    expect(last.host.unsent()).toBe("");
  });

  it("sends again in order what a broken channel did not take", () => {
    const w = wire({ store: memoryStore(), storeKey: "map" });
    w.broken = true;
    w.host.edit(RENAME, "one");
    w.host.edit([{ ...RENAME[0], value: "Two" } as Op], "two");
    expect(edits(w)).toEqual([]);
    w.broken = false;
    w.become("busy");
    expect(edits(w)).toEqual([1, 2]);
  });

  it("comes back: what was lost on the way is sent again before anything newer, what arrived is not", () => {
    const w = wire();
    for (const label of ["one", "two", "three"]) w.host.edit([{ ...RENAME[0], value: label } as Op], label);
    w.become("gone");
    w.host.edit([{ ...RENAME[0], value: "four" } as Op], "four");
    w.become("live");
    w.host.edit([{ ...RENAME[0], value: "five" } as Op], "five");
    expect(edits(w)).toEqual([1, 2, 3]);
    w.down({ type: "open", rev: 3, seen: { [w.host.browser]: 1 }, doc: sampleWire(), undo: true, redo: false, for: w.host.browser });
    expect(edits(w)).toEqual([1, 2, 3, 2, 3, 4, 5]);
    expect(nameOf(w.host)).toBe("five");
  });

  it("undo takes back what has not left the page", () => {
    const w = wire();
    w.become("gone");
    w.host.edit(RENAME, "");
    w.host.undo();
    expect(nameOf(w.host)).toBe("Sees a post");
    w.become("live");
    expect(edits(w)).toEqual([]);
  });
});

describe("undo with Python", () => {
  it("is asked for with the next counter", () => {
    const w = wire();
    w.host.edit(RENAME, "");
    w.host.undo();
    w.host.redo();
    expect(w.sent.slice(-2)).toMatchObject([{ type: "undo", counter: 2 }, { type: "redo", counter: 3 }]);
  });
});
