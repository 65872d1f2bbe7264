import { afterEach, beforeEach, describe, expect, it } from "vitest";
import entry from "../../src/entries/blueprint";
import type { WidgetModel } from "../../src/entries/channel";
import { riskOf } from "../../src/views/blueprint/marks";
import type { Value, WireDoc } from "../../src/model/types";

/** A made-up clinic, its lanes in no blueprint's order. */
function clinic(): WireDoc {
  const lanes: Value[][] = [
    ["back", "Backstage", "cards", "backstage", "people"],
    ["mind", "Thoughts", "cards", "thoughts", null],
    ["act", "Actions", "cards", "actions", null],
    ["front", "Frontstage", "cards", "frontstage", "technology"],
  ];
  const cards: Value[][] = [
    ["a", "book", "act", "Calls", null, null, null, null, null, null],
    ["b", "book", "front", "Answers", "Desk", "The doctor", true, 300, null, null],
    ["c", "see", "back", "Writes a letter", "Doctors", "Doctors", null, null, 4, 7],
  ];
  return {
    kind: "map", title: "Clinic", note: "", runs: [["visit", 3]],
    tables: {
      stages: { columns: ["id", "name"], rows: [["visit", "Visit"]] },
      steps: { columns: ["id", "name", "stage", "duration"], rows: [["book", "Book", "visit", 120], ["see", "See", "visit", 600], ["pay", "Pay", "visit", null]] },
      lanes: { columns: ["id", "name", "kind", "role", "carrier"], rows: lanes },
      cards: { columns: ["id", "step", "lane", "text", "team", "perceived_team", "decision", "wait", "likelihood", "failure_impact"], rows: cards },
    },
  };
}

type Fake = WidgetModel & { values: Record<string, unknown>; sent: Record<string, unknown>[]; tell(event: string, ...args: unknown[]): void };

function fakeModel(): Fake {
  const listeners = new Map<string, Set<(...args: never[]) => void>>();
  const start = JSON.stringify({ type: "open", n: 0, rev: 1, seen: {}, doc: clinic(), undo: false, redo: false, for: null });
  const values: Record<string, unknown> = { _start: start, readonly: false, height: "", zoom: 1, theme: "auto", language: "", by: "lanes", half: "both", columns: "equal", _asked: {}, _into: "" };
  const sent: Record<string, unknown>[] = [];
  const tell = (event: string, ...args: unknown[]): void => listeners.get(event)?.forEach((handler) => (handler as (...given: unknown[]) => void)(...args));
  return {
    values, sent, tell,
    get: (name) => values[name],
    set: (name, value) => {
      values[name] = value;
      tell(`change:${name}`);
    },
    save_changes: () => undefined,
    on: (event, handler) => void listeners.set(event, (listeners.get(event) ?? new Set()).add(handler)),
    off: (event, handler) => void listeners.get(event)?.delete(handler),
    send: (content) => void sent.push(content as Record<string, unknown>),
  };
}

let model: Fake;
let place: HTMLElement;
let stops: (() => void)[];

beforeEach(() => {
  model = fakeModel();
  place = document.body.appendChild(document.createElement("div"));
  stops = [entry.initialize({ model }), entry.render({ model, el: place })];
});
afterEach(() => {
  stops.reverse().forEach((stop) => stop());
  place.remove();
});

const root = (): ShadowRoot => place.firstElementChild?.shadowRoot as ShadowRoot;
const all = (selector: string): HTMLElement[] => [...root().querySelectorAll<HTMLElement>(selector)];
const rows = (): string[] => all(".row.lane .rail .name").map((one) => one.textContent ?? "");
const drawn = (): Promise<void> => new Promise((done) => setTimeout(done, 40));
const cell = (lane: string, step: string): string => all(`.cell[data-lane="${lane}"][data-step="${step}"] .tx`).map((one) => one.textContent).join("|");
async function choose(value: string): Promise<void> {
  root().querySelector<HTMLInputElement>(`.views input[value="${value}"]`)?.click();
  await drawn();
}

