import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as module from "../../../src/entries/links";
import type { Host } from "../../../src/hosts/host";
import { memoryHost } from "../../../src/hosts/memory";
import { addLink } from "../../../src/model/link_gestures";
import type { Value, WireDoc } from "../../../src/model/types";
import { mount, type View } from "../../../src/views/mount";
import { give } from "../../../src/views/part";

const LANES = ["acts", "shop", "back"];
const [WIDE, TALL] = [158, 80];

/** Three steps, three lanes, a card in each cell, and two links. Everything in it is made up. */
function doc(links: Value[][] = [["k1", "c0-acts", "c0-shop", "trigger", "asks", null], ["k2", "c0-shop", "c1-shop", null, null, null]]): WireDoc {
  const cards = LANES.flatMap((lane) => [0, 1, 2].map((i): Value[] => [`c${i}-${lane}`, `s${i}`, lane, `Card ${i} of ${lane}`]));
  return {
    kind: "map", title: "Made up", note: "", runs: null,
    tables: {
      stages: { columns: ["id", "name"], rows: [] },
      steps: { columns: ["id", "name"], rows: [0, 1, 2].map((i) => [`s${i}`, `Step ${i}`]) },
      lanes: { columns: ["id", "name", "kind", "role", "side", "column", "visible", "readonly"], rows: LANES.map((id) => [id, id, "cards", "other", null, null, true, false]) },
      cards: { columns: ["id", "step", "lane", "text"], rows: cards },
      links: { columns: ["id", "source", "target", "kind", "text", "condition"], rows: links },
    },
  };
}

/** happy-dom lays nothing out: columns and lanes of one size, each card filling most of its cell. */
function laidOut(this: Element): DOMRect {
  const cell = this.closest<HTMLElement>(".cell");
  const lane = LANES.indexOf(this.closest<HTMLElement>(".lane")?.dataset["lane"] ?? "");
  if (cell && lane >= 0) return new DOMRect(160 + Number(cell.dataset["slot"]) * WIDE + 14, lane * TALL + 14, WIDE - 28, TALL - 28);
  return lane >= 0 ? new DOMRect(0, lane * TALL, 160 + 3 * WIDE, TALL) : new DOMRect(0, 0, 160 + 3 * WIDE, 3 * TALL);
}

let place: HTMLElement;
let host: Host;
let view: View;

const shadow = (): ShadowRoot => place.firstElementChild?.shadowRoot as ShadowRoot;
const all = (selector: string): HTMLElement[] => [...shadow().querySelectorAll<HTMLElement>(selector)];
const one = (selector: string): HTMLElement => {
  const found = shadow().querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`nothing is ${selector}`);
  return found;
};
const links = (): Record<string, unknown>[] => [...host.state().doc.tables.links.rows.values()];
const said = (): string => one("[data-said]").textContent ?? "";
const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 120));
const cellOf = (card: string): HTMLElement => one(`[data-card="${card}"]`).closest<HTMLElement>(".cell") as HTMLElement;
const lines = (): number => all(".links .all path.line").reduce((sum, path) => sum + (path.getAttribute("d") ?? "").split("M").length - 1, 0);
const heard = (card: string): string => shadow().getElementById(cellOf(card).getAttribute("aria-describedby") ?? "")?.textContent ?? "";

async function start(wire = doc(), readonly = false): Promise<void> {
  place = document.body.appendChild(document.createElement("div"));
  host = memoryHost(wire, { readonly });
  give(host, "links", module);
  view = mount(place, host, { height: "", zoom: 1, theme: "light", language: "en" });
  await settled();
}

async function goTo(card: string): Promise<void> {
  cellOf(card).focus();
  await settled();
}

async function press(key: string, more: KeyboardEventInit = {}): Promise<void> {
  (shadow().activeElement ?? one(".cjm")).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true, ...more }));
  await settled();
}

beforeEach(() => void vi.spyOn(Element.prototype, "getBoundingClientRect").mockImplementation(laidOut));
afterEach(() => {
  view.destroy();
  place.remove();
  vi.restoreAllMocks();
});

describe("a first look", () => {
  it("has the room for lines from the first drawing, before any line", () => {
    place = document.body.appendChild(document.createElement("div"));
    host = memoryHost(doc());
    view = mount(place, host, { height: "", zoom: 1, theme: "light", language: "en" });
    expect(one("[data-scroll]").hasAttribute("data-linked")).toBe(true);
    expect(all(".links")).toEqual([]);
  });

  it("draws every link and says so of both ends, in words", async () => {
    await start();
    expect(one(".links").dataset["drawn"]).toBe("2");
    expect(lines()).toBe(2);
    expect(heard("c0-acts")).toBe("Links: to Card 0 of shop, triggers (asks).");
    expect(heard("c0-shop")).toContain("from Card 0 of acts, triggers");
    expect(heard("c0-shop")).toContain("to Card 1 of shop, leads to");
    expect(cellOf("c2-back").hasAttribute("aria-describedby")).toBe(false);
  });

  it("leaves a map without links as it is, and takes the room away with the last link", async () => {
    await start(doc([]));
    expect(one("[data-scroll]").hasAttribute("data-linked")).toBe(false);
    host.edit(addLink(host.state().doc, { source: "c0-acts", target: "c1-acts" }), "Link");
    await settled();
    expect([one("[data-scroll]").hasAttribute("data-linked"), lines()]).toEqual([true, 1]);
    host.undo();
    await settled();
    expect([one("[data-scroll]").hasAttribute("data-linked"), lines()]).toEqual([false, 0]);
  });
});

