import axe from "axe-core";
import { afterEach, describe, expect, it } from "vitest";
import { open } from "../../../src/entries/panels";
import type { Host, HostState } from "../../../src/hosts/host";
import { memoryHost } from "../../../src/hosts/memory";
import { rowsOf } from "../../../src/model/document";
import type { Op, Value } from "../../../src/model/types";
import type { Panels, Shown } from "../../../src/views/panels/port";
import { mapped } from "./map";

const propositions: Value[][] = [
  ["fast", "job", "Eat <b>soon</b>", null, null, null], ["cheap", "job", "Pay little", "ann", null, null], ["dread", "pain", "Dreads cooking", null, null, "slow"],
  ["kit", "product", "The kit", null, "fast", null], ["odd", "wish", "Stray", null, null, null],
];
const finding = { code: "no-goal", severity: "note", what: "No goal", why: "", how: "", table: "meta", row: null, column: "objective", step: null, lane: null, mendable: false, silenced: false, reason: null };
type Verb = (args: Readonly<Record<string, unknown>>) => unknown;

let place: HTMLElement;
let host: Host;
let panel: Panels;
let edits: (readonly Op[])[];
let asked: [string, Readonly<Record<string, unknown>>][];
let told: string[];
let closed: number;
/** Gives the document anew with other metadata, as Python does. */
let renew: (meta: Record<string, unknown>) => void;

function start(shown: Shown, { meta = {}, readonly = false, verbs = {} }: { meta?: Record<string, unknown>; readonly?: boolean; verbs?: Record<string, Verb> } = {}): void {
  [edits, asked, told, closed] = [[], [], [], 0];
  const wire = mapped(meta);
  wire.tables.propositions = { columns: ["id", "kind", "text", "persona", "answers", "card"], rows: propositions };
  wire.tables.steps.columns.push("opens");
  wire.tables.steps.rows.forEach((row, i) => row.push(i === 0 ? "other.cjm.json" : null));
  const owner = memoryHost(wire, {
    readonly,
    run: async (verb, args) => {
      asked.push([verb, args]);
      return verb === "checks" ? { findings: [finding] } : verb === "evidence" ? { state: null, rows: [], total: 0 } : (verbs[verb]?.(args) ?? null);
    },
  });
  const listeners = new Set<() => void>();
  let anew: Record<string, unknown> | null = null;
  const state = (): HostState => (anew ? { ...owner.state(), doc: { ...owner.state().doc, meta: anew } } : owner.state());
  renew = (next) => { anew = next; listeners.forEach((tell) => tell()); };
  host = {
    ...owner, state,
    subscribe: (tell) => { listeners.add(tell); const stop = owner.subscribe(tell); return () => { listeners.delete(tell); stop(); }; },
    edit: (ops, label) => { edits.push(ops); owner.edit(ops, label); },
  };
  place = document.body.appendChild(document.createElement("div"));
  panel = open(place, { host, close: () => void closed++, back: () => undefined, visit: () => true, open: () => undefined, say: (text) => told.push(text) });
  panel.show(shown);
}

const WHOLE: Shown = { what: "checks" };
const all = (selector: string): HTMLElement[] => [...place.querySelectorAll<HTMLElement>(selector)];
function one<T extends HTMLElement = HTMLElement>(selector: string): T {
  const found = place.querySelector<T>(selector);
  if (!found) throw new Error(`nothing is ${selector}`);
  return found;
}
const drawn = (): Promise<void> => new Promise((done) => setTimeout(done, 60));

async function press(target: Element | null, key: string, more: KeyboardEventInit = {}): Promise<void> {
  target?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
  await drawn();
}

