import axe from "axe-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as panels from "../../../src/entries/panels";
import type { Host } from "../../../src/hosts/host";
import { memoryHost } from "../../../src/hosts/memory";
import type { Op } from "../../../src/model/types";
import { mount, type View, type ViewOptions } from "../../../src/views/mount";
import { mapped } from "./map";

const options: ViewOptions = { height: "", zoom: 1, theme: "light", language: "en", panels: () => Promise.resolve(panels) };
const evidence = {
  state: { state: "researched", n: 12, kinds: "interview, ticket", age: 10, stale: false, reliability: 0.5 },
  rows: [{ id: "e1", kind: "interview", text: "It <i>takes</i> days", source: "call 7", date: "2026-09-14T00:00:00", n: 3, author: "model", hangs_on: "card", counts: true }],
  total: 1,
};
const finding = { severity: "warning", what: "A pain rests on nothing", why: "Because", how: "Link it", table: "cards", row: "dear", column: null, step: "s1", lane: "pains", mendable: true, silenced: false, reason: null };
const findings = [{ ...finding, code: "assumed-pain" }, { ...finding, code: "few-teams", severity: "note", table: null, row: null, step: null, lane: null, mendable: false }];

let place: HTMLElement;
let host: Host;
let view: View;
let asked: [string, Readonly<Record<string, unknown>>][];
let edits: (readonly Op[])[];

function start(more: Partial<ViewOptions> = {}, readonly = false): void {
  asked = [];
  edits = [];
  place = document.body.appendChild(document.createElement("div"));
  const run = (verb: string, args: Readonly<Record<string, unknown>>): Promise<unknown> => {
    asked.push([verb, args]);
    return verb === "evidence" ? Promise.resolve(evidence) : verb === "checks" ? Promise.resolve({ findings }) : verb === "silence" && !args["reason"] ? Promise.reject(new Error("No reason.")) : Promise.resolve(null);
  };
  const owner = memoryHost(mapped(), { readonly, overlays: { checks: { error: 0, warning: 1, note: 1 }, evidence: { cards: { slow: ["researched", "interview, ticket", 12, false], dear: ["assumed", "", 0, false] } } }, run });
  host = { ...owner, edit: (ops, label) => { edits.push(ops); owner.edit(ops, label); } };
  view = mount(place, host, { ...options, ...more });
}

const shadow = (): ShadowRoot => place.firstElementChild?.shadowRoot as ShadowRoot;
const all = (selector: string): HTMLElement[] => [...shadow().querySelectorAll<HTMLElement>(selector)];
function one<T extends HTMLElement = HTMLElement>(selector: string): T {
  const found = shadow().querySelector<T>(selector);
  if (!found) throw new Error(`nothing is ${selector}`);
  return found;
}
const drawn = (): Promise<void> => new Promise((done) => setTimeout(done, 90));
const button = (text: string): HTMLElement => all("button").find((found) => found.textContent?.trim().startsWith(text)) ?? one(`none called ${text}`);

async function press(key: string, more: KeyboardEventInit = {}): Promise<void> {
  (shadow().activeElement ?? one(".cjm")).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true, ...more }));
  await drawn();
}

async function click(target: HTMLElement): Promise<void> {
  target.click();
  await drawn();
}

async function write(selector: string, text: string, leave = true): Promise<void> {
  const field = one<HTMLInputElement>(selector);
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await drawn();
  if (leave) field.dispatchEvent(new FocusEvent("blur"));
  await drawn();
}

async function openCard(step = "s0"): Promise<void> {
  one(`.cell[data-lane="pains"][data-step="${step}"]`).focus();
  await press("Enter", { shiftKey: true });
  await vi.waitFor(() => one(".aside [role=dialog], .aside [role=alert], .aside > div:empty"));
  await drawn();
}

beforeEach(() => start());
afterEach(() => {
  view.destroy();
  place.remove();
});

