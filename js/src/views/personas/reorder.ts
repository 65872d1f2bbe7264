/** Dragging a card to another place by its grip, with the mouse or a finger. It knows elements and ids, not what an order is. */

export interface Landing {
  readonly id: string;
  readonly side: "before" | "after";
}

export interface Watching {
  over(carried: string, landing: Landing | null): void;
  drop(carried: string, landing: Landing | null): void;
}

/** Hears presses on `[data-grip]` inside `[data-persona]`; gives the call that ends it. */
export function reorder(root: HTMLElement, watching: Watching): () => void {
  let carried: string | null = null;
  let landing: Landing | null = null;
  const down = (event: PointerEvent): void => {
    const grip = (event.composedPath()[0] as Element | undefined)?.closest?.("[data-grip]");
    const card = grip?.closest<HTMLElement>("[data-persona]");
    if (!card || event.button !== 0) return;
    event.preventDefault();
    carried = card.dataset["persona"] ?? null;
    root.setPointerCapture?.(event.pointerId);
  };
  const move = (event: PointerEvent): void => {
    if (carried === null) return;
    landing = landingAt(root, event.clientX, event.clientY, carried);
    watching.over(carried, landing);
  };
  const end = (event: PointerEvent): void => {
    if (carried === null) return;
    const id = carried;
    carried = null;
    root.releasePointerCapture?.(event.pointerId);
    watching.drop(id, event.type === "pointerup" ? landing : null);
    landing = null;
  };
  const escape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || carried === null) return;
    const id = carried;
    carried = landing = null;
    watching.drop(id, null);
  };
  const heard = [["pointerdown", down], ["pointermove", move], ["pointerup", end], ["pointercancel", end], ["keydown", escape]] as const;
  for (const [type, act] of heard) root.addEventListener(type, act as EventListener);
  return () => heard.forEach(([type, act]) => root.removeEventListener(type, act as EventListener));
}

function landingAt(root: HTMLElement, x: number, y: number, carried: string): Landing | null {
  for (const card of root.querySelectorAll<HTMLElement>("[data-persona]")) {
    const box = card.getBoundingClientRect();
    if (x < box.left || x > box.right || y < box.top || y > box.bottom) continue;
    const id = card.dataset["persona"] ?? "";
    if (id === carried) return null;
    const wide = box.width < root.clientWidth * 0.8;
    const first = wide ? x < box.left + box.width / 2 : y < box.top + box.height / 2;
    const turned = wide && getComputedStyle(root).direction === "rtl";
    return { id, side: first !== turned ? "before" : "after" };
  }
  return null;
}
