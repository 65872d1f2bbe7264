import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { carriedOut, sum } from "../../../src/engine/chain";
import { measures, solve } from "../../../src/engine/solve";
import type { Host } from "../../../src/hosts/host";
import { memoryHost } from "../../../src/hosts/memory";
import type { Value, WireDoc } from "../../../src/model/types";
import type { Alone } from "../../../src/views/alone";
import type { ImpactLook } from "../../../src/views/impact/impact";
import { mount } from "../../../src/views/impact/mount";
import { read, type Told } from "../../../src/views/impact/told";
import { journey } from "../journey";

interface Stored { impact: Record<string, unknown>; impact_draws: Record<string, unknown>; improvements: { columns: string[]; rows: Value[][] } }

/** As Python told it of the made-up meal kit: ImpactPanel(m, budget=60_000, draws=128). */
const stored = (): Stored => JSON.parse(readFileSync("js/test/views/impact/told.json", "utf8")) as Stored;
const look: ImpactLook = { height: "", theme: "light", language: "en", budget: 60_000 };
const asked: [string, Record<string, unknown>][] = [];
let host: Host;
let view: Alone<ImpactLook>;
let place: HTMLElement;

interface Given { overlays?: Record<string, unknown>; readonly?: boolean; run?: (verb: string, args: Readonly<Record<string, unknown>>) => Promise<unknown>; change?: (wire: WireDoc) => WireDoc }

function start({ overlays = {}, readonly = false, run, change = (wire) => wire }: Given = {}): void {
  const { improvements, ...told } = stored();
  const wire = journey(4);
  asked.length = 0;
  place = document.body.appendChild(document.createElement("div"));
  const noted = run && ((verb: string, args: Readonly<Record<string, unknown>>): Promise<unknown> => (asked.push([verb, { ...args }]), run(verb, args)));
  const doc = change({ ...wire, meta: { currency: "EUR" }, tables: { ...wire.tables, improvements } });
  host = memoryHost(doc, { readonly, overlays: { ...told, ...overlays }, ...(noted && { run: noted }) });
  view = mount(place, host, look);
}

afterEach(() => {
  view.destroy();
  place.remove();
});

const shadow = (): ShadowRoot => place.firstElementChild?.shadowRoot as ShadowRoot;
const one = <T extends HTMLElement = HTMLElement>(selector: string): T => {
  const found = shadow().querySelector<T>(selector);
  if (!found) throw new Error(`nothing is ${selector}`);
  return found;
};
const text = (selector: string): string => one(selector).textContent ?? "";
const wait = (ms = 40): Promise<void> => new Promise((done) => setTimeout(done, ms));
const adoption = (id: string): unknown => host.state().doc.tables.improvements.rows.get(id)?.["adoption"];
const slider = (id: string): HTMLInputElement => one<HTMLInputElement>(`[data-item="${id}"] .slide`);

async function drag(id: string, percent: number, release = true): Promise<void> {
  const range = slider(id);
  range.value = String(percent);
  range.dispatchEvent(new Event("input", { bubbles: true }));
  await wait(20);
  if (release) range.dispatchEvent(new Event("change", { bubbles: true }));
  await wait(20);
}

const never = (): Promise<unknown> => new Promise(() => undefined);

