import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Host } from "../../../src/hosts/host";
import { memoryHost } from "../../../src/hosts/memory";
import type { Alone } from "../../../src/views/alone";
import type { MatrixLook } from "../../../src/views/matrix/matrix";
import { mount } from "../../../src/views/matrix/mount";
import { ideas, ranks } from "./ideas";

const look: MatrixLook = { height: "", theme: "light", language: "en", x: "work", y: "impact", method: "rice", lanes: [] };
let asked: unknown[] = [];
let place: HTMLElement;
let host: Host;
let view: Alone<MatrixLook>;

function start(change: Partial<MatrixLook> = {}, readonly = false, fails = false): void {
  place = document.body.appendChild(document.createElement("div"));
  host = memoryHost(ideas(), { readonly, run: (_, args) => (asked.push(args["method"]), fails ? Promise.reject(new Error("no reach yet")) : Promise.resolve(ranks)) });
  view = mount(place, host, { ...look, ...change });
}

const shadow = (): ShadowRoot => place.firstElementChild?.shadowRoot as ShadowRoot;
const all = (selector: string): HTMLElement[] => [...shadow().querySelectorAll<HTMLElement>(selector)];
const one = (selector: string): HTMLElement => {
  const found = shadow().querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`nothing is ${selector}`);
  return found;
};
const drawn = (ms = 40): Promise<void> => new Promise((done) => setTimeout(done, ms));
const held = (id: string, column: string): unknown => host.state().doc.tables.cards.rows.get(id)?.[column] ?? null;
const names = (): string[] => all("[data-row]").map((row) => row.dataset["row"] ?? "");

async function press(id: string, key: string, more: KeyboardEventInit = {}, release = true): Promise<void> {
  const point = one(`[data-point="${id}"]`);
  point.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true, ...more }));
  await drawn();
  if (release) one(`[data-point="${id}"]`)?.dispatchEvent(new KeyboardEvent("keyup", { key, bubbles: true, composed: true }));
  await drawn();
}

beforeEach(() => start());
afterEach(() => {
  view.destroy();
  place.remove();
  asked = [];
});

describe("the priority matrix", () => {
  it("draws opportunities as points, the others beside it, and no other cards", () => {
    expect(all("[data-point]").map((point) => point.dataset["point"])).toEqual(["save", "guest", "dark"]);
    expect(all("[data-waiting] [data-carry]").map((token) => token.dataset["carry"])).toEqual(["phone"]);
    expect(all("[data-corner]").map((corner) => corner.textContent)).toEqual(["Quick wins", "Big projects", "Fill-ins", "Think twice"]);
    expect(one('[data-point="save"]').textContent).toContain("work 2, impact 2.5, Quick wins");
    expect(one('[data-point="dark"]').querySelector("b")).toBeNull();
  });

  it("ranks by what Python says, and asks again for another method", async () => {
    await drawn(300);
    expect(one('[data-row="save"]').textContent).toContain("12.5");
    expect(one('[data-row="save"]').textContent).toContain("1–2");
    expect(one('[data-row="phone"]').textContent).toContain("reach, work");
    expect(one('[data-point="save"] i').textContent).toContain("1");
    const select = one("[data-method]") as HTMLSelectElement;
    select.value = "kano";
    select.dispatchEvent(new Event("change", { bubbles: true }));
    await drawn(300);
    expect(asked).toEqual(["rice", "kano"]);
  });

  it("says why there are no ranks", async () => {
    view.destroy();
    start({}, false, true);
    await drawn(300);
    expect(one("[data-problem]").textContent).toContain("no reach yet");
    expect(names()).toHaveLength(4);
  });

  it("offers nothing to move where it is for reading", () => {
    view.destroy();
    start({}, true);
    expect(all("[data-carry],input")).toHaveLength(0);
  });

  it("draws the lanes that are named", () => {
    view.destroy();
    start({ lanes: ["Pain points"] });
    expect(all("[data-point]").map((point) => point.dataset["point"])).toEqual(["pain"]);
  });
});

