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

export function drags(ctl: Control, root: HTMLElement): () => void {
  let press: Press | null = null;
  let timer = 0;
  let frame = 0;
  let at = { x: 0, y: 0 };

  const start = (): void => {
    if (!press || press.started || !press.carried) return;
    press.started = true;
    root.setPointerCapture?.(press.id);
    press.carried.start?.(press.x, press.y);
    frame = requestAnimationFrame(scrolls);
  };
  const end = (drop: boolean): void => {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    const last = press;
    press = null;
    if (!last?.started) return;
    if (root.hasPointerCapture?.(last.id)) root.releasePointerCapture(last.id);
    if (drop) last.carried?.drop();
    else last.carried?.cancel();
  };
  /** Near an edge the board scrolls on, as long as the pointer stays there. */
  const scrolls = (): void => {
    const box = ctl.scroll?.getBoundingClientRect();
    if (!press?.started || !box || !ctl.scroll) return;
    const push = (from: number, to: number, place: number): number => (place < from + EDGE ? place - from - EDGE : place > to - EDGE ? place - to + EDGE : 0);
    const { sideways, updown } = press.carried ?? {};
    const [dx, dy] = [sideways ? push(box.left + ctl.frame.rail, box.right, at.x) : 0, updown ? push(box.top, box.bottom, at.y) : 0];
    if (dx || dy) {
      ctl.scroll.scrollBy(Math.max(-24, Math.min(24, dx / 2)), Math.max(-14, Math.min(14, dy / 3)));
      press.carried?.over(at.x, at.y);
    }
    frame = requestAnimationFrame(scrolls);
  };

  const down = (event: PointerEvent): void => {
    const target = event.composedPath()[0];
    if (press || event.button !== 0 || !(target instanceof Element) || !target.closest("[data-row]") || target.closest("button,input,textarea,.edit,.pop")) return;
    const touch = event.pointerType === "touch";
    press = { id: event.pointerId, x: event.clientX, y: event.clientY, target, touch, carried: null, started: false, rested: false };
    at = { x: event.clientX, y: event.clientY };
    if (event.shiftKey && !touch) return extend(event, target);
    if (!touch) point(event, target);
    press.carried = carriedBy(ctl, target, touch);
    if (touch && press.carried?.atOnce) root.releasePointerCapture?.(event.pointerId);
    if (touch && !press.carried?.atOnce) timer = window.setTimeout(rested, REST);
  };
  /** A press puts the cursor there; the browser would give the focus to an element that cannot hold it. */
  const point = (event: PointerEvent, target: Element): void => {
    const spot = spotOf(target);
    if (!spot) return;
    event.preventDefault();
    if (ctl.ui.get().editing) (ctl.root?.getRootNode() as ShadowRoot | undefined)?.activeElement?.dispatchEvent(new FocusEvent("blur"));
    goTo(ctl, spot);
  };
  const extend = (event: PointerEvent, target: Element): void => {
    const spot = spotOf(target);
    event.preventDefault();
    if (spot) goTo(ctl, spot, true);
    press = null;
  };
  const rested = (): void => {
    if (!press) return;
    press.rested = true;
    navigator.vibrate?.(8);
    start();
  };
  const move = (event: PointerEvent): void => {
    if (!press || event.pointerId !== press.id) return;
    at = { x: event.clientX, y: event.clientY };
    const far = Math.hypot(at.x - press.x, at.y - press.y) > FAR;
    if (!press.started && far) {
      if (!press.touch || press.carried?.atOnce) start();
      else if (!press.rested) return end(false);
    }
    if (press.started) press.carried?.over(at.x, at.y);
  };
  const up = (event: PointerEvent): void => {
    if (!press || event.pointerId !== press.id) return;
    const { rested: long, target, touch } = press;
    const still = Math.hypot(event.clientX - press.x, event.clientY - press.y) <= FAR;
    end(!still || !touch);
    const spot = touch && still ? spotOf(target) : null;
    if (!spot) return;
    goTo(ctl, spot);
    if (long) openMenu(ctl, spot, { x: event.clientX, y: event.clientY });
  };
  const cancel = (event: PointerEvent): void => {
    if (press && event.pointerId === press.id) end(false);
  };
  const escape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !press?.started) return;
    event.stopPropagation();
    end(false);
  };
  const hold = (event: TouchEvent): void => {
    if (press?.started && event.cancelable) event.preventDefault();
  };

  root.addEventListener("pointerdown", down);
  root.addEventListener("pointermove", move);
  root.addEventListener("pointerup", up);
  root.addEventListener("pointercancel", cancel);
  root.addEventListener("keydown", escape, true);
  root.addEventListener("touchmove", hold, { passive: false });
  return () => {
    end(false);
    root.removeEventListener("pointerdown", down);
    root.removeEventListener("pointermove", move);
    root.removeEventListener("pointerup", up);
    root.removeEventListener("pointercancel", cancel);
    root.removeEventListener("keydown", escape, true);
    root.removeEventListener("touchmove", hold);
  };
}
