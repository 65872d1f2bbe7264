import { afterEach, expect, it } from "vitest";
import { memoryHost } from "../../../src/hosts/memory";
import type { Doc } from "../../../src/model/types";
import { Legend } from "../../../src/views/links/legend";
import { Lens, lensOf } from "../../../src/views/links/lens";
import type { LinksPort } from "../../../src/views/links/port";
import type { Shown } from "../../../src/views/panels/port";
import { words as board } from "../../../src/views/words";
import { mapped } from "../panels/map";

const STORY = "Orders <b>soon</b>";

function doc(meta: Record<string, unknown>): Doc {
  const wire = mapped(meta);
  wire.tables.personas = { columns: ["id", "name", "colour", "job", "share"], rows: [["ann", "Ann Lee", "#5b7aa8", "plans", 0.465], ["bo", "Bo", "url(x)", null, null]] };
  return memoryHost(wire).state().doc;
}

/** A title bar as the grid draws it, and a lens in it. */
function bar(): { lens: Lens; root: HTMLElement; opened: Shown[]; give: (meta: Record<string, unknown>) => void } {
  const root = document.createElement("section");
  root.innerHTML = '<div class="bar"><h2>Map</h2><span class="sp"></span></div>';
  document.body.append(root);
  const opened: Shown[] = [];
  let now = doc({});
  const ctl = { root, host: { state: () => ({ doc: now }) } };
  const lens = new Lens({ ctl, open: (shown: Shown) => void opened.push(shown) } as unknown as LinksPort);
  const give = (meta: Record<string, unknown>): void => {
    now = doc(meta);
    lens.update();
  };
  return { lens, root, opened, give };
}

afterEach(() => document.body.replaceChildren());

it("says under the board what the shapes of evidence mean, while it has any", () => {
  const root = document.createElement("section");
  root.innerHTML = '<div class="main"></div><div class="out"></div>';
  document.body.append(root);
  let overlays: Record<string, unknown> = {};
  const legend = new Legend({ ctl: { root, host: { state: () => ({ overlays }) } } } as unknown as LinksPort);
  const shown = (): string[] => [...root.querySelectorAll("[data-legend] .proof")].map((one) => one.textContent?.trim() ?? "");
  legend.update();
  overlays = { evidence: { cards: {}, cells: {} } };
  legend.update();
  expect(shown()).toEqual([]);
  overlays = { evidence: { cards: {}, cells: { "s0\0nps": "assumed" } } };
  legend.update();
  expect(shown()).toEqual(Object.values(board.rests));
  expect(root.querySelectorAll("[data-legend] svg.rest").length).toBe(3);
  expect(root.querySelector(".main + [data-legend]")).not.toBeNull();
  overlays = {};
  legend.update();
  expect(shown()).toEqual([]);
});

it("names the persona by id or by name, with job and share", () => {
  const ann = { persona: "Ann Lee", more: "plans · 46.5 % of customers", scenario: STORY, colour: "#5b7aa8" };
  expect(lensOf(doc({ persona: "ann", scenario: STORY }))).toEqual(ann);
  expect(lensOf(doc({ persona: "Ann Lee", scenario: STORY }))).toEqual(ann);
});

it("says no more than the map does", () => {
  expect(lensOf(doc({}))).toBeNull();
  expect(lensOf(doc({ persona: ["ann"], scenario: "  " }))).toBeNull();
  expect(lensOf(doc({ persona: "bo" }))).toMatchObject({ persona: "Bo", more: "", scenario: "", colour: "#7c6fb0" });
  expect(lensOf(doc({ persona: "Nobody known" }))).toMatchObject({ persona: "Nobody known", more: "" });
});

it("stands in the bar while there is something to say, follows it, and leads to where it is chosen", () => {
  const { root, lens, opened, give } = bar();
  const shown = (): HTMLElement | null => root.querySelector("[data-lens]");
  lens.update();
  expect(shown()).toBeNull();
  give({ persona: "ann", scenario: STORY });
  expect(shown()?.textContent).toBe(`Persona: ALAnn Leeplans · 46.5 % of customers. Scenario: ${STORY}`);
  expect(shown()?.querySelector("b")).toBeNull();
  expect(shown()?.querySelector(".face")?.getAttribute("aria-hidden")).toBe("true");
  give({ scenario: STORY });
  expect(shown()?.querySelector(".face")).toBeNull();
  shown()?.click();
  expect(opened).toEqual([{ what: "checks", tab: "about" }]);
  give({});
  expect(shown()).toBeNull();
});
