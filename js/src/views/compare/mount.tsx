/** Puts a comparison of maps into an element. */
import { alone, type Alone } from "../alone";
import shared from "../alone.css?inline";
import { Compare, type CompareLook } from "./compare";
import own from "./compare.css?inline";

/** Draws what `made` says, at once and whenever it is set anew. */
export function mount(el: HTMLElement, options: CompareLook): Alone<CompareLook> {
  return alone(el, shared + own, options, (drawn) => <Compare options={drawn} />);
}
