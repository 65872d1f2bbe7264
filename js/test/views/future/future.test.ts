import { afterEach, describe, expect, it } from "vitest";
import * as future from "../../../src/entries/future";
import * as links from "../../../src/entries/links";
import { memoryHost } from "../../../src/hosts/memory";
import type { Host, HostState } from "../../../src/hosts/host";
import { curve } from "../../../src/layout/curve";
import { changesIn, feltThen, isPassThrough, modeOf, percentOf, pointsOf, scaleOfShares, signed } from "../../../src/views/future/told";
import { mount, type View } from "../../../src/views/mount";
import { give } from "../../../src/views/part";
import { kit } from "../paths/kit";

describe("what Python told of the future", () => {
  it("is read as pairs; anything else is left out", () => {
    const read = changesIn({ a: { emotion: [0, 1], time: [60, "?"] }, b: { pass_through: [0.4] }, c: null, d: { other: [1, 2] } });
    expect([...read]).toEqual([["a", { emotion: [0, 1] }]]);
    expect(changesIn(null).size + changesIn("x").size + changesIn(undefined).size).toBe(0);
  });

  it("is the same map for the same overlay", () => {
    const told = { a: { emotion: [0, 1] } };
    expect(changesIn(told)).toBe(changesIn(told));
  });

  it("has a mode that is one of three", () => {
    expect(["today", "both", "future", "", null, 3].map(modeOf)).toEqual(["today", "both", "future", "both", "both", "both"]);
  });
});

describe("an emotion that is moved", () => {
  it("moves with today's value and stays on its scale", () => {
    expect(feltThen(-1.5, { emotion: [-1.5, 0.1] }, [-2, 2])).toBe(0.1);
    expect(feltThen(1, { emotion: [-1.5, 0.1] }, [-2, 2])).toBe(2);
    expect(feltThen(Math.sin(1), undefined, [-2, 2])).toBe(Math.sin(1));
    expect(feltThen(null, { emotion: [0, 1] }, [-2, 2])).toBeNull();
  });

  it("is today's, exactly, where nothing changes: both curves are one", () => {
    const values = [-2, -0.35, 0.1, 1.7, 2];
    const points = (of: (v: number) => number): { x: number; y: number }[] => values.map((v, x) => ({ x, y: of(v) }));
    expect(curve([points((v) => feltThen(v, undefined, [-2, 2]) as number)])).toBe(curve([points((v) => v)]));
  });
});

describe("numbers as words", () => {
  it("have a sign and as many digits as they need", () => {
    expect([pointsOf([0.58, 0.621]), pointsOf([0.5, 0.4]), signed(0.034), signed(0)]).toEqual(["+4.1", "−10", "+0.03", "+0"]);
    expect(percentOf(0.4925)).toBe("49.3 %");
  });

  it("know the lane that tells who goes on, and whether it counts to 1 or to 100", () => {
    const lane = (column: string, kind = "number"): boolean => isPassThrough({ id: "x", name: "", kind, column });
    expect(["pass-through", "Pass through", "pass_through_rate", "conversion"].every((one) => lane(one))).toBe(true);
    expect(lane("count") || lane("passengers") || lane("pass-through", "text")).toBe(false);
    expect([scaleOfShares({ id: "x", domain: [0, 1] as never }), scaleOfShares({ id: "x", domain: [0, 100] as never }), scaleOfShares({ id: "x" })]).toEqual([1, 100, 1]);
  });
});

