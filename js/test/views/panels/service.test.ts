import axe from "axe-core";
import { afterEach, describe, expect, it } from "vitest";
import type { WireDoc } from "../../../src/model/types";
import { mapped } from "./map";
import { opening, type Opened } from "./opening";

const row = { card: "slow", text: "Slow", step: "Looks", team: "Care", failure_mode: "No <b>answer</b>", likelihood: 4, failure_impact: 6, detection: 3, risk: 24, risk_priority: 72, recovery: "rings back", by: ["Lost"], missing: [] };
const TOLD = {
  failures: { rows: [row, { ...row, card: "dear", text: "Dear", failure_mode: null, likelihood: null, risk: null, risk_priority: null, recovery: null, by: [], missing: ["failure_mode", "likelihood", "recovery"] }], total: 2, attrs: {} },
  handoffs: { rows: [{ giver: "Care", receiver: "Ops", handoffs: 3, kinds: "trigger 3", waits: 1, wait: 330 }], total: 1, attrs: { total: 3, inside: 1, unknown: 2 } },
  waits: { rows: [{ step: "s0", name: "Looks", card: null, text: null, team: null, wait: 60, counts: true }, { step: "s1", name: "Asks", card: "dear", text: "Dear", team: null, wait: null, counts: false }], total: 2, attrs: { way: "happy", wait: 60, duration: 0, unknown: 1 } },
};

let tab: Opened;

async function start(answer: unknown, doc: WireDoc = mapped()): Promise<void> {
  tab = await opening(doc, { what: "checks" }, async (verb) => {
    if (verb !== "service") return { findings: [] };
    if (answer instanceof Error) throw answer;
    return answer;
  });
  await click(all("[data-tab=service]")[0]);
}

const all = (selector: string): HTMLElement[] => tab.all(selector);
const cells = (table: string): string[][] => tab.cells(`[data-service=${table}]`);
const click = (target: HTMLElement | undefined): Promise<void> => tab.click(target);

afterEach(() => tab.close());

describe("the service of the whole map", () => {
  it("tells where it fails, what is handed over and where people wait", async () => {
    await start(TOLD);
    expect(cells("failures")).toEqual([["SlowNo <b>answer</b>Looks", "4 × 6 = 24× 3 = 72", "rings backLost"], ["DearLooks", "? × 6", "Missing: how it fails, how often, 1 to 10, how it is put right"]]);
    expect(cells("handoffs")).toEqual([["Care", "Ops", "3 trigger 3", "5 min 30 s"]]);
    expect(cells("waits")).toEqual([["Looks", "1 min", "yes"], ["Dear Asks", "not known", "no"]]);
    expect(all("caption").map((one) => one.textContent)).toEqual(["2 cards where it can fail, worst first", "3 handoffs between teams, most first", "Waits, 1 min along the way “happy”"]);
    expect(tab.place.textContent).toContain("2 more links not counted");
    expect((await axe.run(tab.place, { rules: { region: { enabled: false } } })).violations.map(({ id }) => id)).toEqual([]);
  });

  it("leads to the cards and steps, and to the fields where the risk is rated", async () => {
    await start(TOLD);
    const [card, risk] = all("[data-service=failures] tbody tr:first-child button");
    await click(card);
    await click(all("[data-service=waits] tbody button")[0]);
    expect(tab.visited).toEqual([{ card: "slow" }, { step: "s0" }]);
    await click(risk);
    expect(tab.opened).toEqual([{ what: "row", table: "cards", id: "slow" }]);
    expect(risk?.getAttribute("aria-label")).toBe("4 × 6 = 24; × 3 = 72. Fields of the fail point Slow");
    await click(card);
    expect(all("[role=alert]")[0]?.textContent).toContain("not drawn");
  });

  it("says what Python says where it cannot tell, and that nothing is there", async () => {
    await start(new Error("The kernel is busy."));
    expect(all("[role=alert]")[0]?.textContent).toBe("The kernel is busy.");
    tab.close();
    const none = { rows: [], total: 0, attrs: {} };
    await start({ failures: none, handoffs: none, waits: none });
    expect(all("table")).toEqual([]);
    expect(all("[data-service]").length).toBe(3);
  });

  it("is no tab where a map has customers only", async () => {
    const doc = mapped();
    const lanes = { ...doc.tables["lanes"], columns: doc.tables["lanes"]?.columns ?? [], rows: doc.tables["lanes"]?.rows.filter(([id]) => id !== "front") ?? [] };
    await start(TOLD, { ...doc, tables: { ...doc.tables, lanes } });
    expect(all("[data-tab=checks]").length).toBe(1);
    expect(all("[data-tab=service]")).toEqual([]);
  });
});
