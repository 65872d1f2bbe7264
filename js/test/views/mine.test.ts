/** A text that another wrote over is said in its cell and can be written once more. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { value } from "../../src/model/document";
import type { Op, Value } from "../../src/model/types";
import { mount, type View } from "../../src/views/mount";
import { answer, wire, type Wire } from "../hosts/wire";
import { journey } from "./journey";

let place: HTMLElement;
let w: Wire;
let view: View;

beforeEach(() => {
  w = wire({ now: () => performance.now() }, journey());
  place = document.body.appendChild(document.createElement("div"));
  view = mount(place, w.host, { height: "", zoom: 1, theme: "light", language: "en" });
});
afterEach(() => {
  vi.restoreAllMocks();
  view.destroy();
  place.remove();
});

const shadow = (): ShadowRoot => place.firstElementChild?.shadowRoot as ShadowRoot;
const note = (): HTMLElement | null => shadow().querySelector<HTMLElement>('.cell[data-lane="actions"][data-step="s1"] [data-mine]');
const said = (): string => shadow().querySelector("[data-said]")?.textContent ?? "";
const now = (): Value => value(w.host.state().doc, "steps", "s1", "actions");
const drawn = (): Promise<void> => new Promise((done) => setTimeout(done, 30));
const set = (text: Value, id = "s1"): Op => ({ op: "set", table: "steps", id, column: "actions", value: text });

async function mine(text: string): Promise<void> {
  w.host.edit([set(text)], "");
  answer(w, { rev: w.n, seen: { [w.host.browser]: 100 }, ops: [set(text)] });
  await drawn();
}

async function theirs(text: string, more: object = { source: "python", browser: null }): Promise<void> {
  answer(w, { rev: w.n, seen: { [w.host.browser]: 100 }, ops: [set(text)], ...more });
  await drawn();
}

async function press(name: string): Promise<void> {
  [...(note()?.querySelectorAll("button") ?? [])].find((one) => one.textContent === name)?.click();
  await drawn();
}

describe("a text that Python wrote over", () => {
  it("is said in the cell, to the ear as well, and written again as an ordinary edit", async () => {
    await mine("Answer takes two days");
    expect(note()).toBeNull();
    await theirs("Answer takes a day");
    expect(note()?.textContent).toContain("Python wrote this just now. You had: “Answer takes two days”");
    expect(said()).toContain("You had: “Answer takes two days”");
    await press("Use mine");
    expect(now()).toBe("Answer takes two days");
    expect(w.sent.at(-1)).toMatchObject({ type: "edit", ops: [set("Answer takes two days")] });
    expect(note()).toBeNull();
  });

  it("is named after another page where that wrote", async () => {
    await mine("mine");
    await theirs("theirs", { source: "page", browser: "somebody" });
    expect(note()?.textContent).toContain("Another page wrote this");
  });

  it("goes when it is not wanted, and nothing is sent", async () => {
    await mine("mine");
    await theirs("theirs");
    const sent = w.sent.length;
    await press("Keep theirs");
    expect(note()).toBeNull();
    expect([now(), w.sent.length]).toEqual(["theirs", sent]);
  });

  it("goes when the cell is edited, and stays when another is", async () => {
    await mine("mine");
    await theirs("theirs");
    w.host.edit([set("elsewhere", "s2")], "");
    await drawn();
    expect(note()).not.toBeNull();
    w.host.edit([set("anew")], "");
    await drawn();
    expect(note()).toBeNull();
  });

  it("is not said where both wrote the same, nor long after", async () => {
    await mine("same");
    await theirs("same");
    expect(note()).toBeNull();
    await mine("old");
    const late = performance.now() + 11_000;
    vi.spyOn(performance, "now").mockReturnValue(late);
    await theirs("new");
    expect(note()).toBeNull();
  });

  it("is markup to nobody", async () => {
    await mine("<img src=x onerror=alert(1)>");
    await theirs("theirs");
    expect(note()?.querySelector("img")).toBeNull();
    expect(note()?.textContent).toContain("<img src=x");
  });

  it("can be used from the menu, for the keyboard", async () => {
    await mine("mine");
    await theirs("theirs");
    shadow().querySelector<HTMLElement>('.cell[data-lane="actions"][data-step="s1"]')?.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, composed: true }));
    await drawn();
    const entry = [...shadow().querySelectorAll<HTMLElement>("[role=menuitem]")].find((one) => one.textContent === "Use mine");
    entry?.click();
    await drawn();
    expect(now()).toBe("mine");
  });
});

describe("a text given up in an editor over which another wrote", () => {
  async function typed(text: string): Promise<void> {
    shadow().querySelector<HTMLElement>('.cell[data-lane="actions"][data-step="s1"]')?.dispatchEvent(new MouseEvent("dblclick", { bubbles: true, composed: true }));
    await drawn();
    const field = shadow().querySelector<HTMLTextAreaElement>("[data-editor] textarea, [data-editor] input") as HTMLTextAreaElement;
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await drawn();
  }

  async function escape(): Promise<void> {
    const field = shadow().querySelector<HTMLElement>("[data-editor] textarea, [data-editor] input");
    field?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, composed: true, cancelable: true }));
    await drawn();
  }

  it("is still offered", async () => {
    await typed("What I wrote");
    await theirs("Python's");
    await escape();
    expect(now()).toBe("Python's");
    expect(note()?.textContent).toContain("Python wrote this just now. You had: “What I wrote”");
    await press("Use mine");
    expect(now()).toBe("What I wrote");
  });

  it("is gone where nobody else wrote, as before", async () => {
    await typed("What I wrote");
    await escape();
    expect(note()).toBeNull();
  });
});