describe("on the board", () => {
  let view: View;
  let place: HTMLElement;
  let asked: [string, unknown][];
  let told: HostState["overlays"];
  let owner: Host;
  const tell = new Set<() => void>();
  const drawn = (): Promise<void> => new Promise((done) => setTimeout(done, 90));
  const root = (): ShadowRoot => place.firstElementChild?.shadowRoot as ShadowRoot;
  const texts = (selector: string): string[] => [...root().querySelectorAll(selector)].map((one) => one.textContent ?? "");

  async function start(overlays: HostState["overlays"], worth: Record<string, number> | string = {}): Promise<void> {
    asked = [];
    told = overlays;
    owner = memoryHost(kit());
    let made: [HostState, HostState["overlays"], HostState] | null = null;
    const run = (verb: string, args?: unknown): Promise<unknown> => {
      asked.push([verb, args]);
      return verb !== "worth" ? Promise.resolve(null) : typeof worth === "string" ? Promise.reject(new Error(worth)) : Promise.resolve({ worth });
    };
    const state = (): HostState => {
      const now = owner.state();
      if (!made || made[0] !== now || made[1] !== told) made = [now, told, { ...now, overlays: told }];
      return made[2];
    };
    const subscribe = (listener: () => void): (() => void) => {
      tell.add(listener);
      const stop = owner.subscribe(listener);
      return () => void (tell.delete(listener), stop());
    };
    const host: Host = { ...owner, state, subscribe, run };
    give(host, "links", links);
    give(host, "future", future);
    place = document.body.appendChild(document.createElement("div"));
    view = mount(place, host, { height: "", zoom: 1, theme: "light", language: "en" });
    await drawn();
  }

  const come = async (overlays: HostState["overlays"]): Promise<void> => {
    told = overlays;
    for (const one of tell) one();
    await drawn();
  };

  afterEach(() => {
    view.destroy();
    place.remove();
  });

  const FUTURE = { s1: { emotion: [0, 0.5], time: [7200, 3600] }, s3: { pass_through: [0.49, 0.586] } };

  it("draws what changes, and nothing where nothing does", async () => {
    await start({ future: FUTURE });
    expect(root().querySelectorAll(".fu-line")).toHaveLength(2);
    expect(texts(".fu-point .out")).toEqual([" now 0, then 0.5 "]);
    expect(texts('.step[data-step="s1"] .fu-line-of')[0]).toContain("2 h → 1 h");
    expect(texts('.step[data-step="s3"] .fu-line-of')[0]).toContain("+9.6 pp");
    await come({ future: {} });
    expect(root().querySelectorAll(".fu-line,.fu-point,.fu-line-of")).toHaveLength(0);
    expect(root().querySelector<HTMLElement>(".fu-seg")?.hidden).toBe(true);
  });

  it("keeps the elements whose words stay", async () => {
    await start({ future: FUTURE });
    const before = root().querySelector(".fu-point");
    await come({ future: { ...FUTURE, s3: { pass_through: [0.49, 0.5] } } });
    expect(root().querySelector(".fu-point")).toBe(before);
    expect(texts('.step[data-step="s3"] .fu-line-of')[0]).toContain("+1 pp");
  });

  it("shows at once what was chosen, and tells Python", async () => {
    await start({ future: FUTURE, mode: "both" });
    const future = root().querySelector<HTMLInputElement>("input[value=future]") as HTMLInputElement;
    future.checked = true;
    future.dispatchEvent(new Event("change"));
    expect(root().querySelector<HTMLElement>(".cjm")?.dataset["future"]).toBe("future");
    expect(texts(".fu-note")).toEqual(["Edits change today"]);
    expect(asked.filter(([verb]) => verb === "mode")).toEqual([["mode", { mode: "future" }]]);
    await come({ future: FUTURE, mode: "future" });
    await come({ future: FUTURE, mode: "today" });
    expect(root().querySelector<HTMLElement>(".cjm")?.dataset["future"]).toBe("today");
    expect(root().querySelectorAll(".fu-point")).toHaveLength(0);
  });

  it("tells what a point is worth, or why not", async () => {
    await start({}, { s0: 0.5, s1: 0.25 });
    const button = root().querySelector<HTMLElement>("[data-worth]") as HTMLElement;
    button.click();
    await drawn();
    expect(texts(".fu-worth>[aria-hidden]:first-child")).toEqual(["a point here: 0.5 pp", "a point here: 0.25 pp"]);
    button.click();
    expect(texts(".fu-worth")).toEqual([]);
    view.destroy();
    place.remove();
    await start({}, "The moves of 'pay' sum to 0.9.");
    root().querySelector<HTMLElement>("[data-worth]")?.click();
    await drawn();
    expect(root().textContent).toContain("The moves of 'pay' sum to 0.9.");
    expect(root().querySelector("[data-worth]")?.getAttribute("aria-pressed")).toBe("false");
  });
});
