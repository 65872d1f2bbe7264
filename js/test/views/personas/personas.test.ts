import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Host } from "../../../src/hosts/host";
import { memoryHost } from "../../../src/hosts/memory";
import type { Alone, Look } from "../../../src/views/alone";
import { mount } from "../../../src/views/personas/mount";
import { people } from "./people";

const look: Look = { height: "", theme: "light", language: "en" };
const asked: unknown[] = [];
let place: HTMLElement;
let host: Host;
let view: Alone<Look>;

function start(readonly = false, wire = people()): void {
  place = document.body.appendChild(document.createElement("div"));
  host = memoryHost(wire, { readonly, run: (verb, args) => (asked.push([verb, args]), Promise.resolve(null)) });
  view = mount(place, host, look);
}

const shadow = (): ShadowRoot => place.firstElementChild?.shadowRoot as ShadowRoot;
const all = (selector: string): HTMLElement[] => [...shadow().querySelectorAll<HTMLElement>(selector)];
const one = (selector: string): HTMLElement => {
  const found = shadow().querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`nothing is ${selector}`);
  return found;
};
const field = (id: string, column: string): HTMLElement => one(`[data-persona="${id}"] [data-field="${column}"]`);
const drawn = (): Promise<void> => new Promise((done) => setTimeout(done, 40));
const held = (id: string, column: string): unknown => host.state().doc.tables.personas.rows.get(id)?.[column] ?? null;
const order = (): unknown[] => [...host.state().doc.tables.personas.order];

async function press(target: HTMLElement, key: string, more: KeyboardEventInit = {}): Promise<void> {
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true, ...more }));
  await drawn();
}

async function write(id: string, column: string, text: string): Promise<void> {
  field(id, column).click();
  await drawn();
  const box = one(`[data-persona="${id}"] [data-writing="${column}"] :is(textarea,input)`) as HTMLTextAreaElement;
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  await drawn();
  await press(box, "Enter");
}

async function choose(button: HTMLElement, entry: string): Promise<void> {
  button.click();
  await drawn();
  const item = all("[role^=menuitem]").find((one) => one.textContent?.includes(entry));
  if (!item) throw new Error(`no entry ${entry}`);
  item.click();
  await drawn();
}

beforeEach(() => start());
afterEach(() => {
  view.destroy();
  place.remove();
  asked.length = 0;
});

describe("persona cards", () => {
  it("show everything of the sheet, and which one the map is drawn for", () => {
    const text = one('[data-persona="dana"]').textContent ?? "";
    for (const said of ["Dana, planning parent", "Nurse, two children, 38", "“I want dinner", "Feed four", "Shift work", "Health", "Being locked in", "no strings", "Four dinners", "46 % of customers", "n = 420", "from orders.csv", "Primary"]) expect(text).toContain(said);
    expect(one('[data-persona="dana"] .av').textContent).toContain("DP");
    expect(all('[data-drawn="true"]')).toHaveLength(1);
    expect(one('[data-persona="luis"]').textContent).toContain("? Hypothesis");
    expect(one('[data-persona="luis"]').textContent).toContain("◆ Written by a model");
    expect(one('[data-persona="luis"]').textContent).toContain("a cat");
    expect(one(".bar").textContent).toContain("three to five");
    expect(one(".bar").textContent).toContain("A weekly box");
  });

  it("show markup as the text it is", async () => {
    await write("dana", "goals", "<b>Less</b> waste");
    expect(field("dana", "goals").textContent).toContain("<b>Less</b>");
    expect(field("dana", "goals").querySelector("b")).toBeNull();
  });

  it("say where three to five are not reached", () => {
    const wire = people();
    wire.tables.personas?.rows.splice(1);
    view.destroy();
    start(false, wire);
    expect(one(".bar").textContent).toContain("one persona so far");
  });

  it("invite where there are none", () => {
    const wire = people();
    wire.tables.personas?.rows.splice(0);
    view.destroy();
    start(false, wire);
    expect(one(".empty").textContent).toContain("three to five");
    expect(all("[data-add]")).toHaveLength(1);
  });

  it("offer nothing to press where they are for reading", () => {
    view.destroy();
    start(true);
    expect(all("button")).toHaveLength(0);
    expect(all("input")).toHaveLength(0);
  });
});

