/** Puts an exercise into an element. */
import type { Host } from "../../hosts/host";
import { alone, type Alone, type Look } from "../alone";
import shared from "../alone.css?inline";
import { Exercise } from "./exercise";
import own from "./exercise.css?inline";

/** Draws the exercise that the host told. The host lives on when the view is destroyed. */
export function mount(el: HTMLElement, host: Host, options: Look): Alone<Look> {
  return alone(el, shared + own, options, (drawn) => <Exercise host={host} options={drawn} />);
}
