/** Puts the priority matrix into an element. */
import type { Host } from "../../hosts/host";
import { alone, type Alone } from "../alone";
import shared from "../alone.css?inline";
import { Matrix, type MatrixLook } from "./matrix";
import own from "./matrix.css?inline";

/** Draws the opportunities of the host's document. The host lives on when the view is destroyed. */
export function mount(el: HTMLElement, host: Host, options: MatrixLook): Alone<MatrixLook> {
  return alone(el, shared + own, options, (drawn) => <Matrix host={host} options={drawn} />);
}