describe("a card's panel", () => {
  it("opens from the keyboard as a labelled dialog, and Escape leads back to the card", async () => {
    await openCard();
    const dialog = one("[role=dialog]");
    expect(shadow().activeElement).toBe(dialog);
    expect(one(`#${dialog.getAttribute("aria-labelledby")}`).textContent).toBe("Slow");
    expect(dialog.getAttribute("aria-modal")).toBe("false");
    await press("Escape");
    expect(all("[role=dialog]")).toHaveLength(0);
    expect((shadow().activeElement as HTMLElement).dataset["step"]).toBe("s0");
  });

  it("shows the fields that fit the lane, the map's own columns, and the rest on request", async () => {
    await openCard();
    const columns = (): (string | undefined)[] => all("[data-column]").map((field) => field.dataset["column"]);
    expect(columns()).toEqual(["text", "severity", "barrier", "team", "effort", "author", "shade"]);
    await click(one(".more-fields"));
    expect(columns()).toContain("kano");
  });

  it("makes one edit of each change", async () => {
    await openCard();
    await click(all("[role=radio]")[1] as HTMLElement);
    await write("#cards-team", "Support");
    expect(edits).toEqual([[{ op: "set", table: "cards", id: "slow", column: "severity", value: 2 }], [{ op: "set", table: "cards", id: "slow", column: "team", value: "Support" }]]);
  });

  it("says what is wrong with a number, and keeps nothing", async () => {
    await openCard();
    await click(one(".more-fields"));
    await write("#cards-reach", "lots");
    expect(one("#cards-reach-why").textContent).toContain("“lots” is not a number");
    await write("#cards-reach", "-3");
    expect(one("#cards-reach-why").textContent).toContain("0 or more");
    expect(edits).toEqual([]);
  });

  it("gives typed text up on the first Escape and closes on the second", async () => {
    await openCard();
    one("#cards-team").focus();
    await write("#cards-team", "Sup", false);
    await press("Escape");
    expect(one<HTMLInputElement>("#cards-team").value).toBe("");
    await press("Escape");
    expect(all("[role=dialog]")).toHaveLength(0);
    expect(edits).toEqual([]);
  });

  it("takes only pictures", async () => {
    await openCard();
    const field = one<HTMLInputElement>("input[type=file]");
    const choose = async (file: File): Promise<void> => {
      Object.defineProperty(field, "files", { value: [file], configurable: true });
      field.dispatchEvent(new Event("change"));
      await drawn();
    };
    await choose(new File(["<svg onload=alert(1)>"], "x.png", { type: "image/png" }));
    expect(one(".picture .why").textContent).toContain("“x.png” is not a PNG");
    await choose(new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1])], "y.svg"));
    expect(edits).toEqual([[{ op: "set", table: "cards", id: "slow", column: "image", value: "data:image/png;base64,iVBORwE=" }]]);
    expect(one<HTMLImageElement>(".picture img").alt).toBe("Picture of “Slow”");
  });

  it("shows what the card rests on, as text, and adds and removes rows", async () => {
    await openCard();
    expect(one("[data-state]").textContent).toContain("researched: 2 kinds of source, newest 10 days old");
    expect(one("blockquote").textContent).toContain("It <i>takes</i> days");
    expect(one("blockquote").textContent).toContain("written by a model");
    await click(button("Add evidence"));
    await write("#evidence-new-text", "Rang twice");
    await write("#evidence-new-n", "2");
    await click(button("Keep"));
    expect(edits[0]?.[0]).toMatchObject({ op: "insert", table: "evidence", row: { card: "slow", kind: "interview", text: "Rang twice", n: 2 } });
    await click(button("Remove"));
    expect(edits[1]).toEqual([{ op: "remove", table: "evidence", id: "e1" }]);
    expect(asked.filter(([verb]) => verb === "evidence").length).toBeGreaterThan(2);
  });

  it("changes nothing where nothing may be changed", async () => {
    view.destroy();
    place.remove();
    start({}, true);
    await openCard();
    expect(all(".pn :is(input,select,textarea):not(:disabled)")).toHaveLength(0);
    expect(all("button").some((found) => found.textContent === "Add evidence")).toBe(false);
  });

  it("has no fault that axe finds", async () => {
    await openCard();
    await click(button("Add evidence"));
    const copy = document.body.appendChild(document.createElement("div"));
    copy.innerHTML = one("[data-panel]").outerHTML;
    const { violations } = await axe.run(copy, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
    copy.remove();
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  });
});

describe("the module of the panels", () => {
  it("comes from Python once, and its address is taken back", async () => {
    view.destroy();
    place.remove();
    start({ panels: undefined });
    const taken = vi.spyOn(URL, "revokeObjectURL").mockImplementation(() => undefined);
    vi.spyOn(URL, "createObjectURL").mockReturnValue("data:text/javascript,export const open=()=>({show(){},destroy(){}})");
    host.run = (verb, args = {}) => { asked.push([verb, args]); return Promise.resolve({ text: "export {}" }); };
    await openCard();
    await drawn();
    await press("Escape");
    await openCard();
    expect(asked.filter(([, args]) => JSON.stringify(args) === '{"name":"panels"}')).toEqual([["module", { name: "panels" }]]);
    expect(taken).toHaveBeenCalledTimes(asked.length);
    vi.restoreAllMocks();
  });

  it("says so where it cannot be loaded, and tries again", async () => {
    view.destroy();
    place.remove();
    let tries = 0;
    start({ panels: () => (tries++ ? Promise.resolve(panels) : Promise.reject(new Error("the kernel is gone."))) });
    await openCard();
    expect(one("[data-panel-problem]").textContent).toContain("could not be loaded: the kernel is gone. The board works without it.");
    await click(button("Try again"));
    expect(one("[role=dialog] h3").textContent).toBe("Slow");
  });
});

describe("the checks", () => {
  it("stand in the title bar with their counts, and list what was found", async () => {
    expect(one("[data-checks-button]").textContent).toContain("0 errors, 1 warning, 1 note");
    await click(one("[data-checks-button]"));
    expect(all(".findings li").map((li) => li.dataset["code"])).toEqual(["assumed-pain", "few-teams"]);
    await click(button("Notes"));
    expect(all(".findings li").map((li) => li.dataset["code"])).toEqual(["few-teams"]);
  });

  it("lead to the place, mend, and are silenced only with a reason", async () => {
    await click(one("[data-checks-button]"));
    await click(one(".go"));
    expect((shadow().activeElement as HTMLElement).dataset).toMatchObject({ step: "s1", lane: "pains" });
    await click(button("Mend"));
    expect(asked).toContainEqual(["mend", { code: "assumed-pain", table: "cards", row: "dear", column: null }]);
    await click(button("Silence…"));
    await click(one(".findings [type=submit]"));
    expect(one(".findings [role=alert]").textContent).toContain("needs a reason");
    await write(".findings form input", "Known since May", false);
    await click(one(".findings [type=submit]"));
    expect(asked).toContainEqual(["silence", { code: "assumed-pain", row: "dear", reason: "Known since May" }]);
  });
});
