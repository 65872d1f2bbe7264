import axe from "axe-core";
import { afterEach, describe, expect, it } from "vitest";
import { readDoc } from "../../../src/model/document";
import type { Value, WireDoc } from "../../../src/model/types";
import { linksIn, movesIn } from "../../../src/views/panels/linked";
import type { Shown } from "../../../src/views/panels/port";
import { mapped } from "./map";
import { drawn, opening, type Opened } from "./opening";

const LINKS: Value[][] = [
  ["l2", "back", "lost", "needs", "looks up", "after six", null],
  ["l1", "slow", "desk", "trigger", null, null, true],
  ["l3", "desk", "away", null, null, null, null],
];
const MOVES: Value[][] = [
  ["m3", "s3", "never again", null, null, null, null, null],
  ["m1", "s0", "s2", 0.4, 0.5, 1200, null, ["happy"]],
  ["m2", "s2", "s1", 0.125, null, null, true, null],
];

function linked(links = LINKS, moves = MOVES): WireDoc {
  const doc = mapped();
  const tables = {
    ...doc.tables,
    links: { columns: ["id", "source", "target", "kind", "text", "condition", "both"], rows: links },
    transitions: { columns: ["id", "source", "target", "probability", "planned", "count", "assumed", "variants"], rows: moves },
  };
  return { ...doc, tables };
}

let tab: Opened;

async function start(doc: WireDoc, shown: Shown = { what: "checks" }): Promise<void> {
  tab = await opening(doc, shown, async () => ({ findings: [] }));
}

const all = (selector: string): HTMLElement[] => tab.all(selector);
const cells = (table: string): string[][] => tab.cells(`[data-linked=${table}]`);
const click = (target: HTMLElement | undefined): Promise<void> => tab.click(target);

afterEach(() => tab.close());

describe("the links of the whole map", () => {
  it("are tables in the order of the map: from, kind, to", async () => {
    await start(linked());
    await click(all("[data-tab=links]")[0]);
    expect(cells("links")).toEqual([["Slow", "trigger, both ways", "Desk", ""], ["Desk", "link", "away", ""], ["Goes back", "needs", "Lost", "looks up; after six"]]);
    expect(cells("transitions")).toEqual([
      ["Looks", "skips to", "Pays", "40%; 50% planned; seen 1,200 times; on the way happy"],
      ["Pays", "returns to", "Asks", "12.5%, assumed"],
      ["Opens", "leaves to", "never again", ""],
    ]);
    expect(all("caption").map((one) => one.textContent)).toEqual(["3 links, in order", "3 moves between steps, in order"]);
    expect((await axe.run(tab.place, { rules: { region: { enabled: false } } })).violations.map(({ id }) => id)).toEqual([]);
  });

  it("lead to their ends and to their fields; what cannot be reached is said", async () => {
    await start(linked());
    await click(all("[data-tab=links]")[0]);
    const first = all("[data-linked=links] tbody tr")[0] as HTMLElement;
    const [from, kind, to] = [...first.querySelectorAll("button")];
    await click(from);
    await click(to);
    expect(tab.visited).toEqual([{ card: "slow" }, { card: "desk" }]);
    await click(kind);
    expect(tab.opened).toEqual([{ what: "row", table: "links", id: "l1" }]);
    expect(kind?.getAttribute("aria-label")).toContain("from Slow to Desk");
    await click(from);
    expect(all("[role=alert]").length).toBe(1);
    expect(all("[data-linked=transitions] tbody tr:last-child button").length).toBe(2); // an outcome leads nowhere
  });

  it("are no tab where a map has none", async () => {
    await start(linked([], []));
    expect(all("[data-tab=links]")).toEqual([]);
  });

  it("come two hundred at once", async () => {
    await start(linked(Array.from({ length: 450 }, (_, i) => [`x${i}`, "slow", "desk", "needs", `no. ${i}`, null, null]), []));
    await click(all("[data-tab=links]")[0]);
    expect(cells("links").length).toBe(201);
    await click(all("[data-linked=links] tbody tr:last-child button")[0]);
    expect(cells("links").length).toBe(401);
  });
});

describe("the fields of one link or move", () => {
  it("are named by its ends and written as one edit each", async () => {
    await start(linked(), { what: "row", table: "links", id: "l2" });
    expect(all("h3")[0]?.textContent).toBe("Goes back – needs – Lost");
    const input = all("[data-column=condition] input, [data-column=condition] textarea")[0] as HTMLInputElement;
    input.value = "before noon";
    input.dispatchEvent(new Event("input", { bubbles: true }));
    await drawn();
    input.dispatchEvent(new FocusEvent("blur"));
    await drawn();
    expect(tab.host.state().doc.tables.links.rows.get("l2")?.["condition"]).toBe("before noon");
  });

  it("of a move are its shares, and text in them is text", async () => {
    await start(linked(LINKS, [["m", "s0", "<b>out</b>", 0.4, null, null, null, null]]), { what: "row", table: "transitions", id: "m" });
    expect(all("h3")[0]?.textContent).toBe("Looks – leaves to – <b>out</b>");
    expect(all("[data-column]").map((one) => one.dataset["column"])).toEqual(["probability", "planned", "count", "assumed", "variants"]);
  });

  it("say it when the link is gone", async () => {
    await start(linked(), { what: "row", table: "links", id: "nothing" });
    expect(all("h3")[0]?.textContent).toBe("This is no longer in the map.");
  });
});

describe("the order", () => {
  it("keeps every link and never goes back by step, whatever the links", () => {
    const ids = ["slow", "dear", "desk", "back", "lost", "away"];
    const pairs = ids.flatMap((a) => ids.map((b) => [a, b] as const));
    let seed = 7;
    const random = (): number => (seed = (seed * 48271) % 2147483647) / 2147483647;
    for (let round = 0; round < 100; round++) {
      const chosen = pairs.filter(() => random() < 0.3).sort(() => random() - 0.5);
      const doc = readDoc(linked(chosen.map(([a, b], i) => [`k${i}`, a, b, null, null, null, null]), []));
      const found = linksIn(doc);
      expect(found.map(({ id }) => id).sort()).toEqual(chosen.map((_, i) => `k${i}`).sort());
      const step = (card: string): number => doc.tables.steps.order.indexOf(String(doc.tables.cards.rows.get(card)?.["step"]));
      const places = found.filter(({ source }) => source !== "away").map(({ source }) => step(source));
      expect(places).toEqual([...places].sort((x, y) => x - y));
      expect(movesIn(doc)).toEqual([]);
    }
  });
});
