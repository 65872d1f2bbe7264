/** A panel opened on a map in memory, and what it asked of the grid: shared by the tests of the whole map's tabs. */
import { memoryHost } from "../../../src/hosts/memory";
import type { Host } from "../../../src/hosts/host";
import type { WireDoc } from "../../../src/model/types";
import { open } from "../../../src/entries/panels";
import type { Panels, Shown } from "../../../src/views/panels/port";

export interface Opened {
  readonly host: Host;
  readonly panel: Panels;
  readonly place: HTMLElement;
  readonly visited: unknown[];
  readonly opened: Shown[];
  all(selector: string): HTMLElement[];
  /** The texts of a table's cells, row by row. */
  cells(table: string): string[][];
  click(target: HTMLElement | undefined): Promise<void>;
  close(): void;
}

export const drawn = (): Promise<void> => new Promise((done) => setTimeout(done, 60));

export async function opening(doc: WireDoc, shown: Shown, run: (verb: string) => Promise<unknown>): Promise<Opened> {
  const [visited, opened]: [unknown[], Shown[]] = [[], []];
  const host = memoryHost(doc, { run });
  const place = document.body.appendChild(document.createElement("div"));
  const panel = open(place, { host, close: () => undefined, back: () => undefined, visit: (to) => visited.push(to) < 3, open: (one) => opened.push(one), say: () => undefined });
  panel.show(shown);
  await drawn();
  const all = (selector: string): HTMLElement[] => [...place.querySelectorAll<HTMLElement>(selector)];
  return {
    host, panel, place, visited, opened, all,
    cells: (table) => all(`${table} tbody tr`).map((row) => [...row.children].map((cell) => cell.textContent ?? "")),
    async click(target) {
      target?.click();
      await drawn();
    },
    close() {
      panel.destroy();
      place.remove();
    },
  };
}
