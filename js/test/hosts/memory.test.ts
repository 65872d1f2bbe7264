import { describe, expect, it, vi } from "vitest";
import { memoryHost } from "../../src/hosts/memory";
import { value } from "../../src/model/document";
import { addStep, setValue } from "../../src/model/gestures";
import type { Op } from "../../src/model/types";
import { sampleWire } from "../model/sample";
import { all } from "../model/both_ways";
import { chance } from "../model/chance";
import { randomEdit } from "../model/random_edit";

const RENAME: Op[] = [{ op: "set", table: "steps", id: "ad", column: "name", value: "Sees an ad" }];

describe("a host without Python", () => {
  it("undoes and redoes everything, in order", () => {
    const c = chance(31);
    const host = memoryHost(sampleWire());
    const states = [all(host.state().doc)];
    for (let i = 0; i < 200; i++) {
      const before = host.state().doc;
      host.edit(randomEdit(before, c), "random");
      if (host.state().doc !== before) states.push(all(host.state().doc));
    }
    expect(states.length).toBeGreaterThan(50);
    for (const state of states.slice(0, -1).reverse()) {
      host.undo();
      expect(all(host.state().doc)).toEqual(state);
    }
    expect(host.state()).toMatchObject({ canUndo: false, canRedo: true });
    for (const state of states.slice(1)) {
      host.redo();
      expect(all(host.state().doc)).toEqual(state);
    }
    expect(host.state().canRedo).toBe(false);
  });

  it("reads what was typed, and refuses what cannot be read, where it was typed", () => {
    const host = memoryHost(sampleWire());
    const type = (text: string): void => host.edit(setValue(host.state().doc, { step: "ad", lane: "takes" }, text), "type");
    type("4 min");
    expect(value(host.state().doc, "steps", "ad", "takes")).toBe(240);
    type("a while");
    expect(value(host.state().doc, "steps", "ad", "takes")).toBe(240);
    const [refusal] = host.state().refused;
    expect(refusal).toMatchObject({ at: { table: "steps", id: "ad", column: "takes" }, reason: expect.stringContaining("a while") as string });
    host.leave(refusal?.counter ?? 0);
    expect(host.state().refused).toEqual([]);
  });

  it("finds names, values and cards, case aside", async () => {
    const host = memoryHost(sampleWire());
    expect(await host.find("PAYS")).toEqual({ total: 1, hits: [{ position: 2, step: "checkout", lane: "", card: null }] });
    expect((await host.find("1 h 20")).hits).toMatchObject([{ step: "checkout", lane: "takes" }]);
    expect((await host.find(" ")).total).toBe(0);
  });

  it("takes no edit where it is for reading, and tells who listens", () => {
    const still = memoryHost(sampleWire(), { readonly: true });
    still.edit(RENAME, "");
    expect(value(still.state().doc, "steps", "ad", "name")).toBe("Sees a post");
    const host = memoryHost(sampleWire());
    const heard = vi.fn();
    host.subscribe(heard);
    host.edit(addStep(host.state().doc, { stage: "pay", before: null, name: "Rates" }), "add");
    host.edit([], "nothing");
    expect(heard).toHaveBeenCalledTimes(1);
    expect(host.state().doc.tables.steps.order.at(-1)).toBe("rates");
  });
});
