import { afterEach, describe, expect, it } from "vitest";
import { board } from "../../../src/layout/board";
import { laidAt, spansIn } from "../../../src/layout/spans";
import type { Host } from "../../../src/hosts/host";
import { memoryHost } from "../../../src/hosts/memory";
import { readDoc } from "../../../src/model/document";
import type { Value } from "../../../src/model/types";
import { mount, type View } from "../../../src/views/mount";
import { isPicture, pictureOf } from "../../../src/views/panels/pictures";
import { mapped } from "./map";

let place: HTMLElement;
let host: Host;
let view: View | null = null;

function start(meta: Record<string, unknown> = {}, overlays: Record<string, unknown> = {}, shares: readonly Value[] | null = null): void {
  place = document.body.appendChild(document.createElement("div"));
  const wire = mapped(meta);
  if (shares) wire.tables.personas = { columns: ["id", "name", "share"], rows: [["ann", "Ann", shares[0] ?? null], ["bo", "Bo", shares[1] ?? null]] };
  host = memoryHost(wire, { overlays });
  view = mount(place, host, { height: "", zoom: 1, theme: "light", language: "en" });
}

const shadow = (): ShadowRoot => place.firstElementChild?.shadowRoot as ShadowRoot;
const all = (selector: string): HTMLElement[] => [...shadow().querySelectorAll<HTMLElement>(selector)];
const one = (selector: string): HTMLElement => all(selector)[0] ?? document.createElement("p");
const drawn = (): Promise<void> => new Promise((done) => setTimeout(done, 90));
const cell = (lane: string, step: string): HTMLElement => one(`.cell[data-lane="${lane}"][data-step="${step}"]`);

async function press(key: string, more: KeyboardEventInit = {}): Promise<void> {
  shadow().activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true, ...more }));
  await drawn();
}

afterEach(() => {
  view?.destroy();
  view = null;
  place?.remove();
});

describe("cards that span steps", () => {
  it("cover the columns up to their last step, unless it lies before or is not there", () => {
    const plan = board(readDoc(mapped()), { viewport: 800 });
    const spans = spansIn(plan, "front");
    expect(spans.map(({ card, from, to, width }) => [card.id, from, to, width / plan.column])).toEqual([["desk", 0, 2, 3]]);
    expect([0, 1, 2, 3].map((slot) => laidAt(spans, slot).map(({ start }) => start))).toEqual([[true], [false], [false], []]);
  });

  it("stand in their own cell for the keyboard, with the step they reach said", () => {
    start();
    expect(cell("front", "s0").querySelector(".span [data-card=desk]")?.textContent).toBe("Desk, until Pays");
    expect(cell("front", "s1").querySelector(".span-hold")?.getAttribute("aria-hidden")).toBe("true");
    expect(cell("front", "s1").querySelector("[data-card]")).toBeNull();
    expect(cell("front", "s3").querySelector(".span")).toBeNull();
  });
});

describe("what a card rests on", () => {
  it("is said in shape and word, and follows the overlay", () => {
    start({}, { evidence: { cards: { slow: ["partly", "ticket", 31, true], dear: ["nonsense"] }, cells: { "s0\0emotion": "assumed" } } });
    const mark = cell("pains", "s0").querySelector("[data-proof]");
    expect(mark?.getAttribute("title")).toBe("partly evidenced: ticket, n 31, stale");
    expect(mark?.textContent).toContain("31 tickets");
    expect(cell("pains", "s1").querySelector("[data-proof]")).toBeNull();
    expect(cell("emotion", "s0").querySelector("[data-proof]")?.textContent).toBe("assumed");
  });

  it("says what a model wrote", () => {
    start();
    expect(cell("pains", "s0").textContent).toContain("written by a model");
  });
});