async function click(target: HTMLElement): Promise<void> {
  target.focus();
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

async function choose(selector: string, value: string): Promise<void> {
  const field = one<HTMLSelectElement>(selector);
  field.value = value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  await drawn();
}

async function tab(name: string, ...given: [Parameters<typeof start>[1]?]): Promise<void> {
  start(WHOLE, ...given);
  await drawn();
  await click(one(`[data-tab=${name}]`));
}

async function faults(): Promise<string[]> {
  const { violations } = await axe.run(one("[data-panel]"), { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
}

const order = (): string[] => rowsOf(host.state().doc, "propositions").map(({ id }) => id);

afterEach(() => {
  panel.destroy();
  place.remove();
});

describe("the tabs of the whole map", () => {
  it("are one tab stop, and the arrows go round", async () => {
    start(WHOLE);
    await drawn();
    const now = (): string[] => all("[role=tab][aria-selected=true]").map((found) => found.textContent ?? "");
    expect(all("[role=tab]").map((found) => found.tabIndex)).toEqual([0, -1, -1, -1]);
    expect(now()).toEqual(["Checks"]);
    one("[data-tab=checks]").focus();
    await press(document.activeElement, "ArrowLeft");
    expect(now()).toEqual(["Value proposition"]);
    expect((document.activeElement as HTMLElement).dataset["tab"]).toBe("propositions");
    for (const key of ["Home", "ArrowRight", "ArrowRight"]) await press(document.activeElement, key);
    expect(now()).toEqual(["About"]);
    expect(one("[role=tabpanel]").getAttribute("aria-labelledby")).toBe(one("[data-tab=about]").id);
  });

  it("are where a finding about the map itself leads", async () => {
    start(WHOLE);
    await drawn();
    await click(one(".findings .go"));
    expect(one("[role=tab][aria-selected=true]").textContent).toBe("About");
    expect(document.activeElement).toBe(one("[data-panel]"));
  });

  it.each(["about", "propositions"])("have no fault that axe finds: %s", async (name) => {
    await tab(name, { meta: { ours: 3 } });
    expect(await faults()).toEqual([]);
  });
});

describe("about the map", () => {
  it("writes texts, choices and lists by the verb", async () => {
    await tab("about", { meta: { title: "Kit", persona: "Bo", teams: ["Care", "Shop"], business_goals: ["Keep", "Grow"] } });
    expect(one<HTMLSelectElement>("#meta-persona").value).toBe("bo");
    expect(one<HTMLTextAreaElement>("#meta-teams").value).toBe("Care\nShop");
    await write("#meta-scenario", "Cooks\ntwice a week");
    await write("#meta-teams", "Care\n\nOps");
    await write("#meta-business_goals", "");
    await write("#meta-next_review", "2027-01-31");
    await choose("#meta-emotion_scale", "0..10");
    await choose("#meta-time_to_implement", "1–2 weeks");
    await choose("#meta-persona", "ann");
    expect(asked.filter(([verb]) => verb === "meta").map(([, args]) => [args["name"], args["value"]])).toEqual([
      ["scenario", "Cooks\ntwice a week"], ["teams", ["Care", "Ops"]], ["business_goals", null], ["next_review", "2027-01-31"],
      ["emotion_scale", "0..10"], ["time_to_implement", "1–2 weeks"], ["persona", "ann"],
    ]);
    expect(edits).toEqual([]);
  });

  it("begins a new line with Enter, and keeps with Ctrl+Enter", async () => {
    await tab("about");
    await write("#meta-pros", "Cheap\nQuick", false);
    await press(one("#meta-pros"), "Enter");
    expect(asked.some(([verb]) => verb === "meta")).toBe(false);
    await press(one("#meta-pros"), "Enter", { ctrlKey: true });
    expect(asked).toContainEqual(["meta", { name: "pros", value: ["Cheap", "Quick"] }]);
  });

  it("shows what is sent until the document has something else", async () => {
    await tab("about", { meta: { owner: "Ann" } });
    await write("#meta-owner", "Bo");
    expect(one<HTMLInputElement>("#meta-owner").value).toBe("Bo");
    renew({ owner: "Cy" });
    await drawn();
    expect(one<HTMLInputElement>("#meta-owner").value).toBe("Cy");
  });

  it("shows a refusal under its field, and tries again or leaves it", async () => {
    let tries = 0;
    await tab("about", { meta: { owner: "Ann" }, verbs: { meta: () => { if (tries++ < 2) throw new Error("Not now."); } } });
    await write("#meta-owner", "Bo");
    expect(one("#meta-owner-why").textContent).toContain("Not now.");
    expect(one("#meta-owner").getAttribute("aria-invalid")).toBe("true");
    expect(told).toContain("Owner: Not now.");
    await click(one("#meta-owner-why .link"));
    expect(tries).toBe(2);
    await click(all("#meta-owner-why .link")[1] as HTMLElement);
    expect(one<HTMLInputElement>("#meta-owner").value).toBe("Ann");
    expect(all("#meta-owner-why")).toHaveLength(0);
  });

  it("shows own entries and unfit values as text, to read only", async () => {
    await tab("about", { meta: { ours: "<b>x</b>", count: 3, maturity: true } });
    expect(one("[data-meta=ours] dd").textContent).toBe("<b>x</b>");
    expect(one("[data-meta=count] dd").textContent).toBe("3");
    expect(one("[data-meta=maturity]").textContent).toContain("true");
    expect(all("[data-meta=ours] input, [data-meta=maturity] input")).toHaveLength(0);
  });

  it("changes nothing where nothing may be changed", async () => {
    await tab("about", { readonly: true });
    expect(all(".about :is(input,select,textarea)").length).toBeGreaterThan(20);
    expect(all(".about :is(input,select,textarea):not(:disabled)")).toHaveLength(0);
  });
});

describe("the value proposition", () => {
  it("shows both sides as text, and says what is unanswered", async () => {
    await tab("propositions");
    expect(all(".sides h4").map((head) => head.textContent)).toEqual(["Customer", "Offer"]);
    expect(one<HTMLTextAreaElement>("#propositions-fast-text").value).toBe("Eat <b>soon</b>");
    expect(all(".alone").map((mark) => [mark.closest("li")?.dataset["proposition"], mark.textContent])).toEqual([["cheap", "nothing answers it"], ["dread", "nothing answers it"]]);
    expect(one(".canvas > [role=status]").textContent).toContain("2 jobs, pains and gains without");
    expect(one("[data-kind=none] li").dataset["proposition"]).toBe("odd");
  });

  it("adds, edits, answers and links by edits that undo takes back", async () => {
    await tab("propositions");
    await write("[data-kind=creator] .add input", "Praise", false);
    one<HTMLFormElement>("[data-kind=creator] .add").requestSubmit();
    await drawn();
    expect(edits.at(-1)).toEqual([{ op: "insert", table: "propositions", id: "praise", row: { kind: "creator", text: "Praise" }, before: null }]);
    expect(one<HTMLInputElement>("[data-kind=creator] .add input").value).toBe("");
    expect([...one<HTMLSelectElement>("#propositions-praise-answers").options].map((found) => found.value)).toEqual(["", "fast", "cheap", "dread"]);
    await choose("#propositions-praise-answers", "cheap");
    expect(all("[data-proposition=cheap] .alone, [data-proposition=praise] .alone")).toHaveLength(0);
    await choose("#propositions-praise-card", "dear");
    await write("#propositions-praise-text", "Praised");
    expect(edits.slice(1)).toEqual([
      [{ op: "set", table: "propositions", id: "praise", column: "answers", value: "cheap" }],
      [{ op: "set", table: "propositions", id: "praise", column: "card", value: "dear" }],
      [{ op: "set", table: "propositions", id: "praise", column: "text", value: "Praised" }],
    ]);
    for (let i = 0; i < 4; i++) host.undo();
    await drawn();
    expect(order()).toEqual(["fast", "cheap", "dread", "kit", "odd"]);
  });

  it("moves within its list, keeps the focus, and stops at the edge", async () => {
    await tab("propositions");
    await click(one("[data-proposition=fast] [data-down]"));
    expect(order()).toEqual(["cheap", "dread", "kit", "odd", "fast"]);
    expect(all("[data-kind=job] li").map((li) => li.dataset["proposition"])).toEqual(["cheap", "fast"]);
    expect(document.activeElement).toBe(one("[data-proposition=fast] [data-down]"));
    await click(one("[data-proposition=fast] [data-down]"));
    expect(edits).toHaveLength(1);
    await click(one("[data-proposition=fast] [data-up]"));
    expect(order().slice(0, 2)).toEqual(["fast", "cheap"]);
  });

  it("removes an entry with what pointed at it, as one edit, and holds the focus", async () => {
    await tab("propositions");
    await click(one("[data-proposition=fast] [data-remove]"));
    expect(edits).toEqual([[{ op: "set", table: "propositions", id: "kit", column: "answers", value: null }, { op: "remove", table: "propositions", id: "fast" }]]);
    expect(one("[data-proposition=kit] .alone").textContent).toBe("answers nothing yet");
    expect(document.activeElement).toBe(one("[data-kind=job] .add input"));
    host.undo();
    await drawn();
    expect(order()).toEqual(["fast", "cheap", "dread", "kit", "odd"]);
    expect(host.state().doc.tables.propositions.rows.get("kit")?.["answers"]).toBe("fast");
  });

  it("changes nothing where nothing may be changed", async () => {
    await tab("propositions", { readonly: true });
    expect(all(".entry")).toHaveLength(5);
    expect(all(".canvas :is(input,select,textarea):not(:disabled), [data-up], [data-remove], .add")).toHaveLength(0);
  });
});

describe("a step that opens a map", () => {
  const step = (id: string): Shown => ({ what: "row", table: "steps", id });

  it("has a button that leads there and closes the panel", async () => {
    start(step("s0"));
    await drawn();
    await click(one("[data-open-map]"));
    expect(asked).toContainEqual(["open", { step: "s0" }]);
    expect(closed).toBe(1);
  });

  it("says why it cannot", async () => {
    start(step("s0"), { verbs: { open: () => { throw new Error("There is no file other.cjm.json."); } } });
    await drawn();
    await click(one("[data-open-map]"));
    expect(one(".opens [role=alert]").textContent).toBe("There is no file other.cjm.json.");
    expect(closed).toBe(0);
  });

  it("has none where the step opens nothing, or nothing may be changed", async () => {
    start(step("s1"));
    await drawn();
    expect(all("[data-open-map]")).toHaveLength(0);
    panel.destroy();
    place.remove();
    start(step("s0"), { readonly: true });
    await drawn();
    expect(one("[role=dialog] h3").textContent).toBe("Looks");
    expect(all("[data-open-map]")).toHaveLength(0);
  });
});
