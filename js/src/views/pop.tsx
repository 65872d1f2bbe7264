/** A box in the top layer, beside what opened it; closes on Escape, on a press outside and when the window moves. */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

export interface Anchor { left: number; top: number; bottom: number; right: number }

interface PopProps {
  anchor: Anchor;
  label: string;
  role: "menu" | "dialog";
  close: (back: boolean) => void;
  children: ComponentChildren;
}

function place(box: HTMLElement, anchor: Anchor): void {
  box.showPopover?.();
  const { width, height } = box.getBoundingClientRect();
  const below = anchor.bottom + height + 6 <= innerHeight || anchor.top < height;
  box.style.left = `${Math.max(4, Math.min(anchor.left, innerWidth - width - 6))}px`;
  box.style.top = `${Math.max(4, below ? Math.min(anchor.bottom + 2, innerHeight - height - 4) : anchor.top - height - 2)}px`;
}

export function Pop({ anchor, label, role, close, children }: PopProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (box.current) place(box.current, anchor);
  }, [anchor]);
  useEffect(() => {
    const outside = (event: Event): void => {
      if (box.current && !event.composedPath().includes(box.current)) close(false);
    };
    addEventListener("pointerdown", outside, true);
    addEventListener("resize", outside);
    return () => {
      removeEventListener("pointerdown", outside, true);
      removeEventListener("resize", outside);
    };
  }, [close]);
  const key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    close(true);
  };
  return (
    <div ref={box} class="pop" popover="manual" role={role} aria-label={label} onKeyDown={key}>
      {children}
    </div>
  );
}

/** Moves the focus between the items of a menu: arrows, Home, End, or a first letter. */
export function menuKeys(event: KeyboardEvent): void {
  const menu = event.currentTarget as HTMLElement;
  const items = [...menu.querySelectorAll<HTMLElement>("[role^=menuitem]")];
  const at = items.indexOf((menu.getRootNode() as ShadowRoot).activeElement as HTMLElement);
  const to = menuTarget(event.key, at, items);
  if (to === null) return;
  event.preventDefault();
  event.stopPropagation();
  items[to]?.focus();
}

function menuTarget(key: string, at: number, items: readonly HTMLElement[]): number | null {
  const n = items.length;
  if (key === "ArrowDown") return (at + 1) % n;
  if (key === "ArrowUp") return (at - 1 + n) % n;
  if (key === "Home") return 0;
  if (key === "End") return n - 1;
  if (key.length !== 1 || key === " ") return null;
  const starts = (i: number): boolean => (items[i % n]?.textContent ?? "").trim().toLowerCase().startsWith(key.toLowerCase());
  const found = Array.from({ length: n }, (_, i) => at + 1 + i).find(starts);
  return found === undefined ? null : found % n;
}
