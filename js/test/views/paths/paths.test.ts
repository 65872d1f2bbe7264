import axe from "axe-core";
import { afterEach, describe, expect, it } from "vitest";
import * as links from "../../../src/entries/links";
import type { Host } from "../../../src/hosts/host";
import { memoryHost } from "../../../src/hosts/memory";
import { movesFrom } from "../../../src/model/moves";
import type { Op, Value } from "../../../src/model/types";
import { mount, type View } from "../../../src/views/mount";
import { give } from "../../../src/views/part";
import { kit, move } from "./kit";

let place: HTMLElement;
let host: Host;
let view: View;
let edits: (readonly Op[])[];

async function start({ readonly = false, more = [] as Value[][], outcomes = [] as Value[][], given = true } = {}): Promise<void> {
  edits = [];
  place = document.body.appendChild(document.createElement("div"));
  const owner = memoryHost(kit(more, outcomes), { readonly, run: () => Promise.reject(new Error("No module.")) });
  host = { ...owner, edit: (ops, label) => { edits.push(ops); owner.edit(ops, label); } };
  if (given) give(host, "links", links);
  view = mount(place, host, { height: "", zoom: 1, theme: "light", language: "en" });
  await drawn();
}

const shadow = (): ShadowRoot => place.firstElementChild?.shadowRoot as ShadowRoot;
const all = (selector: string): HTMLElement[] => [...shadow().querySelectorAll<HTMLElement>(selector)];
function one<T extends HTMLElement = HTMLElement>(selector: string): T {
  const found = shadow().querySelector<T>(selector);
  if (!found) throw new Error(`nothing is ${selector}`);
  return found;
}
const drawn = (): Promise<void> => new Promise((done) => setTimeout(done, 90));
const cell = (step: number): HTMLElement => one(`[role=gridcell][data-lane=paths][data-step=s${step}]`);
const shareOf = (step: number, to: number | string): number | null | undefined => movesFrom(host.state().doc, `s${step}`).find(({ id }) => id === move(step, to))?.share;

async function press(key: string): Promise<void> {
  (shadow().activeElement ?? one(".cjm")).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true }));
  await drawn();
}

async function enter(step: number): Promise<void> {
  cell(step).focus();
  await drawn();
  await press("Enter");
}

async function write(field: HTMLInputElement, text: string): Promise<void> {
  field.value = text;
  field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
  await drawn();
  field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  await drawn();
}

const field = (label: string): HTMLInputElement => {
  const found = all("label").find((one) => one.textContent === label)?.getAttribute("for");
  return shadow().getElementById(found ?? "") as HTMLInputElement;
};

afterEach(() => {
  view.destroy();
  place.remove();
});

