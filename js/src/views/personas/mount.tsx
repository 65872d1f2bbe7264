/** Puts the persona cards into an element. */
import type { Host } from "../../hosts/host";
import { alone, type Alone, type Look } from "../alone";
import shared from "../alone.css?inline";
import { Personas } from "./personas";
import own from "./personas.css?inline";

/** Draws the personas of the host's document. The host lives on when the view is destroyed. */
export function mount(el: HTMLElement, host: Host, options: Look): Alone<Look> {
  return alone(el, shared + own, options, (drawn) => <Personas host={host} options={drawn} />);
}
