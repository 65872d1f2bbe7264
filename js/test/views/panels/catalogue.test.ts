import { afterEach, describe, expect, it } from "vitest";
import { open } from "../../../src/entries/panels";
import { memoryHost } from "../../../src/hosts/memory";
import type { Host } from "../../../src/hosts/host";
import { CHANNELS, pickList, TOUCHPOINTS } from "../../../src/views/panels/catalogue";
import type { Panels } from "../../../src/views/panels/port";
import { mapped } from "./map";

let place: HTMLElement;
let panel: Panels;
let host: Host;

function start(): void {
  const wire = mapped();
  wire.tables.lanes.rows.push(["met", "Touchpoints", "cards", "touchpoints", null, null]);
  wire.tables.cards = { columns: ["id", "step", "lane", "text", "channel", "team"], rows: [["a", "s0", "met", "Kiosk", null, "Shop floor"], ["b", "s1", "met", "review", "kiosk line", null], ["slow", "s0", "pains", "Slow", null, null]] };
  host = memoryHost(wire);
  place = document.body.appendChild(document.createElement("div"));
  panel = open(place, { host, close: () => undefined, back: () => undefined, visit: () => true, open: () => undefined, say: () => undefined });
}

const drawn = (): Promise<void> => new Promise((done) => setTimeout(done, 60));
const options = (selector: string): string[] => [...place.querySelectorAll<HTMLOptionElement>(`${selector} option`)].map((one) => one.value).filter(Boolean);

async function choose(selector: string, value: string): Promise<void> {
  const list = place.querySelector<HTMLSelectElement>(selector);
  if (!list) throw new Error(`nothing is ${selector}`);
  list.value = value;
  list.dispatchEvent(new Event("change", { bubbles: true }));
  await drawn();
}

afterEach(() => {
  panel.destroy();
  place.remove();
});

describe("lists to pick from", () => {
  it("offer the catalogue of touchpoints and what the lane says already, once each", async () => {
    start();
    panel.show({ what: "row", table: "cards", id: "a" });
    await drawn();
    expect(options("[data-catalogue]")).toEqual(["Kiosk", "review", ...TOUCHPOINTS.filter((word) => word !== "review")]);
    await choose("[data-catalogue]", "renewal");
    expect(host.state().doc.tables.cards.rows.get("a")?.["text"]).toBe("renewal");
  });

  it("offer channels and the teams the map names, and take a word of one's own", async () => {
    start();
    panel.show({ what: "row", table: "cards", id: "a" });
    await drawn();
    expect(options("[data-column=channel]").slice(0, -1)).toEqual(["kiosk line", ...CHANNELS]);
    await choose("[data-column=channel] select", "phone");
    expect(host.state().doc.tables.cards.rows.get("a")?.["channel"]).toBe("phone");
    expect(options("[data-column=team]").slice(0, -1)).toEqual(["Shop floor"]);
  });

  it("are not offered where only typing makes sense", () => {
    start();
    const { doc } = host.state();
    const slow = doc.tables.cards.rows.get("slow");
    expect(slow && pickList(doc, slow, "text")).toBeNull();
    expect(slow && pickList(doc, slow, "effort")).toBeNull();
  });
});
