import { afterEach, describe, expect, it } from "vitest";
import * as links from "../../../src/entries/links";
import * as measured from "../../../src/entries/measured";
import type { Host, HostState } from "../../../src/hosts/host";
import { memoryHost } from "../../../src/hosts/memory";
import { readDoc } from "../../../src/model/document";
import { moved } from "../../../src/views/measured/keys";
import { cellOf } from "../../../src/views/measured/rows";
import { spentOf } from "../../../src/views/measured/spent";
import { seenOf, toldIn, type Told } from "../../../src/views/measured/told";
import { percent, within } from "../../../src/views/measured/words";
import { mount, type View } from "../../../src/views/mount";
import { give } from "../../../src/views/part";
import { kit } from "../paths/kit";

const SEEN = {
  source: "shop.csv", about: "90 cases", counting: "next", segment: null, segments: ["phone", "desktop"], events: 400, loose_events: 87, loose_more: 3,
  steps: {
    s0: { cases: 90, visits: 120, on: [0.6, 0.5, 0.7, 120, false], off: [0.4, 0.3, 0.5, 120, false], again: [0.25, 0.2, 0.3, 120, false], time: [48, 300, 120, false], first: "2026-05-01", last: "2026-05-31" },
    s1: { cases: 9, visits: 9, on: [0.5, 0.2, 0.8, 9, true], off: [0.5, 0.2, 0.8, 9, true], again: [0, 0, 0.3, 9, true], first: "2026-05-02", last: "2026-05-02" },
    s2: "?",
  },
  moves: [["s0", "s1", 30, [0.25, 0.18, 0.33, 120, false], true], ["s0", "s5", 20, [0.17, 0.11, 0.24, 120, false], false], ["s0", "left", 60, [0.5, 0.41, 0.59, 120, false], true], ["s1", 5]],
  unseen: [["s0", "s2"], ["s9"]],
  loose: [["<b>beat</b>", 80, 40, "s1"], ["ping", 7, 7, ""]],
};
const doc = readDoc(kit());
const told = toldIn(SEEN) as Told;

describe("what Python told of a log", () => {
  it("is read; whatever does not fit is left out", () => {
    expect([...told.steps.keys()]).toEqual(["s0", "s1"]);
    const [s0, s1] = ["s0", "s1"].map((id) => told.steps.get(id));
    expect([s0 && spentOf(s0, "time"), s0 && spentOf(s0, "wait"), s1 && spentOf(s1, "time")]).toEqual([{ median: 48, p90: 300, n: 120, few: false }, null, null]);
    expect(told.moves.get("s0")?.map(({ target }) => target)).toEqual(["left", "s1", "s5"]);
    expect(told.unseen).toEqual([["s0", "s2"]]);
    expect(seenOf(told, "s0", "s5")?.known).toBe(false);
    expect([toldIn({}), toldIn(null), toldIn([1]), toldIn("x"), seenOf(null, "a", "b")]).toEqual([null, null, null, null, undefined]);
  });

  it("is the same for the same overlay", () => expect(toldIn(SEEN)).toBe(told));
});

describe("a cell", () => {
  const said = (name: Parameters<typeof cellOf>[2], step: string): string => cellOf(told, doc, name, step, 90).said;

  it("says its number, its interval and on how many it rests, and when these are few", () => {
    expect(said("on", "s0")).toBe("60 %, 95 % interval 50 % to 70 %, of 120; 40 % leave, 30 % to 50 %");
    expect(said("on", "s1")).toContain("of 9, few");
    expect(cellOf(told, doc, "on", "s1", 90).few).toBe(true);
    expect(said("time", "s0")).toBe("median 48 s, nine of ten within 5 min, of 120");
    expect(said("time", "s1")).toBe("not in the log");
    const parted = toldIn({ ...SEEN, steps: { s0: { ...SEEN.steps.s0, work: [60, 120, 40, false], wait: [3600, 7200, 20, true] } } }) as Told;
    expect(cellOf(parted, doc, "time", "s0", 90).lines.map(({ text }) => text)).toEqual(["48 s", "P90 5 min, n 120", "work 1 min, P90 2 min", "wait before 1 h, P90 2 h, few"]);
    expect(cellOf(parted, doc, "time", "s0", 90).said).toBe("median 48 s, nine of ten within 5 min, of 120; work median 1 min, nine of ten within 2 min, of 40; wait before median 1 h, nine of ten within 2 h, of 20, few");
    expect(said("seen", "s0")).toBe("90 cases, 120 visits, 2026-05-01 – 2026-05-31");
    expect(said("seen", "s7")).toBe("not in the log");
  });

  it("holds each move beside the map, and lists what either has alone", () => {
    const { lines } = cellOf(told, doc, "moves", "s0", 90);
    expect(lines.map(({ text, off }) => [text, off])).toEqual([
      ["→ left 50 %", false], ["→ Reads reviews 25 %", true], ["→ Pays 17 %", true], ["→ Checks menus: on the map, never seen", true],
    ]);
    expect(lines.map(({ more }) => more)).toEqual(["41–59 % · map 47 %", "18–33 % · map 41 % ▼", "11–24 % · not on the map", undefined]);
    expect(said("moves", "s0")).toContain("Reads reviews: 25 %, 95 % interval 18 % to 33 %, of 120, map 41 %, outside the interval");
  });

  it("compares with no map where the map has no moves", () => {
    const { transitions: _, ...tables } = kit().tables;
    const bare = readDoc({ ...kit(), tables });
    expect(cellOf(told, bare, "moves", "s0", 90).lines.map(({ more, off }) => [more, off])).toContainEqual(["18–33 %", false]);
  });
});

