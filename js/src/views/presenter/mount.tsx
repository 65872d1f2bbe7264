/** Puts a presenter into an element. */
import type { Host } from "../../hosts/host";
import { alone, type Alone } from "../alone";
import shared from "../alone.css?inline";
import { Presenter, type PresenterLook } from "./presenter";
import own from "./presenter.css?inline";

/** Draws the map of the host a slide at a time. The host lives on when the view is destroyed. */
export function mount(el: HTMLElement, host: Host, options: PresenterLook): Alone<PresenterLook> {
  return alone(el, shared + own, options, (drawn) => <Presenter host={host} options={drawn} />);
}
