/** Puts a timer into an element. */
import { alone, type Alone } from "../alone";
import shared from "../alone.css?inline";
import type { TimerLook } from "./time";
import { Timer } from "./timer";
import own from "./timer.css?inline";

export function mount(el: HTMLElement, options: TimerLook): Alone<TimerLook> {
  return alone(el, shared + own, options, (drawn) => <Timer look={drawn} />);
}