describe("numbers as words", () => {
  it("are whole but at the ends", () => {
    expect([0, 0.0004, 0.004, 0.616, 0.996, 0.99999, 1].map(percent)).toEqual(["0 %", "0.1 %", "0.4 %", "62 %", "99.6 %", "99.9 %", "100 %"]);
    expect(within({ value: 0.5, low: 0.2, high: 0.8, n: 9, few: true })).toBe("20–80 %, n 9, few");
  });
});

describe("keys", () => {
  it("lead from cell to cell, and stay at the ends", () => {
    const size = { rows: 6, columns: 4, rtl: false };
    expect(moved({ row: 0, column: -1 }, "ArrowRight", size)).toEqual({ row: 0, column: 0 });
    expect(moved({ row: 0, column: -1 }, "ArrowLeft", size)).toEqual({ row: 0, column: -1 });
    expect(moved({ row: 5, column: 3 }, "ArrowDown", size)).toEqual({ row: 5, column: 3 });
    expect(moved({ row: 2, column: 1 }, "End", size)).toEqual({ row: 2, column: 3 });
    expect(moved({ row: 2, column: 1 }, "ArrowRight", { ...size, rtl: true })).toEqual({ row: 2, column: 0 });
    expect(moved({ row: 2, column: 1 }, "x", size)).toBeNull();
  });
});

describe("on the board", () => {
  let view: View;
  let place: HTMLElement;
  let asked: [string, unknown][];
  const drawn = (): Promise<void> => new Promise((done) => setTimeout(done, 90));
  const root = (): ShadowRoot => place.firstElementChild?.shadowRoot as ShadowRoot;

  async function start(overlays: HostState["overlays"], readonly = false): Promise<void> {
    asked = [];
    const run = (verb: string, args?: unknown): Promise<unknown> => {
      asked.push([verb, args]);
      return Promise.resolve(null);
    };
    const host: Host = { ...memoryHost(kit(), { overlays, readonly }), run };
    give(host, "links", links);
    give(host, "measured", measured);
    place = document.body.appendChild(document.createElement("div"));
    view = mount(place, host, { height: "", zoom: 1, theme: "light", language: "en" });
    await drawn();
  }

  afterEach(() => {
    view.destroy();
    place.remove();
  });

  it("draws lanes that name their source, and nothing of the data as HTML", async () => {
    await start({ measured: SEEN });
    const rows = [...root().querySelectorAll("[data-measured-lane]")].map((one) => (one as HTMLElement).dataset["measuredLane"]);
    expect(rows).toEqual(["seen", "on", "again", "time", "moves", "loose"]);
    expect([...root().querySelectorAll("[data-measured-lane] .src")].every((one) => one.textContent === "shop.csv")).toBe(true);
    expect(root().querySelector("[data-measured] b b")).toBeNull();
    expect(root().querySelector(".ms-loose li")?.textContent).toContain("<b>beat</b>: 80 events, 40 cases");
    expect(root().querySelector(".ms-loose")?.textContent).toContain("87 of 400 events (22 %) belong to no step.");
    expect(root().querySelectorAll("[data-measured] [tabindex='0']")).toHaveLength(1);
    expect(root().querySelector("[data-paths-measured]")?.textContent).toContain("shop.csv");
    expect(root().querySelector('[data-label="s0-s1"]')?.textContent).toBe("41 % · seen 25 %");
  });

  it("goes away and comes back by its button", async () => {
    await start({ measured: SEEN });
    const button = root().querySelector<HTMLButtonElement>("[data-measured-toggle]");
    button?.click();
    expect([root().querySelector("[data-measured]"), button?.getAttribute("aria-pressed")]).toEqual([null, "false"]);
    button?.click();
    expect(root().querySelectorAll("[data-measured-lane]")).toHaveLength(6);
  });

  it("asks Python for a segment and to take numbers over, unless the map is for reading only", async () => {
    await start({ measured: SEEN });
    const select = root().querySelector<HTMLSelectElement>("[data-measured-segment]") as HTMLSelectElement;
    select.value = "phone";
    select.dispatchEvent(new Event("change", { bubbles: true }));
    root().querySelector<HTMLElement>('[data-adopt="transitions"]')?.click();
    expect(asked.filter(([verb]) => verb !== "module")).toEqual([["measured", { segment: "phone" }], ["adopt", { what: "transitions" }]]);
    view.destroy();
    place.remove();
    await start({ measured: SEEN }, true);
    expect(root().querySelectorAll("[data-adopt]")).toHaveLength(0);
  });

  it("draws nothing where no log was matched", async () => {
    await start({ measured: {} });
    expect(root().querySelectorAll("[data-measured],[data-measured-toggle]")).toHaveLength(0);
  });
});
