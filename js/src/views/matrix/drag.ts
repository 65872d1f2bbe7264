/** Carries a card over the plot with the mouse or a finger. It knows elements and shares of the plot, not what they mean. */
import type { Place } from "./scale";

export interface Carrying {
  over(id: string, place: Place | null): void;
  /** `place` is null where the card was let go beside the plot; `moved` false where it was only pressed. */
  drop(id: string, place: Place | null, moved: boolean): void;
  cancel(id: string): void;
}

const FAR = 4;
/** Points keep so much of the plot free at each edge. */
export const MARGIN = 0.05;

export const inset = (share: number): number => MARGIN + (1 - 2 * MARGIN) * share;
const outset = (share: number): number => (share - MARGIN) / (1 - 2 * MARGIN);

export function drags(root: HTMLElement, carrying: Carrying): () => void {
  let held: { id: string; x: number; y: number; moved: boolean } | null = null;
  const placeOf = (event: PointerEvent): Place | null => {
    const box = root.querySelector("[data-plot]")?.getBoundingClientRect();
    if (!box || event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom) return null;
    const within = (share: number): number => Math.max(0, Math.min(1, outset(share)));
    return { x: within((event.clientX - box.left) / box.width), y: within((box.bottom - event.clientY) / box.height) };
  };
  const down = (event: PointerEvent): void => {
    const card = (event.composedPath()[0] as Element | undefined)?.closest?.<HTMLElement>("[data-carry]");
    if (!card || event.button !== 0) return;
    held = { id: card.dataset["carry"] ?? "", x: event.clientX, y: event.clientY, moved: false };
    card.focus({ preventScroll: true });
    event.preventDefault();
    root.setPointerCapture?.(event.pointerId);
  };
  const move = (event: PointerEvent): void => {
    if (!held) return;
    held.moved ||= Math.hypot(event.clientX - held.x, event.clientY - held.y) > FAR;
    if (held.moved) carrying.over(held.id, placeOf(event));
  };
  const up = (event: PointerEvent): void => {
    if (!held) return;
    const { id, moved } = held;
    held = null;
    carrying.drop(id, placeOf(event), moved);
  };
  const stop = (): void => {
    if (held) carrying.cancel(held.id);
    held = null;
  };
  const escape = (event: KeyboardEvent): void => void (event.key === "Escape" && stop());
  const heard = [["pointerdown", down], ["pointermove", move], ["pointerup", up], ["pointercancel", stop], ["keydown", escape]] as const;
  for (const [type, act] of heard) root.addEventListener(type, act as EventListener);
  return () => heard.forEach(([type, act]) => root.removeEventListener(type, act as EventListener));
}
