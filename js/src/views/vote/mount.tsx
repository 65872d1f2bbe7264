/** Puts a vote into an element. */
import type { Host } from "../../hosts/host";
import { alone, type Alone, type Look } from "../alone";
import shared from "../alone.css?inline";
import { Vote } from "./vote";
import own from "./vote.css?inline";

/** Draws the vote that the host told. The host lives on when the view is destroyed. */
export function mount(el: HTMLElement, host: Host, options: Look): Alone<Look> {
  return alone(el, shared + own, options, (drawn) => <Vote host={host} options={drawn} />);
}