describe("what another version says", () => {
  const diff = {
    cells: { "s0\0pains": ["✎ re-worded: Slow", "－ removed: Dark"], "s1\0emotion": ["↕ re-scored"] },
    heads: { "steps\0s1": ["＋ added"], "steps\0s2": ["－ removed: Waits"], "stages\0buy": ["⇄ moved"], "lanes\0front": ["✎ re-worded", "－ removed: Support"] },
  };
  const told = (element: Element | null | undefined): (string | null)[] => [...(element?.querySelectorAll("[data-diff]") ?? [])].map((one) => one.textContent);

  it("stands on cards, values, steps, stages and lanes in shape and word, and names what is gone", () => {
    start({}, { diff });
    expect(told(cell("pains", "s0"))).toEqual(["✎ re-worded: Slow", "－ removed: Dark"]);
    expect(told(cell("emotion", "s1"))).toEqual(["↕ re-scored"]);
    expect(told(cell("pains", "s1"))).toEqual([]);
    expect(["s0", "s1", "s2"].map((step) => told(one(`.step[data-step="${step}"]`)))).toEqual([[], ["＋ added"], ["－ removed: Waits"]]);
    expect(told(one(`[data-stage="buy"]`))).toEqual(["⇄ moved"]);
    expect(told(one(`[role=rowheader][data-lane="front"]`))).toEqual(["✎ re-worded · － removed: Support"]);
    expect(all('[data-diff="－"]').length).toBe(2);
  });

  it("says nothing where nothing is compared", () => {
    start();
    expect(all("[data-diff]")).toEqual([]);
  });
});

describe("several curves", () => {
  it("share one lane with their mean, named and read out at each point", () => {
    start();
    expect(all("[role=rowheader][data-lane]").map((head) => head.dataset["lane"])).toEqual(["pains", "front", "emotion"]);
    expect(all(".legend li").map((li) => li.textContent)).toEqual(["Emotion", "Ann", "Bo", "mean"]);
    expect(cell("emotion", "s0").textContent).toContain("Ann 2 · Bo 0 · mean 1");
    expect(cell("emotion", "s1").textContent).not.toContain("mean");
  });

  it("weigh their mean by share where all shares are known, and say so", () => {
    start({}, {}, [0.75, 0.25]);
    expect(all(".legend li").at(-1)?.textContent).toBe("mean by share");
    expect(cell("emotion", "s0").textContent).toContain("Ann 2 · Bo 0 · mean by share 1.5");
    view?.destroy();
    place.remove();
    start({}, {}, [0.75, null]);
    expect(cell("emotion", "s0").textContent).toContain("Ann 2 · Bo 0 · mean 1");
  });

  it("let a persona's curve be moved, and take no colour that is none", async () => {
    start();
    one('.legend [data-curve="emotion:bo"]').click();
    await drawn();
    expect(one(".spark .line").getAttribute("style")).not.toContain("url");
    cell("emotion:bo", "s2").focus();
    await press("ArrowDown", { altKey: true });
    expect(host.state().doc.tables.steps.rows.get("s2")).toMatchObject({ "emotion:bo": 0.9, emotion: -2 });
  });
});

describe("a declared scale", () => {
  it("is what is shown, typed and moved along; values stay as they are kept", async () => {
    start({ emotion_scale: "0..10" });
    expect(cell("emotion", "s0").querySelector("output")?.textContent).toContain("7.5");
    expect(one(".end.top").textContent).toContain("10");
    cell("emotion", "s0").focus();
    await press("5");
    await press("Tab");
    expect(host.state().doc.tables.steps.rows.get("s0")?.["emotion"]).toBe(0);
    cell("emotion", "s0").focus();
    await press("ArrowUp", { altKey: true });
    expect(host.state().doc.tables.steps.rows.get("s0")?.["emotion"]).toBe(0.04);
  });

  it("refuses what lies beyond it", async () => {
    start({ emotion_scale: "1..5" });
    cell("emotion", "s0").focus();
    await press("7");
    await press("Tab");
    expect(host.state().refused).toHaveLength(1);
    expect(host.state().doc.tables.steps.rows.get("s0")?.["emotion"]).toBe(1);
  });
});

describe("the head and pictures", () => {
  it("keeps the waiting apart from the time", () => {
    start();
    expect(one('.step[data-step="s0"] .t').textContent).toBe("4 min (2–9 min) + 2 d waiting");
  });

  it("draws no address that is no bitmap, and takes none that is too big", async () => {
    const bad = ["data:image/svg+xml;base64,AAAA", "https://x.test/a.png", "data:image/png;base64,AA\"onload=x", "javascript:1", "data:text/html;base64,AAAA"];
    expect(bad.map(isPicture)).toEqual(bad.map(() => false));
    const big = new Uint8Array(500_000);
    big.set([0xff, 0xd8, 0xff]);
    await expect(pictureOf(new Blob([big]))).rejects.toThrow("500 kB is allowed");
  });
});