describe("editing a persona", () => {
  it("keeps what was written with Enter, and takes it back", async () => {
    await write("dana", "fears", "Cold food");
    expect(held("dana", "fears")).toBe("Cold food");
    await press(one(".cjm"), "z", { ctrlKey: true });
    expect(held("dana", "fears")).toBe("Being locked in");
    await press(one(".cjm"), "z", { ctrlKey: true, shiftKey: true });
    expect(held("dana", "fears")).toBe("Cold food");
  });

  it("gives up with Escape", async () => {
    field("dana", "fears").click();
    await drawn();
    const box = one("[data-writing=fears] textarea") as HTMLTextAreaElement;
    box.value = "x";
    box.dispatchEvent(new Event("input", { bubbles: true }));
    await press(box, "Escape");
    expect(held("dana", "fears")).toBe("Being locked in");
    expect(host.state().canUndo).toBe(false);
  });

  it("reads a share as people write it", async () => {
    await write("mira", "share", "12,5 %");
    expect(held("mira", "share")).toBe(0.125);
    await write("mira", "share", "30");
    expect(held("mira", "share")).toBe(0.3);
    await write("mira", "share", "");
    expect(held("mira", "share")).toBeNull();
  });

  it("says under the card why an edit was refused", async () => {
    view.destroy();
    const inner = memoryHost(people());
    const refused = { counter: 7, ops: [], reason: "“many” is not a number.", at: { table: "personas", id: "mira", column: "n" } } as const;
    const state = { ...inner.state(), refused: [refused] };
    const left: number[] = [];
    view = mount(place, { ...inner, state: () => state, leave: (counter) => void left.push(counter) }, look);
    await drawn();
    expect(one('[data-persona="mira"] [data-refused]').textContent).toContain("is not a number");
    all('[data-persona="mira"] [data-refused] button')[1]?.click();
    expect(left).toEqual([7]);
  });

  it("marks traits, adds them and takes them away", async () => {
    const slider = one('[data-persona="luis"] input[type=range]') as HTMLInputElement;
    slider.value = "4";
    slider.dispatchEvent(new Event("change", { bubbles: true }));
    await drawn();
    expect(held("luis", "traits")).toEqual(["plans ahead: 4", "curious"]);
    await write("luis", "new-trait", "brave: 2");
    expect(held("luis", "traits")).toEqual(["plans ahead: 4", "curious", "brave: 2"]);
    await write("luis", "trait", "");
    expect(held("luis", "traits")).toEqual(["curious", "brave: 2"]);
  });

  it("chooses kind, author and colour from a menu", async () => {
    await choose(field("mira", "kind"), "Not for them");
    await choose(field("mira", "author"), "Written by a person");
    await choose(field("mira", "colour"), "teal");
    expect([held("mira", "kind"), held("mira", "author"), held("mira", "colour")]).toEqual(["anti", "person", "#4d8a8c"]);
  });
});

describe("the order of personas", () => {
  it("is changed by keys", async () => {
    await press(field("mira", "name"), "ArrowLeft", { altKey: true });
    expect(order()).toEqual(["dana", "mira", "luis"]);
    await press(field("mira", "name"), "ArrowRight", { altKey: true });
    await press(field("mira", "name"), "ArrowRight", { altKey: true });
    expect(order()).toEqual(["dana", "luis", "mira"]);
    expect(one("[data-said]").textContent).toContain("Cannot move further");
  });

  it("grows by a new one and a copy, and shrinks", async () => {
    one("[data-add]").click();
    await drawn();
    expect(order()).toHaveLength(4);
    await press(field("dana", "name"), "d", { ctrlKey: true });
    expect(held(String(order()[1]), "name")).toBe("Dana, planning parent 2");
    expect(held(String(order()[1]), "goals")).toBe(held("dana", "goals"));
    await press(field("luis", "name"), "Delete");
    expect(order()).not.toContain("luis");
    await choose(one('[data-persona="mira"] .card-tools button'), "Remove");
    expect(order()).not.toContain("mira");
  });

  it("asks Python to draw the map for another one", async () => {
    one('[data-persona="luis"] [data-drawn]').click();
    await drawn();
    expect(asked).toEqual([["meta", { name: "persona", value: "luis" }]]);
  });
});
