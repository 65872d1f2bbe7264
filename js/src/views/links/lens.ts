/** Whose map this is, in the title bar: the persona with initials and share, and the scenario. It leads to where both are chosen. */
import { row, rowsOf } from "../../model/document";
import { showNumber } from "../../model/numbers";
import type { Doc } from "../../model/types";
import { docOf } from "../control";
import type { PanelPort } from "../panels/port";
import { avatar, colourOf, initials } from "../personas/look";
import type { LinksPort } from "./port";
import { words } from "./words";

interface Told { readonly persona: string; readonly more: string; readonly scenario: string; readonly colour: string }

const text = (value: unknown): string => (typeof value === "string" ? value.trim() : "");

/** What the map says of its persona and scenario; nothing where it names neither. A persona is named by id or by name, or is a text. */
export function lensOf(doc: Doc, language?: string): Told | null {
  const [named, scenario] = [text(doc.meta["persona"]), text(doc.meta["scenario"])];
  if (!named && !scenario) return null;
  const rows = rowsOf(doc, "personas");
  const found = row(doc, "personas", named) ?? rows.find((one) => one["name"] === named);
  const share = found?.["share"];
  const stands = typeof share === "number" ? words.share(showNumber(Number((share * 100).toFixed(1)), language)) : "";
  const more = [text(found?.["job"]), stands].filter(Boolean).join(" · ");
  return { persona: text(found?.["name"]) || named, more, scenario, colour: colourOf(found?.["colour"], found ? rows.indexOf(found) : 0) };
}

/** Draws it into the room between the title and the tools, which the bar leaves empty. */
export class Lens {
  private readonly button = document.createElement("button");
  private shown = "";

  constructor(private readonly port: LinksPort) {
    Object.assign(this.button, { type: "button", className: "lens" });
    this.button.dataset["lens"] = "";
    this.button.addEventListener("click", () => openAbout(port));
  }

  update(): void {
    const { root } = this.port.ctl;
    const told = lensOf(docOf(this.port.ctl), root?.lang || undefined);
    const place = root?.querySelector(".bar>.sp");
    if (!told || !place) return this.destroy();
    if (this.button.parentElement !== place) place.append(this.button);
    const now = JSON.stringify(told);
    if (now !== this.shown) this.draw(told);
    this.shown = now;
  }

  destroy(): void {
    this.button.remove();
    this.shown = "";
  }

  private draw({ persona, more, scenario, colour }: Told): void {
    const { ground, ink } = avatar(colour);
    const face = part("face", initials(persona));
    face.style.cssText = `background:${ground};color:${ink}`;
    face.setAttribute("aria-hidden", "true");
    const who = persona ? [part("out", words.lens.persona), face, part("who", persona), part("of", more)] : [];
    const story = scenario ? [part("out", words.lens.scenario), part("story", scenario)] : [];
    this.button.replaceChildren(...who, ...story);
    this.button.title = [persona && [persona, more].filter(Boolean).join(", "), scenario, words.lens.change].filter(Boolean).join("\n");
  }
}

const openAbout = ({ open }: Pick<PanelPort, "open">): void => open({ what: "checks", tab: "about" });

/** Everything from the map is text. */
function part(name: string, content: string): HTMLElement {
  const made = document.createElement("span");
  made.className = name;
  made.textContent = content;
  if (name !== "out") made.dir = "auto";
  return made;
}
