import { beforeEach, describe, expect, it } from "vitest";
import { retiled, tiles } from "../../../src/views/report/sheets";

/** Tables as Python writes them: six steps in each, stages of three, a rule, a lane. */
function tableOf(low: number, high: number, all: number): HTMLTableElement {
  const table = document.createElement("table");
  const put = (parent: Element, tag: string, attributes: Record<string, string>, text = ""): Element => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.textContent = text;
    parent.append(made);
    return made;
  };
  const caption = put(table, "caption", {});
  put(caption, "span", { class: "part" }, `: steps ${low + 1} to ${high} of ${all}`);
  if (low === 0) put(caption, "small", { class: "extent" }, "all there is");
  put(put(table, "colgroup", {}), "col", { class: "rail" });
  const [head, body] = [put(table, "thead", {}), put(table, "tbody", {})];
  const bands = put(head, "tr", { class: "bands" });
  put(bands, "th", {}, "Stage");
  for (let at = low; at < high; at++) if (at === low || at % 3 === 0) put(bands, "th", { "data-band": String(Math.floor(at / 3)), colspan: String(Math.min(high, Math.floor(at / 3) * 3 + 3) - at) }, `Stage ${Math.floor(at / 3)}`);
  const names = put(head, "tr", { class: "names" });
  put(names, "th", {}, "Step");
  put(put(body, "tr", { class: "rule" }), "td", { colspan: String(high - low + 1) }, "Line of visibility");
  const lane = put(body, "tr", {});
  put(lane, "th", {}, "Actions");
  for (let at = low; at < high; at++) {
    put(names, "th", { "data-of": String(Math.floor(at / 3)) }, `Step ${at}`);
    put(lane, "td", {}, `does ${at}`);
  }
  return table;
}

const COUNT = 14;
const tables = (): HTMLTableElement[] => [0, 6, 12].map((low) => tableOf(low, Math.min(low + 6, COUNT), COUNT));
const texts = (table: Element | undefined, where: string): string[] => [...(table?.querySelectorAll(where) ?? [])].map((cell) => cell.textContent ?? "");

describe("tables for other paper", () => {
  let made: Element[];
  beforeEach(() => void (made = tiles(tables(), 4)));

  it("hold every step once, in order, with the rail and the head on each", () => {
    expect(made.flatMap((one) => texts(one, "tbody td:not([colspan])"))).toEqual(Array.from({ length: COUNT }, (_, at) => `does ${at}`));
    for (const one of made) expect([...texts(one, "tr:not(.rule)>:first-child"), one.querySelectorAll("col.rail").length]).toEqual(["Stage", "Step", "Actions", 1]);
    expect(made.map((one) => one.querySelectorAll("col").length)).toEqual([5, 5, 5, 3]);
  });

  it("make a step as wide on the last as on the others", () => {
    expect(made.map((one) => (one as HTMLElement).style.getPropertyValue("--of"))).toEqual(["", "", "", "0.5"]);
  });

  it("span stages over as many of their steps as are there", () => {
    expect(texts(made[1], ".bands [data-band]")).toEqual(["Stage 1", "Stage 2"]);
    expect([...made.flatMap((one) => [...one.querySelectorAll("[data-band]")])].map((cell) => cell.getAttribute("colspan"))).toEqual(["3", "1", "2", "2", "1", "3", "2"]);
    expect(texts(made[0], ".rule td")).toEqual(["Line of visibility"]);
    expect(made[3]?.querySelector(".rule td")?.getAttribute("colspan")).toBe("3");
  });

  it("say which steps they hold", () => {
    expect(made.map((one) => one.querySelector(".part")?.textContent)).toEqual([": steps 1 to 4 of 14", ": steps 5 to 8 of 14", ": steps 9 to 12 of 14", ": steps 13 to 14 of 14"]);
    expect(made.map((one) => one.querySelectorAll(".extent").length)).toEqual([1, 0, 0, 0]);
  });

  it("stand beside the others while a page is printed", () => {
    const sheets = document.createElement("div");
    sheets.className = "sheets";
    sheets.append(...tables());
    document.body.append(sheets);
    const before = sheets.outerHTML.length;
    const undo = retiled(sheets);
    expect([...document.querySelectorAll(".sheets")].map((one) => [one.className, one.children.length])).toEqual([["sheets usual", 3], ["sheets narrow", 4], ["sheets wide", 2]]);
    undo();
    expect(document.querySelectorAll(".sheets")).toHaveLength(1);
    expect(sheets.outerHTML).toHaveLength(before);
  });
});