describe("moving a point", () => {
  it("makes one edit when the key is let go", async () => {
    await press("save", "ArrowRight", {}, false);
    await press("save", "ArrowRight", {}, false);
    expect(held("save", "work")).toBe(2);
    await press("save", "ArrowUp");
    expect(held("save", "work")).toBe(2.5);
    expect(held("save", "impact")).toBe(2.6);
    host.undo();
    expect([held("save", "work"), held("save", "impact")]).toEqual([2, 2.5]);
  });

  it("goes further with Shift, stays inside, and comes off with Delete", async () => {
    await press("guest", "ArrowRight", { shiftKey: true });
    expect(held("guest", "work")).toBe(9.25);
    for (let times = 0; times < 4; times++) await press("guest", "ArrowUp", { shiftKey: true });
    expect(held("guest", "impact")).toBe(3);
    await press("guest", "Delete", {}, false);
    expect([held("guest", "work"), held("guest", "impact")]).toEqual([null, null]);
    expect(all("[data-waiting] [data-carry]")).toHaveLength(2);
  });

  it("is done by dragging too", async () => {
    await drawn();
    const plot = one("[data-plot]");
    plot.getBoundingClientRect = () => ({ left: 0, top: 0, right: 1000, bottom: 500, width: 1000, height: 500, x: 0, y: 0, toJSON: () => ({}) });
    const fire = (type: string, target: HTMLElement, x: number, y: number): boolean => target.dispatchEvent(new PointerEvent(type, { bubbles: true, composed: true, clientX: x, clientY: y, pointerId: 1, button: 0 }));
    fire("pointerdown", one('[data-carry="phone"]'), 1200, 100);
    fire("pointermove", one(".matrix"), 500, 250);
    await drawn();
    expect(all('[data-point="phone"]')).toHaveLength(1);
    expect(held("phone", "work")).toBeNull();
    fire("pointerup", one(".matrix"), 500, 250);
    await drawn();
    expect([held("phone", "work"), held("phone", "impact")]).toEqual([5, 1.5]);
    fire("pointerdown", one('[data-point="phone"]'), 500, 250);
    fire("pointermove", one(".matrix"), 1100, 250);
    fire("pointerup", one(".matrix"), 1100, 250);
    await drawn();
    expect([held("phone", "work"), held("phone", "impact")]).toEqual([null, null]);
  });

  it("puts one without a place in the middle with Enter", async () => {
    one('[data-waiting] [data-carry="phone"]').dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true, detail: 0 }));
    await drawn();
    expect([held("phone", "work"), held("phone", "impact")]).toEqual([5, 1.5]);
  });

  it("writes effort in words", async () => {
    view.destroy();
    start({ x: "effort" });
    expect(one('[data-point="dark"]').textContent).toContain("effort M");
    await press("save", "ArrowRight");
    expect(held("save", "effort")).toBe("M");
  });
});

describe("the table of opportunities", () => {
  it("is sorted by any column, what has no value last", async () => {
    await drawn(300);
    expect(names()).toEqual(["save", "guest", "dark", "phone"]);
    one("[data-sort=x]").click();
    await drawn();
    expect(names()).toEqual(["dark", "save", "guest", "phone"]);
    one("[data-sort=x]").click();
    await drawn();
    expect(names()).toEqual(["guest", "save", "dark", "phone"]);
    expect(one("[data-sort=x]").closest("th")?.getAttribute("aria-sort")).toBe("descending");
  });

  it("takes numbers, and says what is none", async () => {
    const field = (): HTMLInputElement => one('[data-row="phone"] [data-entry="work"]') as HTMLInputElement;
    field().value = "3,5";
    field().dispatchEvent(new Event("change", { bubbles: true }));
    await drawn();
    expect(held("phone", "work")).toBe(3.5);
    field().value = "lots";
    field().dispatchEvent(new Event("change", { bubbles: true }));
    await drawn();
    expect(held("phone", "work")).toBe(3.5);
    expect(one("[data-problem]").textContent).toContain("“lots” is not a number");
  });
});

describe("improvements", () => {
  const again = (change: Partial<MatrixLook>): void => {
    view.destroy();
    place.remove();
    start(change);
  };

  it("are points where both axes are columns of theirs, with the low and high guess as a line and in words", () => {
    again({ x: "cost", y: "likely" });
    expect(all("[data-point]").map((point) => point.dataset["point"])).toEqual(["improvements/chat"]);
    expect(one("[data-point]").textContent).toContain("Answer at once, improvement: cost 40, likely 5 (2 to 9 pp), ");
    expect(all("[data-spread]").length).toBe(1);
    expect(one("[data-elsewhere]").textContent).toContain("Opportunities do not have cost and likely");
    expect(all("[data-waiting] [data-carry]").map((token) => token.dataset["carry"])).toEqual(["improvements/sign"]);
  });

  it("have ranks of their own, and their axis says its unit", async () => {
    again({ x: "cost", y: "likely" });
    await expect.poll(() => one("[data-point] i").textContent, { timeout: 4000 }).toBe("Rank 1");
    expect(one('[data-row="improvements/sign"]').textContent).toContain("likely is missing");
    expect(all(".axis").map((axis) => axis.textContent)[0]).toBe("Likely (pp) →");
    expect(one('[data-sort="y"]').textContent).toContain("Likely (pp)");
    expect(one("[data-per-cost]").textContent).toContain("likely effect × adoption ÷ cost");
  });

  it("move by keys, and land in their own table", async () => {
    again({ x: "cost", y: "likely" });
    const before = host.state().doc.tables.improvements.rows.get("chat");
    await press("improvements/chat", "ArrowUp");
    const now = host.state().doc.tables.improvements.rows.get("chat");
    expect(Number(now?.["likely"])).toBeGreaterThan(5);
    expect(now?.["cost"]).toBe(before?.["cost"]);
    expect(host.state().doc.tables.cards.rows.has("chat")).toBe(false);
  });

  it("stand beside cards on an axis both have, told apart by more than colour", () => {
    again({ x: "effort", y: "effort" });
    expect(all("[data-row] th").filter((head) => head.textContent?.endsWith("improvement")).length).toBe(2);
  });

  it("are kept apart by the axis that is missing, and by that alone", () => {
    again({ x: "effort", y: "likely" });
    expect(one("[data-elsewhere]").textContent).toContain("Opportunities do not have likely:");
  });

  it("are left out where lanes are named, and alone where they are", () => {
    again({ x: "cost", y: "likely", lanes: ["ideas"] });
    expect(all("[data-point], [data-row]")).toEqual([]);
    again({ x: "cost", y: "likely", lanes: ["improvements"] });
    expect(all("[data-elsewhere]")).toEqual([]);
    expect(all("[data-row]").length).toBe(2);
  });
});
