import { afterEach, describe, expect, it } from "vitest";
import entry from "../../../src/entries/compare";
import type { WidgetModel } from "../../../src/entries/channel";
import { pathOf } from "../../../src/views/compare/curves";
import { counts, readComparison } from "../../../src/views/compare/data";

/** Made up: two maps that share one step of two. */
const made = {
  maps: [{ name: "Today" }, { name: "<b>Next</b>", persona: "dana" }],
  steps: [{ name: "Pays", in: [true, true] }, { name: "Skips", in: [false, true] }],
  size: 2,
  curves: [[-1, null], [1, 0.5]],
  lanes: [
    { name: "Pain points", kind: "cards", role: "pain_points", rows: [[[{ text: "Slow" }], null], [[{ text: "Slow at noon", mark: "re-worded", was: "Slow" }, { text: "Gone", mark: "removed" }], [{ text: "New", mark: "added" }]]] },
    { name: "Teams", kind: "text", role: "other", rows: [[[{ text: "Web" }], null], null] },
  ],
  disconnects: { current: "Today", future: "<b>Next</b>", size: 1, rows: [{ kind: "emotion gap", name: "Pays", size: 0.5, why: "Should feel better.", what: "" }] },
};

function fake(traits: Record<string, unknown>): WidgetModel & { put(name: string, value: unknown): void; heard(): number } {
  const values: Record<string, unknown> = { height: "", theme: "light", language: "en", view: "over", differences: true, ...traits };
  const listeners = new Map<string, Set<(...args: never[]) => void>>();
  return {
    get: (name) => values[name],
    on: (event, handler) => void listeners.set(event, (listeners.get(event) ?? new Set()).add(handler)),
    off: (event, handler) => void listeners.get(event)?.delete(handler),
    send: () => undefined,
    put(name, value) {
      values[name] = value;
      listeners.get(`change:${name}`)?.forEach((handler) => (handler as () => void)());
    },
    heard: () => [...listeners.values()].reduce((sum, set) => sum + set.size, 0),
  };
}

const place = (): HTMLElement => document.body.appendChild(document.createElement("div"));
const all = (el: HTMLElement, selector: string): HTMLElement[] => [...(el.firstElementChild?.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])];
const drawn = (): Promise<void> => new Promise((done) => setTimeout(done, 40));

afterEach(() => document.body.replaceChildren());

describe("maps compared", () => {
  it("lie over one another on shared steps, with all curves on one axis", () => {
    const el = place();
    entry.render({ model: fake({ _data: JSON.stringify(made) }), el });
    expect(all(el, "thead th[data-step]").map((head) => head.textContent)).toEqual(["Pays", "Skips◐ only in <b>Next</b>"]);
    expect(all(el, "[data-curve]")).toHaveLength(2);
    expect(new Set(all(el, "[data-curve] > path").map((path) => path.getAttribute("stroke-dasharray"))).size).toBe(2);
    expect(all(el, 'tr[data-lane="Pain points"]')).toHaveLength(2);
    expect(all(el, "td.absent")).toHaveLength(2);
    expect(all(el, "td.none")).toHaveLength(1);
    expect(all(el, "b b")).toHaveLength(0);
  });

  it("mark differences by shape and word, and leave it on request", async () => {
    const el = place();
    entry.render({ model: fake({ _data: JSON.stringify(made) }), el });
    expect(all(el, "[data-mark]").map((item) => item.querySelector(".mark")?.textContent)).toEqual(["✎ re-worded", "－ removed", "＋ added"]);
    expect(all(el, ".was")[0]?.textContent).toBe("was: Slow");
    const box = all(el, "[data-differences]")[0] as HTMLInputElement;
    box.checked = false;
    box.dispatchEvent(new Event("change", { bubbles: true }));
    await drawn();
    expect(all(el, "[data-mark]")).toHaveLength(0);
    expect(all(el, "table")[0]?.textContent).not.toContain("Gone");
  });

  it("stand side by side", async () => {
    const el = place();
    const model = fake({ _data: JSON.stringify(made) });
    entry.render({ model, el });
    all(el, "[data-view=side]")[0]?.click();
    await drawn();
    expect(all(el, "[data-part]")).toHaveLength(2);
    expect(all(el, "[data-view=side]")[0]?.getAttribute("aria-pressed")).toBe("true");
    expect(all(el, '[data-part="1"] tr[data-lane="Teams"]')).toHaveLength(0);
  });

  it("list where the desired journey departs from the actual one", () => {
    const el = place();
    entry.render({ model: fake({ _data: JSON.stringify(made) }), el });
    expect(all(el, "[data-disconnects] li")[0]?.textContent).toContain("Should feel better.");
    expect(all(el, "[data-disconnects] [role=img]")[0]?.getAttribute("aria-label")).toBe("Size 50 %");
  });

  it("follow what Python makes anew, and leave nothing behind", async () => {
    const el = place();
    const model = fake({ _data: JSON.stringify(made) });
    const gone = entry.render({ model, el });
    model.put("_data", JSON.stringify({ ...made, maps: [{ name: "Third" }, { name: "Fourth" }] }));
    await drawn();
    expect(all(el, ".legend")[0]?.textContent).toContain("Third");
    model.put("_data", "not JSON");
    await drawn();
    expect(all(el, ".empty")).toHaveLength(1);
    gone();
    expect(el.childElementCount).toBe(0);
    expect(model.heard()).toBe(0);
  });
});

describe("a comparison's data", () => {
  it("is read or refused as a whole", () => {
    expect(readComparison("{}")).toBeNull();
    const read = readComparison(JSON.stringify(made));
    expect(read && [...counts(read)]).toEqual([["re-worded", 1], ["removed", 1], ["added", 1]]);
  });

  it("has a gap in the curve where a value is missing", () => {
    expect(pathOf([1, null, 0, -9]).match(/[ML]/g)).toEqual(["M", "M", "L"]);
    expect(pathOf([])).toBe("");
  });
});
