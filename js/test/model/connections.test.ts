import { describe, expect, it } from "vitest";
import contract from "../../../tests/contract/links.json";
import { memoryHost } from "../../src/hosts/memory";
import { along, linksOf, movesOf } from "../../src/model/connections";
import { readDoc, rowsOf } from "../../src/model/document";
import { apply } from "../../src/model/edits";
import { addLane, addLink, addMove, duplicateItem, duplicateStep, moveEnd, removeLane, removeLink, removeStep, setLink, setMove, turnLink } from "../../src/model/gestures";
import type { Doc, WireDoc } from "../../src/model/types";
import { gestureOf } from "../person";
import { all, bothWays, told } from "./both_ways";
import { chance } from "./chance";

const WIRE = contract.doc as unknown as WireDoc;
const shop = (): Doc => readDoc(WIRE);
const ids = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

describe("what hangs on a row", () => {
  it("is found for both ends, in order, and is the same as long as no link changed", () => {
    const doc = shop();
    expect(ids(linksOf(doc, "types"))).toEqual(["asks / types", "types / brews"]);
    expect(ids(movesOf(doc, "wait"))).toEqual(["order / wait", "wait / drink"]);
    expect(ids(movesOf(doc, "Leaves"))).toEqual(["order / Leaves"]);
    expect(linksOf(doc, "nobody")).toEqual([]);
    const other = apply(doc, [{ op: "set", table: "cards", id: "types", column: "text", value: "Taps" }]);
    expect(linksOf(other, "types")).toBe(linksOf(doc, "types"));
  });

  it("counts once where it goes to where it is", () => {
    const doc = apply(shop(), addMove(shop(), { source: "wait", target: "wait" }));
    expect(movesOf(doc, "wait").filter((one) => one["target"] === "wait" && one["source"] === "wait")).toHaveLength(1);
  });
});

describe("gestures on links and moves", () => {
  it("draw, change, turn and take away a link, each way undone", () => {
    const doc = shop();
    const drawn = bothWays(doc, addLink(doc, { source: "asks", target: "sips", text: "later" }));
    const made = rowsOf(drawn, "links").at(-1);
    expect(made).toMatchObject({ source: "asks", target: "sips", kind: "sequence", text: "later" });
    const id = made?.id ?? "";
    expect(turnLink(drawn, id)).toHaveLength(2);
    expect(all(bothWays(bothWays(drawn, turnLink(drawn, id)), turnLink(bothWays(drawn, turnLink(drawn, id)), id)))).toEqual(all(drawn));
    expect(told(bothWays(drawn, removeLink(drawn, id)), "links")).toEqual(told(doc, "links"));
    expect(linksOf(bothWays(drawn, moveEnd(drawn, id, "target", "brews")), "brews").at(-1)?.id).toBe(id);
  });

  it("are nothing where nothing would change", () => {
    const doc = shop();
    expect(addLink(doc, { source: "asks", target: "asks" })).toEqual([]);
    expect(moveEnd(doc, "asks / types", "target", "asks")).toEqual([]);
    expect(moveEnd(doc, "asks / types", "target", "types")).toEqual([]);
    expect(setLink(doc, "asks / types", "kind", "trigger")).toEqual([]);
    expect(setLink(doc, "gone", "kind", "needs")).toEqual([]);
    expect(turnLink(doc, "gone")).toEqual([]);
    expect(removeLink(doc, "gone")).toEqual([]);
    expect(setMove(doc, "order / wait", "probability", 0.9)).toEqual([]);
  });

  it("copy no links with a card or a step", () => {
    const doc = shop();
    for (const ops of [duplicateItem(doc, { step: "order", lane: "actions" }, 0), duplicateStep(doc, "order")]) {
      expect(ops.length).toBeGreaterThan(0);
      expect(ops.every(({ table }) => table !== "links" && table !== "transitions")).toBe(true);
    }
  });

  it("add a lane of paths without a column", () => {
    const [op] = addLane(shop(), { name: "Paths", kind: "paths" }, null);
    expect(op).toMatchObject({ op: "insert", table: "lanes", row: { kind: "paths", column: null } });
  });
});

describe("what is taken along", () => {
  it("stands in front of what takes it, each row once", () => {
    const doc = shop();
    const ops = along(doc, removeStep(doc, "order"));
    expect(ops.map(({ table, id }) => `${table}: ${id}`)).toEqual([
      "links: asks / types", "cards: asks", "links: types / brews", "cards: types",
      "transitions: order / wait", "transitions: order / Leaves", "steps: order",
    ]);
    const twice = along(doc, [{ op: "remove", table: "cards", id: "asks" }, { op: "remove", table: "links", id: "asks / types" }]);
    expect(twice.filter(({ id }) => id === "asks / types")).toHaveLength(1);
    bothWays(doc, along(doc, removeLane(doc, "staff")));
  });

  it("is nothing where no link hangs, and the edit is the very same", () => {
    const doc = shop();
    const ops = setLink(doc, "asks / types", "kind", "needs");
    expect(along(doc, ops)).toBe(ops);
    const bare = readDoc({ ...WIRE, tables: { ...WIRE.tables, links: { columns: ["id"], rows: [] }, transitions: { columns: ["id"], rows: [] } } });
    const gone = removeStep(bare, "order");
    expect(along(bare, gone)).toBe(gone);
  });

  it("leaves no link without its ends and no two alike, over 60 histories, all undone", () => {
    const kinds = ["link", "link", "link", "item", "step", "stage", "lane"];
    for (let seed = 1; seed <= 60; seed++) {
      const c = chance(seed);
      const host = memoryHost(WIRE);
      const first = all(host.state().doc);
      for (let i = 0; i < 30; i++) host.edit(gestureOf(c.pick(kinds), host.state().doc, c), "");
      sound(host.state().doc);
      while (host.state().canUndo) host.undo();
      expect(all(host.state().doc)).toEqual(first);
    }
  });
});

function sound(doc: Doc): void {
  const { cards, steps } = doc.tables;
  const links = rowsOf(doc, "links").map((one) => [String(one["source"]), String(one["target"])] as const);
  const moves = rowsOf(doc, "transitions").map((one) => [String(one["source"]), String(one["target"])] as const);
  expect(links.flat().filter((end) => !cards.rows.has(end))).toEqual([]);
  expect(moves.filter(([source]) => !steps.rows.has(source))).toEqual([]);
  for (const pairs of [links, moves]) expect(new Set(pairs.map(String)).size).toBe(pairs.length);
}
