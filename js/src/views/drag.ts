/** Pointer gestures: a press that moves far enough, or on a touch screen rests long enough, becomes a drag. */
import { openMenu } from "./actions";
import { carriedBy, type Carried } from "./carry";
import type { Control } from "./control";
import { goTo, spotOf } from "./cursor";

const FAR = 5;
const REST = 380;
const EDGE = 44;

interface Press {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly target: Element;
  readonly touch: boolean;
  carried: Carried | null;
  started: boolean;
  rested: boolean;
}

/** Hears the pointer over one grid until it is told to stop. */
export function drags(ctl: Control, root: HTMLElement): () => void {
  const drag = new Drag(ctl, root);
  const heard: [string, (event: never) => void, AddEventListenerOptions?][] = [
    ["pointerdown", drag.down],
    ["pointermove", drag.move],
    ["pointerup", drag.up],
    ["pointercancel", drag.lost],
    ["keydown", drag.escape, { capture: true }],
    ["touchmove", drag.hold, { passive: false }],
  ];
  for (const [type, act, options] of heard) root.addEventListener(type, act as EventListener, options);
  return () => {
    drag.end(false);
    for (const [type, act, options] of heard) root.removeEventListener(type, act as EventListener, options);
  };
}

class Drag {
  #press: Press | null = null;
  #timer = 0;
  #frame = 0;
  #at = { x: 0, y: 0 };

  readonly #ctl: Control;
  readonly #root: HTMLElement;

  constructor(ctl: Control, root: HTMLElement) {
    this.#ctl = ctl;
    this.#root = root;
  }

  down = (event: PointerEvent): void => {
    const target = event.composedPath()[0];
    if (this.#press || event.button !== 0 || !(target instanceof Element) || !draggable(target)) return;
    const touch = event.pointerType === "touch";
    if (event.shiftKey && !touch) return this.#extend(event, target);
    if (!touch) this.#point(event, target);
    const carried = carriedBy(this.#ctl, target, touch);
    this.#at = { x: event.clientX, y: event.clientY };
    this.#press = { id: event.pointerId, ...this.#at, target, touch, carried, started: false, rested: false };
    if (touch && carried?.atOnce) this.#root.releasePointerCapture?.(event.pointerId);
    else if (touch) this.#timer = window.setTimeout(this.#rest, REST);
  };

  move = (event: PointerEvent): void => {
    const press = this.#press;
    if (!press || event.pointerId !== press.id) return;
    this.#at = { x: event.clientX, y: event.clientY };
    if (!press.started && this.#far()) {
      if (!press.touch || press.carried?.atOnce) this.#start();
      else if (!press.rested) return this.end(false);
    }
    if (press.started) press.carried?.over(this.#at.x, this.#at.y);
  };

  up = (event: PointerEvent): void => {
    const press = this.#press;
    if (!press || event.pointerId !== press.id) return;
    this.#at = { x: event.clientX, y: event.clientY };
    const still = !this.#far();
    this.end(!still || !press.touch);
    const spot = press.touch && still ? spotOf(press.target) : null;
    if (!spot) return;
    goTo(this.#ctl, spot);
    if (press.rested) openMenu(this.#ctl, spot, this.#at);
  };

  lost = (event: PointerEvent): void => {
    if (event.pointerId === this.#press?.id) this.end(false);
  };

  escape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !this.#press?.started) return;
    event.stopPropagation();
    this.end(false);
  };

  /** A drag that began by resting must not scroll the page as well. */
  hold = (event: TouchEvent): void => {
    if (this.#press?.started && event.cancelable) event.preventDefault();
  };

  end(drop: boolean): void {
    clearTimeout(this.#timer);
    cancelAnimationFrame(this.#frame);
    const press = this.#press;
    this.#press = null;
    if (!press?.started) return;
    if (this.#root.hasPointerCapture?.(press.id)) this.#root.releasePointerCapture(press.id);
    if (drop) press.carried?.drop();
    else press.carried?.cancel();
  }

  #far(): boolean {
    const [press, at] = [this.#press, this.#at];
    return press !== null && Math.hypot(at.x - press.x, at.y - press.y) > FAR;
  }

  #start(): void {
    const press = this.#press;
    if (!press || press.started || !press.carried) return;
    press.started = true;
    this.#root.setPointerCapture?.(press.id);
    press.carried.start?.(press.x, press.y);
    this.#frame = requestAnimationFrame(this.#scrolls);
  }

  #rest = (): void => {
    if (!this.#press) return;
    this.#press.rested = true;
    navigator.vibrate?.(8);
    this.#start();
  };

  /** A press puts the cursor there; the browser would give the focus to an element that cannot hold it. */
  #point(event: PointerEvent, target: Element): void {
    const spot = spotOf(target);
    if (!spot) return;
    event.preventDefault();
    const field = this.#ctl.ui.get().editing ? (this.#root.getRootNode() as ShadowRoot).activeElement : null;
    field?.dispatchEvent(new FocusEvent("blur"));
    goTo(this.#ctl, spot);
  }

  #extend(event: PointerEvent, target: Element): void {
    const spot = spotOf(target);
    event.preventDefault();
    if (spot) goTo(this.#ctl, spot, true);
  }

  /** Near an edge the board scrolls on, as long as the pointer stays there. */
  #scrolls = (): void => {
    const { scroll, frame } = this.#ctl;
    const carried = this.#press?.started ? this.#press.carried : null;
    if (!carried || !scroll) return;
    const box = scroll.getBoundingClientRect();
    const dx = carried.sideways ? push(box.left + frame.rail, box.right, this.#at.x) / 2 : 0;
    const dy = carried.updown ? push(box.top, box.bottom, this.#at.y) / 3 : 0;
    if (dx || dy) {
      scroll.scrollBy(Math.max(-24, Math.min(24, dx)), Math.max(-14, Math.min(14, dy)));
      carried.over(this.#at.x, this.#at.y);
    }
    this.#frame = requestAnimationFrame(this.#scrolls);
  };
}

const draggable = (target: Element): boolean => target.closest("[data-row]") !== null && target.closest("button,input,textarea,.edit,.pop") === null;

/** How far a place lies inside the margin of an edge; 0 between the margins. */
function push(from: number, to: number, place: number): number {
  if (place < from + EDGE) return place - from - EDGE;
  return place > to - EDGE ? place - to + EDGE : 0;
}