describe("linking by keys", () => {
  it("takes L, a walk and Enter, as one edit, and tells each", async () => {
    await start();
    await goTo("c1-acts");
    await press("l");
    expect(said()).toContain("Linking from “Card 1 of acts”");
    await goTo("c2-shop");
    expect(said()).toContain("Link “Card 1 of acts” to “Card 2 of shop”?");
    await press("Enter");
    expect(links().at(-1)).toMatchObject({ source: "c1-acts", target: "c2-shop" });
    expect(lines()).toBe(3);
    host.undo();
    expect(links()).toHaveLength(2);
  });

  it("gives up with Escape, refuses a card itself, and a link that is there", async () => {
    await start();
    await goTo("c0-acts");
    await press("l");
    await press("Escape");
    expect(said()).toContain("No link made.");
    await press("l");
    await press("Enter");
    expect(said()).toContain("cannot be linked to itself");
    await goTo("c0-shop");
    await press("Enter");
    expect(said()).toContain("is linked to “Card 0 of shop” already");
    expect(links()).toHaveLength(2);
  });

  it("makes nothing where nothing can be changed", async () => {
    await start(doc(), true);
    await goTo("c0-acts");
    await press("l");
    expect(all("[data-link-status]")).toEqual([]);
  });
});

describe("the list of a card's links", () => {
  it("changes the kind, turns a link round and deletes it", async () => {
    await start();
    await goTo("c0-acts");
    await press("L", { shiftKey: true });
    expect(one(".link-list .which").getAttribute("aria-expanded")).toBe("true");
    const kind = one(".link-list select") as unknown as HTMLSelectElement;
    kind.value = "needs";
    kind.dispatchEvent(new Event("change", { bubbles: true }));
    await settled();
    expect(links().find(({ id }) => id === "k1")).toMatchObject({ kind: "needs" });
    const named = (text: string): HTMLElement | undefined => all(".link-list button").find((button) => button.textContent === text);
    named("Turn round")?.click();
    await settled();
    expect(links().find(({ id }) => id === "k1")).toMatchObject({ source: "c0-shop", target: "c0-acts" });
    expect(heard("c0-acts")).toContain("from Card 0 of shop, needs");
    named("Delete")?.click();
    await settled();
    expect(links()).toHaveLength(1);
    expect(lines()).toBe(1);
  });
});

describe("a card that is carried", () => {
  it("has its links led to where it would land, and as they were when it is let go elsewhere", async () => {
    await start();
    const card = one('[data-card="c0-acts"]');
    const at = (selector: string): string => all(selector).map((path) => path.getAttribute("d")).join("");
    const before = at(".links .all path.line");
    const ctl = one('[data-card="c0-acts"]').closest<HTMLElement>(".cjm") as HTMLElement;
    const target = cellOf("c2-back");
    shadow().elementFromPoint = () => target;
    const pointer = (type: string, x: number, y: number): boolean => card.dispatchEvent(new PointerEvent(type, { bubbles: true, composed: true, cancelable: true, pointerId: 1, button: 0, clientX: x, clientY: y }));
    pointer("pointerdown", 200, 30);
    pointer("pointermove", 230, 60);
    await settled();
    const led = at(".links .lit path.line");
    expect(led).not.toBe("");
    pointer("pointermove", 240, 200);
    await settled();
    expect(at(".links .all path.line")).toBe(before);
    expect(ctl.querySelector(".links .all")?.classList.contains("quiet")).toBe(true);
    const asks = led.split("M").filter(Boolean);
    expect(asks).toHaveLength(1);
    expect(Number(asks[0]?.split(" ")[0])).toBeGreaterThan(160 + 2 * WIDE);
    const last = at(".links .lit path.line");
    // Over the rail, where it cannot land: its links wait a moment, and then are as they were.
    shadow().elementFromPoint = () => one(".rail");
    pointer("pointermove", 20, 60);
    await settled();
    expect(at(".links .lit path.line")).toBe(last);
    await new Promise((done) => setTimeout(done, 200));
    expect(at(".links .lit path.line")).not.toBe(last);
    shadow().elementFromPoint = () => target;
    pointer("pointermove", 240, 200);
    await settled();
    expect(at(".links .lit path.line")).toBe(last);
    pointer("pointercancel", 240, 200);
    await settled();
    expect(at(".links .lit path.line")).not.toBe(led);
    expect(at(".links .all path.line")).toBe(before);
  });
});
