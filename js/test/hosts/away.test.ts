import { describe, expect, it } from "vitest";
import type { Op } from "../../src/model/types";
import { sampleWire } from "../model/sample";
import { answer, edits, memoryStore, nameOf, RENAME, wire } from "./wire";

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