describe("a blueprint", () => {
  it("stands in its order, with its lines, at the first paint", () => {
    expect(rows()).toEqual(["Actions", "Frontstage", "Backstage"]);
    expect(all(".rule").map((one) => one.textContent)).toEqual(["Line of interaction", "Line of visibility"]);
    expect(all("[data-carrier]").map((one) => one.textContent)).toEqual(["technology", "people"]);
  });

  it("folds and brings back lanes in this view, without an edit of the map", async () => {
    root().querySelector<HTMLElement>("[data-lanes-button]")?.click();
    await drawn();
    all("[role=menuitemcheckbox]").find((one) => one.textContent?.includes("Thoughts"))?.click();
    await drawn();
    expect(model.values["_asked"]).toEqual({ mind: true });
    expect(rows()).toEqual(["Actions", "Thoughts", "Frontstage", "Backstage"]);
    expect(model.sent.filter(({ type }) => type === "edit")).toEqual([]);
  });

  it("draws a swimlane a team, and a card moved there is the team's", async () => {
    await choose("team");
    expect(model.values["by"]).toBe("team");
    expect(rows()).toEqual(["Actions", "Desk", "Doctors"]);
    const spot = all('[data-card="b"]')[0]?.closest<HTMLElement>(".cell");
    spot?.focus();
    spot?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", altKey: true, bubbles: true, composed: true }));
    await drawn();
    const edits = model.sent.filter(({ type }) => type === "edit") as { ops: { column?: string; value?: string; id: string }[] }[];
    expect(edits[0]?.ops[0]).toMatchObject({ op: "set", table: "cards", id: "b", column: "team", value: "Doctors" });
    expect(cell("by:Doctors", "book")).toBe("Answers");
    await choose("lanes");
    expect(cell("front", "book")).toBe("Answers");
  });

  it("shows one half", async () => {
    await choose("provider");
    expect(rows()).toEqual(["Frontstage", "Backstage"]);
    await choose("customer");
    expect(rows()).toEqual(["Actions"]);
    expect(all(".rule")).toEqual([]);
  });

  it("draws columns by time and says the scale", async () => {
    await choose("time");
    const widths = all(".row.steps .step").map((one) => Number.parseFloat(one.style.getPropertyValue("--col")));
    const [book = 0, see = 0, pay = 0] = widths;
    expect([book / pay, see / pay].map((one) => Number(one.toFixed(3)))).toEqual([0.75, 1.667]);
    expect(root().querySelector("[data-scale]")?.textContent).toBe("A normal column is 6 min, waiting included. “Book”: shorter than drawn. 1 step without a time has the normal width.");
  });

  it("marks decisions, waits, risks and whom customers think of", () => {
    const said = (card: string): (string | null)[] => all(`[data-card="${card}"] [data-mark]`).map((one) => one.getAttribute("aria-label") ?? one.textContent);
    expect(said("b")).toEqual(["waits 5 min", "customers think: The doctor", "Decision"]);
    expect(said("c")).toEqual(["risk 28 of 100"]);
    expect(said("a")).toEqual([]);
    expect(riskOf({ id: "x", likelihood: 3, failure_impact: 4, detection: 5 })).toEqual({ risk: 60, most: 1000 });
    expect(riskOf({ id: "x", likelihood: 3 })).toBeNull();
  });

  it("outlines what is selected in another view, and goes there only when asked", async () => {
    model.tell("msg:custom", { type: "selected", n: 1, cells: [{ step: "see", lane: "back" }], browser: "another" });
    await drawn();
    expect(all(".cell.other").map((one) => [one.dataset["step"], one.dataset["lane"], one.getAttribute("aria-description")])).toEqual([["see", "back", "selected in another view"]]);
    await choose("team");
    expect(all(".cell.other").map((one) => one.dataset["lane"])).toEqual(["by:Doctors"]);
    const go = root().querySelector<HTMLElement>("[data-elsewhere-go]");
    expect(go?.textContent).toContain("See, Doctors");
    go?.click();
    await drawn();
    expect((root().activeElement as HTMLElement).closest<HTMLElement>(".cell")?.dataset["lane"]).toBe("by:Doctors");
    model.tell("msg:custom", { type: "selected", n: 2, cells: [], browser: "another" });
    await drawn();
    expect(all(".cell.other, .cell[aria-description]")).toEqual([]);
  });

  it("says why a swimlane is not moved", async () => {
    await choose("team");
    const rail = all('.rail[data-lane="by:Desk"]')[0];
    rail?.focus();
    rail?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", altKey: true, bubbles: true, composed: true }));
    await drawn();
    expect(root().querySelector('[data-notice="blueprint"]')?.textContent).toContain("Swimlanes stand by");
    all(".say button").find((one) => one.textContent === "OK")?.click();
    await drawn();
    expect(root().querySelector('[data-notice="blueprint"]')).toBeNull();
  });
});
