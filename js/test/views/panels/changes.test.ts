import axe from "axe-core";
import { afterEach, describe, expect, it } from "vitest";
import { open } from "../../../src/entries/panels";
import { memoryHost } from "../../../src/hosts/memory";
import type { Panels } from "../../../src/views/panels/port";
import { mapped } from "./map";

let place: HTMLElement;
let panel: Panels;
let visited: unknown[];

async function start(overlays: Record<string, unknown> = {}): Promise<void> {
  visited = [];
  const host = memoryHost(mapped(), { overlays, run: async () => ({ findings: [] }) });
  place = document.body.appendChild(document.createElement("div"));
  panel = open(place, { host, close: () => undefined, back: () => undefined, visit: (to) => { visited.push(to); return true; }, open: () => undefined, say: () => undefined });
  panel.show({ what: "checks" });
  await drawn();
}

const drawn = (): Promise<void> => new Promise((done) => setTimeout(done, 60));
const all = (selector: string): HTMLElement[] => [...place.querySelectorAll<HTMLElement>(selector)];
const one = (selector: string): HTMLElement => all(selector)[0] ?? document.createElement("p");

async function click(target: HTMLElement): Promise<void> {
  target.click();
  await drawn();
}

afterEach(() => {
  panel.destroy();
  place.remove();
});

describe("what changed since another version", () => {
  const line = (more: object): object => ({ kind: "re-worded", mark: "✎ re-worded", said: "Slow text re-worded: a → b", table: "cards", gone: false, card: "slow", stage: null, step: "s0", lane: "pains", ...more });
  const gone = line({ kind: "removed", mark: "－ removed", said: "Waits [w] removed", table: "steps", gone: true, card: null, step: null, lane: null });

  it("is a tab with shape, word and sentence, leads there, and strikes out what is gone", async () => {
    await start({ diff: { cells: {}, heads: {}, changes: [line({}), gone], total: 302 } });
    await click(one("[data-tab=changes]"));
    expect(all("[data-change]").map((li) => li.textContent)).toEqual(["✎ re-worded Slow text re-worded: a → b", "－ removed Waits [w] removed"]);
    expect(one("[data-change=removed] del").textContent).toBe("Waits [w] removed");
    expect(place.textContent).toContain("302 changes since the other version.");
    expect(place.textContent).toContain("and 300 changes more");
    await click(one("[data-change=re-worded] button"));
    expect(visited).toEqual([{ card: "slow", stage: null, step: "s0", lane: "pains" }]);
    await click(all(".filters button").find((button) => button.textContent?.startsWith("removed")) as HTMLElement);
    expect(all("[data-change]").length).toBe(1);
    expect((await axe.run(place, { rules: { region: { enabled: false } } })).violations.map(({ id }) => id)).toEqual([]);
  });

  it("is no tab where nothing is compared", async () => {
    await start();
    expect(all("[data-tab=changes]")).toEqual([]);
  });
});
