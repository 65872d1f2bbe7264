/** Puts the impact panel into an element. */
import type { Host } from "../../hosts/host";
import { alone, type Alone } from "../alone";
import shared from "../alone.css?inline";
import { Impact, type ImpactLook } from "./impact";
import own from "./impact.css?inline";

/** Draws what the host's simulation told. The host lives on when the view is destroyed. */
export function mount(el: HTMLElement, host: Host, options: ImpactLook): Alone<ImpactLook> {
  return alone(el, shared + own, options, (drawn) => <Impact host={host} options={drawn} />);
}
