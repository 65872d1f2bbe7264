/** Draws the blocks of a page without Python: each `<script type="application/vnd.cjm.v1+json">` becomes a view where it stands. */
import { toldHost, type Told, type Ways } from "../../hosts/told";
import type { Host } from "../../hosts/host";
import { words } from "../../views/report/words";
import { giveAll } from "./parts";
import { VIEWS, type Options } from "./views";

export const TYPE = "application/vnd.cjm.v1+json";

interface Block {
  readonly view: string;
  /** The map itself, or the id of the block that holds it. */
  readonly map?: Told;
  readonly of?: string;
  /** A comparison, for the view `compare`. */
  readonly data?: unknown;
  readonly options?: Options;
}

/** The hosts of a page: one of each kind for a map, whatever the number of its views. */
const hosts = new WeakMap<Element, Map<Ways, Host>>();

/** Draws every block that is not drawn yet. One that cannot be drawn leaves what stands behind it, and says why. */
export function hydrate(root: ParentNode = document): void {
  for (const script of root.querySelectorAll<HTMLScriptElement>(`script[type="${TYPE}"]:not([data-drawn])`)) {
    script.dataset["drawn"] = "";
    draw(script);
  }
}

function draw(script: HTMLScriptElement): void {
  const place = document.createElement("div");
  place.className = "cjm-live";
  try {
    const block = JSON.parse(script.textContent ?? "") as Block;
    const mount = VIEWS[block.view];
    if (!mount) return; // a block that holds a map and draws nothing
    script.after(place);
    mount({ el: place, host: (ways) => hostOf(script, block, ways), data: block.data, options: block.options ?? {} });
    named(place, titleOf(script, block));
    const still = place.nextElementSibling;
    if (still?.classList.contains("cjm-still")) still.setAttribute("data-drawn", "");
  } catch (error) {
    place.className = "cjm-failed";
    place.textContent = words.failed(error instanceof Error ? error.message : String(error));
    script.after(place);
  }
}

const names = new Set<string>();

/** Two regions of one name are told apart by their map, then by a number, as regions of a page must be. */
function named(place: Element, title: string): void {
  for (const region of place.firstElementChild?.shadowRoot?.querySelectorAll("section[aria-label],[role=region][aria-label]") ?? []) {
    const said = region.getAttribute("aria-label") ?? "";
    const name = names.has(said) && title && !said.includes(title) ? `${said}: ${title}` : said;
    let [free, number] = [name, 1];
    while (names.has(free)) free = `${name} (${++number})`;
    names.add(free);
    region.setAttribute("aria-label", free);
  }
}

const titleOf = (script: HTMLScriptElement, block: Block): string => (block.map || block.of ? String(toldOf(script, block).told.doc.title ?? "") : "");

function hostOf(script: HTMLScriptElement, block: Block, ways: Ways): Host {
  const { owner, told } = toldOf(script, block);
  const known = hosts.get(owner) ?? new Map<Ways, Host>();
  hosts.set(owner, known);
  const host = known.get(ways) ?? made(told, ways);
  known.set(ways, host);
  return host;
}

/** The map of a block and the element that holds it. */
function toldOf(script: HTMLScriptElement, block: Block): { owner: Element; told: Told } {
  const owner = block.map ? script : document.getElementById(block.of ?? "");
  const told = block.map ?? (JSON.parse(owner?.textContent || "{}") as Block).map;
  if (!owner || !told) throw new Error(words.noData(block.of ?? ""));
  return { owner, told };
}

function made(told: Told, ways: Ways): Host {
  const host = toldHost(told, ways);
  giveAll(host);
  return host;
}
