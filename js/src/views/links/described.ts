/** Lets a screen reader hear the links of a card with the card. */
import { docOf } from "../control";
import { described } from "./names";
import type { Scene } from "./scene";

/** What takes the focus for a card: the card where its cell has several, else the cell. */
export const stopOf = (card: HTMLElement): HTMLElement | null => (card.hasAttribute("data-item") ? card : card.closest<HTMLElement>(".cell"));

/** Writes a sentence for each card that has links, and has the card's stop point at it. */
export function describe(scene: Scene): void {
  const doc = docOf(scene.port.ctl);
  const kept = new Set<Element>();
  const known = new Map([...scene.place.querySelectorAll<HTMLElement>("[data-described]")].map((one) => [one.id, one]));
  for (const [card, element] of scene.measured?.cards ?? []) {
    const text = described(doc, card);
    const stop = stopOf(element);
    if (text === "" || !stop) continue;
    const id = `links-of-${card}`.replace(/\s/g, "_");
    kept.add(stop).add(sentence(scene.place, known.get(id), id, text));
    if (stop.getAttribute("aria-describedby") !== id) stop.setAttribute("aria-describedby", id);
  }
  for (const old of scene.port.ctl.scroll?.querySelectorAll("[aria-describedby^='links-of-']") ?? []) if (!kept.has(old)) old.removeAttribute("aria-describedby");
  for (const old of scene.place.querySelectorAll("[data-described]")) if (!kept.has(old)) old.remove();
}

function sentence(place: HTMLElement, known: HTMLElement | undefined, id: string, text: string): HTMLElement {
  const element = known ?? place.appendChild(document.createElement("span"));
  if (!known) Object.assign(element, { id, hidden: true }).setAttribute("data-described", "");
  if (element.textContent !== text) element.textContent = text;
  return element;
}
