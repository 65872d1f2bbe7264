import { describe, expect, it, vi } from "vitest";
import { toldHost } from "../../src/hosts/told";
import { value } from "../../src/model/document";
import type { Op } from "../../src/model/types";
import { sampleWire } from "../model/sample";

const lane = (): string => String(sampleWire().tables.lanes.rows[0]?.[0]);
const fold = (visible: boolean): Op[] => [{ op: "set", table: "lanes", id: lane(), column: "visible", value: visible }];
const rename: Op[] = [{ op: "set", table: "steps", id: "ad", column: "name", value: "Sees an ad" }];
const evidence = {
  rows: { e1: { kind: "ticket", n: 3 }, e2: { kind: "survey" } },
  places: { "card\0c1": { rows: [["e1", "card"], ["e2", "step"]], total: 2, state: { state: "partly" } }, "ad\0": { rows: [["e2", "step"]], total: 1 }, "ad\0nps": { rows: [["e2", "cell"]], total: 1 } },
  none: { state: "assumed" },
};

describe("a host of what was told", () => {
  it("folds lanes, and changes nothing else, where it is fixed", () => {
    const host = toldHost({ doc: sampleWire() }, "fixed");
    const before = value(host.state().doc, "steps", "ad", "name");
    host.edit([...rename, ...fold(false)], "");
    expect(value(host.state().doc, "lanes", lane(), "visible")).toBe(false);
    expect(value(host.state().doc, "steps", "ad", "name")).toBe(before);
    expect(host.state()).toMatchObject({ readonly: true, canUndo: false });
  });

  it("takes edits that are tried, and undoes them", () => {
    const host = toldHost({ doc: sampleWire() }, "trial");
    const before = value(host.state().doc, "steps", "ad", "name");
    host.edit(rename, "");
    expect(value(host.state().doc, "steps", "ad", "name")).toBe("Sees an ad");
    expect(host.state().readonly).toBe(false);
    host.undo();
    expect(value(host.state().doc, "steps", "ad", "name")).toBe(before);
  });

  it("gives one state until something changes, and tells who listens", async () => {
    const host = toldHost({ doc: sampleWire(), overlays: { mode: "both" } }, "fixed");
    const heard = vi.fn();
    host.subscribe(heard);
    const state = host.state();
    expect(host.state()).toBe(state);
    await host.run("mode", { mode: "today" });
    expect(heard).toHaveBeenCalledTimes(1);
    expect(host.state().overlays["mode"]).toBe("today");
  });

  it("answers what was told, and says what was not", async () => {
    const answers = { checks: { findings: [] }, priorities: { rice: { rows: [1] } }, evidence };
    const host = toldHost({ doc: sampleWire(), answers }, "fixed");
    await expect(host.run("checks")).resolves.toEqual({ findings: [] });
    await expect(host.run("priorities", { method: "rice" })).resolves.toEqual({ rows: [1] });
    for (const [verb, args] of [["priorities", { method: "constructor" }], ["impact_answer", {}], ["toString", {}], ["open", { step: "ad" }]] as const)
      await expect(host.run(verb, args), verb).rejects.toThrow("not in this report");
  });

  it("shows the part of a log that is chosen", async () => {
    const answers = { measured: { "": { events: 9 }, new: { events: 4 } } };
    const host = toldHost({ doc: sampleWire(), overlays: { measured: { events: 9 } }, answers }, "fixed");
    await host.run("measured", { segment: "new" });
    expect(host.state().overlays["measured"]).toEqual({ events: 4 });
    await host.run("measured", { segment: null });
    expect(host.state().overlays["measured"]).toEqual({ events: 9 });
    await expect(host.run("measured", { segment: "old" })).rejects.toThrow("not in this report");
  });

  it("finds the evidence behind a card, a step and a cell", async () => {
    const host = toldHost({ doc: sampleWire(), answers: { evidence } }, "fixed");
    await expect(host.run("evidence", { card: "c1" })).resolves.toEqual({ rows: [{ id: "e1", kind: "ticket", n: 3, hangs_on: "card" }, { id: "e2", kind: "survey", hangs_on: "step" }], total: 2, state: { state: "partly" } });
    await expect(host.run("evidence", { card: "c9" })).resolves.toEqual({ rows: [], total: 0, state: { state: "assumed" } });
    await expect(host.run("evidence", { step: "ad" })).resolves.toMatchObject({ total: 1 });
    await expect(host.run("evidence", { step: "ad", lane: "nps" })).resolves.toMatchObject({ rows: [{ id: "e2", hangs_on: "cell" }] });
  });

  it("reads the whole of a text that the document holds cut", async () => {
    const host = toldHost({ doc: sampleWire(), answers: { texts: { "steps\0ad\0name": "all of it" } } }, "fixed");
    await expect(host.read("steps", "ad", "name")).resolves.toBe("all of it");
    await expect(host.read("steps", "ad", "stage")).resolves.toBe(value(host.state().doc, "steps", "ad", "stage"));
  });
});