describe("the paths lane", () => {
  it("tell a loss from a good end as the table of outcomes has it", async () => {
    const ends = ["no show", "moved", "renews"].map((end): Value[] => [`s9-${end}`, "s9", end, 0.1, null, null, null, null]);
    await start({ more: ends, outcomes: [["no show", false], ["renews", true]] });
    const kinds = ["no show", "moved", "renews"].map((end) => all(`[data-line="9>!${end}"], [data-line="s9-${end}"]`)[0]?.getAttribute("class") ?? "");
    expect(kinds.map((kind) => /\b(lost|outcome)\b/.exec(kind)?.[0])).toEqual(["lost", "outcome", "outcome"]);
    const text = cell(9).textContent ?? "";
    expect(text).toContain("10 % end in no show (a loss)");
    expect(text).toContain("10 % end in renews");
    expect(text).not.toContain("renews (a loss)");
    expect(all(".pt-text.lost").map((label) => label.textContent)).toEqual(["−10 % no show"]);
  });

  it("draws a node for each step, a line for each move, and its share", async () => {
    await start();
    expect(all("[data-node]").map((node) => node.textContent)).toEqual(all("[role=columnheader][data-step] .name").map((head) => head.textContent));
    expect(all("[data-line]")).toHaveLength(26);
    const labels = new Map(all("[data-label]").map((label) => [label.dataset["label"] ?? label.getAttribute("data-label"), label.textContent]));
    expect([labels.get(move(0, 1)), labels.get(move(1, 1)), labels.get(move(8, 3)), labels.get(move(0, "left"))]).toEqual(["41 %", "22 % again", "3 % assumed", "−47 %"]);
    expect(one(`[data-line="${move(8, 3)}"] .pt-stroke`).getAttribute("stroke-dasharray")).toBe("5 4");
  });

  it("speaks the moves of a step in its cell, before and after the drawing is there", async () => {
    await start();
    expect(cell(1).textContent).toBe("63 % go on to Checks menus (as planned), 22 % do it again, 15 % leave");
    expect(cell(0).textContent).toContain("41 % go on to Reads reviews (9 points fewer than planned), 12 % skip to Checks menus, 47 % leave");
    view.destroy();
    place.remove();
    await start({ given: false });
    expect(cell(1).textContent).toContain("Checks menus");
  });

  it("says what is not told, and what is told too much, in the drawing and in words", async () => {
    await start({ more: [["m1", "s4", "s0", 0.3, null, null, null, null], ["m2", "s9", "s0", null, 5, null, null, null]] });
    expect(one('[data-label="over s4"]').textContent).toBe("adds to 130 %");
    expect(cell(4).textContent).toContain("adds to 130 %");
    await enter(5);
    one("[data-remove]").click();
    await drawn();
    expect(one('[data-label="rest s5"]').textContent).toBe("84 % not told");
    expect(cell(5).textContent).toContain("84 % not told");
  });

  it("lets a share be typed on the list, and scales the others only when asked", async () => {
    await start();
    await enter(0);
    expect(one("[role=dialog]").getAttribute("aria-label")).toBe("Moves from Sees a friend's post");
    await press("ArrowDown");
    await press("ArrowUp");
    await press("6");
    const share = field("Share, %");
    expect([shadow().activeElement, share.selectionStart, share.selectionEnd]).toEqual([share, 0, 2]);
    await write(share, "60");
    expect(edits).toEqual([[{ op: "set", table: "transitions", id: move(0, 1), column: "probability", value: 0.6 }]]);
    expect([shareOf(0, 1), shareOf(0, 2)]).toEqual([0.6, 0.12]);
    one("[data-scale]").click();
    await drawn();
    expect(edits).toHaveLength(2);
    expect(movesFrom(host.state().doc, "s0").reduce((sum, { share }) => sum + (share ?? 0), 0)).toBeCloseTo(1, 9);
    expect((shareOf(0, "left") ?? 0) / (shareOf(0, 2) ?? 1)).toBeCloseTo(0.47 / 0.12, 2);
    host.undo();
    host.undo();
    expect([shareOf(0, 1), shareOf(0, 2)]).toEqual([0.41, 0.12]);
  });

  it("refuses what is no share with a sentence, and keeps the map as it was", async () => {
    await start();
    await enter(0);
    await write(field("Share, %"), "140");
    expect(one("[role=dialog] [role=alert]").textContent).toBe("“140” is no share: type a number from 0 to 100.");
    expect(edits).toEqual([]);
  });

  it("removes with Delete, adds by the list, never twice between the same ends", async () => {
    await start();
    await enter(2);
    await press("ArrowDown");
    await press("Delete");
    expect(edits.at(-1)).toEqual([{ op: "remove", table: "transitions", id: move(2, 4) }]);
    const add = one<HTMLSelectElement>(".pt-add select");
    add.value = "s7";
    add.dispatchEvent(new Event("change", { bubbles: true }));
    await drawn();
    expect(edits.at(-1)?.[0]).toMatchObject({ op: "insert", table: "transitions", row: { source: "s2", target: "s7" } });
    const to = field("Goes to");
    to.value = "left";
    to.dispatchEvent(new Event("change", { bubbles: true }));
    await drawn();
    expect(one("[role=dialog] [role=alert]").textContent).toBe("There is a move from Checks menus to left already.");
  });

  it("shows the plan beside what is, in words and shape", async () => {
    await start();
    one("[data-mode=both]").click();
    await drawn();
    expect(one(`[data-label="${move(0, 1)}"]`).textContent).toBe("41 % ▼9");
    expect(all(".pt-plan").length).toBeGreaterThan(0);
    one("[data-mode=planned]").click();
    await drawn();
    expect(one(`[data-label="${move(0, 1)}"]`).textContent).toBe("50 %");
  });

  it("draws a named way bold and the rest quiet", async () => {
    await start();
    one("[data-variant=happy]").click();
    await drawn();
    expect(all(".pt-line.chosen")).toHaveLength(8);
    expect(all(".pt-line.dim")).toHaveLength(18);
    expect(one("[data-variant=happy]").getAttribute("aria-pressed")).toBe("true");
  });

  it("shows all and takes nothing where the map is read only", async () => {
    await start({ readonly: true });
    await enter(0);
    await press("Delete");
    expect(all("[data-remove],.pt-add,[data-head]")).toEqual([]);
    expect(field("Share, %").disabled).toBe(true);
    expect(edits).toEqual([]);
  });

  it("merges the moves of a folded stage and keeps what of them is known", async () => {
    await start();
    one("[role=columnheader][data-stage=compare] .fold").click();
    await drawn();
    expect(all("[data-node]").map((node) => node.title)).toEqual(["Sees a friend's post", "Reads reviews", "Compare", "Builds the box", "Pays", "Tracks delivery", "Unboxes", "Cooks", "Skips or renews"]);
    const labels = all("[data-label]").map((label) => label.textContent);
    expect(labels).toContain("2 moves");
    expect(labels).toContain("63 %");
  });

  it("passes axe with the dialog open", async () => {
    await start();
    await enter(0);
    const { violations } = await axe.run(place.firstElementChild as HTMLElement, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
  });
});