describe("the impact panel", () => {
  it("shows what Python told, with its intervals", () => {
    start();
    expect(shadow().querySelectorAll("[data-item]")).toHaveLength(5);
    expect(text("[data-tile=success]")).toMatch(/“Keeps the box”.*6\.8 %.*8\.6 %.*\+1\.9 pp.*better.*…/);
    expect(text("[data-best]")).toContain("Answer slots in the chat at once");
    expect(shadow().querySelectorAll("[data-swing]").length).toBeGreaterThan(3);
    expect(shadow().querySelector("[data-progress]")).toBeNull();
    expect(shadow().textContent).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("answers a held slider itself, exactly, and says that the interval follows", async () => {
    start({ run: never });
    await drag("improve-chat", 0, false);
    const told = read(stored().impact) as Told;
    const shares = told.levers.map((lever) => (lever.name === "improve-chat" ? 0 : lever.adoption));
    const then = measures(told.chain, solve(carriedOut(told.chain, told.levers, shares)), sum(told.chain.start));
    expect(text("[data-tile=success] .big")).toContain(`${(100 * (then["success"] ?? 0)).toFixed(1)} %`);
    expect(text("[data-tile=success] .between")).toBe("interval follows");
    expect(adoption("improve-chat")).toBe(1);
    await wait(80);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.[1]["adoption"]).toMatchObject({ "improve-chat": 0, "improve-price": 1 });
  });

  it("writes one edit on release, and undo takes it back", async () => {
    start({ run: never });
    await drag("improve-chat", 35);
    expect(adoption("improve-chat")).toBe(0.35);
    expect(host.state().canUndo).toBe(true);
    host.undo();
    await wait();
    expect(adoption("improve-chat")).toBe(1);
    expect(slider("improve-chat").value).toBe("100");
    expect(host.state().canUndo).toBe(false);
    expect(text("[data-tile=success] .big")).toContain("8.6 %");
  });

  it("asks for one interval at a time and shows the last one wanted", async () => {
    const waiting: ((value: unknown) => void)[] = [];
    start({ run: () => new Promise((done) => waiting.push(done)) });
    const { answer } = stored().impact_draws as { answer: Record<string, object> };
    await drag("improve-chat", 50, false);
    await wait(80);
    for (const percent of [45, 40, 35]) await drag("improve-chat", percent, false);
    expect(asked).toHaveLength(1);
    waiting[0]?.({ answer: { ...answer, success: { ...answer["success"], difference_low: 0.111, difference_high: 0.222 } } });
    await wait(80);
    expect(asked.map(([, args]) => (args["adoption"] as Record<string, number>)["improve-chat"])).toEqual([0.5, 0.35]);
    expect(text("[data-tile=success] .between")).toBe("interval follows");
    waiting[1]?.({ answer: { ...answer, success: { ...answer["success"], difference_low: 0.123, difference_high: 0.234 } } });
    await wait(40);
    expect(text("[data-tile=success] .between")).toBe("+12.3 … +23.4");
  });

  it("keeps a held slider by name while Python changes another and removes one", async () => {
    start({ run: never });
    await drag("improve-price", 20, false);
    host.edit([{ op: "set", table: "improvements", id: "improve-chat", column: "adoption", value: 0.5 }, { op: "remove", table: "improvements", id: "improve-remind" }], "Python");
    await wait();
    expect(slider("improve-chat").value).toBe("50");
    expect(slider("improve-price").value).toBe("20");
    slider("improve-price").dispatchEvent(new Event("change", { bubbles: true }));
    await wait();
    expect(adoption("improve-price")).toBe(0.2);
    await drag("improve-remind", 0);
    expect(host.state().refused).toEqual([]);
  });

  it("follows a change of another page at once", async () => {
    start({ run: never });
    host.edit([{ op: "set", table: "improvements", id: "improve-chat", column: "adoption", value: 0 }], "elsewhere");
    await wait();
    expect(one<HTMLInputElement>('[data-item="improve-chat"] input[type=checkbox]').checked).toBe(false);
    expect(text("[data-tile=success] .big")).not.toContain("8.6 %");
  });

  it("works without Python: exact answers, edits, and a word where the interval would be", async () => {
    start();
    await drag("improve-chat", 10);
    await wait(150);
    expect(adoption("improve-chat")).toBe(0.1);
    expect(text("[data-tile=success] .big")).not.toContain("8.6 %");
    expect(text("[data-tile=success] .between")).toBe("no interval without Python");
    await drag("improve-chat", 100);
    expect(text("[data-tile=success] .between")).toMatch(/^\+\d/);
  });

  it("takes the best selection as one edit", async () => {
    start();
    one("[data-take]").click();
    await wait();
    expect(adoption("improve-cancel")).toBe(0);
    expect(text("[data-best]")).toContain("It is what is carried out now.");
    host.undo();
    await wait();
    expect(adoption("improve-cancel")).toBe(1);
  });

  it.each([["abc", true], ["-5", true], ["1e999", true], ["0", false], ["", false], ["45,000 EUR", false]])("reads the budget %j", async (typed, wrong) => {
    start({ run: () => Promise.resolve(null) });
    const entry = one<HTMLInputElement>(".budget input");
    entry.value = typed;
    entry.dispatchEvent(new Event("change", { bubbles: true }));
    await wait();
    expect(shadow().querySelector("[data-wrong]") !== null).toBe(wrong);
    expect(asked.some(([verb]) => verb === "impact_budget")).toBe(!wrong);
    if (wrong) expect(entry.value).toBe(typed);
  });

  it("says what Python says where nothing can be simulated", () => {
    start({ overlays: { impact: { error: "The moves of 'pay' sum to <b>0.9</b>." } } });
    expect(text("[data-problem]")).toContain("The moves of 'pay' sum to <b>0.9</b>.");
    expect(shadow().querySelector("[data-problem] b")).toBeNull();
  });

  it("says that it simulates, with a way to stop and to begin again", async () => {
    start({ overlays: { impact_draws: { mark: "first", state: "running" } }, run: () => Promise.resolve(null) });
    expect(text("[data-tile=success] .between")).toBe("interval follows");
    one("[data-stop]").click();
    await wait();
    expect(asked.map(([verb]) => verb)).toEqual(["impact_stop"]);
    view.destroy();
    place.remove();
    start({ overlays: { impact_draws: { mark: "first", state: "stopped" } }, run: () => Promise.resolve(null) });
    one("[data-again]").click();
    await wait();
    expect(asked.map(([verb]) => verb)).toEqual(["impact_go"]);
  });

  it("shows names as text, whatever is in them", () => {
    const names = ["<img src=x onerror=alert(1)>", "שלום עולם", "👩‍🍳🔥", "x".repeat(10_000), ""];
    start({ change: (wire) => {
      const { columns, rows } = wire.tables.improvements as unknown as { columns: string[]; rows: Value[][] };
      const changed = rows.map((row, i) => row.map((value, j) => (columns[j] === "name" ? (names[i] ?? "") : value)));
      return { ...wire, tables: { ...wire.tables, improvements: { columns, rows: changed } } };
    } });
    expect(shadow().querySelector("img")).toBeNull();
    expect(text('[data-item="improve-chat"]')).toContain("<img src=x");
    expect(text('[data-item="improve-windows"]')).toContain("improve-windows");
  });

  it("changes nothing where it is for reading only", async () => {
    start({ readonly: true });
    expect(slider("improve-chat").disabled).toBe(true);
    expect(shadow().querySelector("[data-take]")).toBeNull();
  });

  it("tells a screen reader the new result after a pause", async () => {
    start({ run: never });
    await drag("improve-chat", 0);
    expect(text("[data-spoken]")).toBe("");
    await wait(1_000);
    expect(text("[data-spoken]")).toMatch(/^Journeys that end in “Keeps the box”: 6\.8 % now, \d\.\d % then, \+\d\.\d pp\.$/);
  });
});
