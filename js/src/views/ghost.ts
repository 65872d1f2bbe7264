/** The picture of what is dragged, under the pointer and above everything. */
import type { Control } from "./control";

export interface Ghost {
  move(x: number, y: number): void;
  remove(): void;
}

export function ghost(ctl: Control, from: HTMLElement, x: number, y: number): Ghost {
  const box = from.getBoundingClientRect();
  const shade = document.createElement("div");
  const copy = from.cloneNode(true) as HTMLElement;
  for (const name of ["data-item", "data-card", "data-slot", "data-step", "data-stage", "data-index"]) copy.removeAttribute(name);
  copy.style.cssText = `position:static;width:${Math.min(box.width, 300)}px;height:auto;max-height:160px;overflow:hidden`;
  shade.className = `ghost ${from.closest<HTMLElement>("[data-row]")?.className.match(/k-\w+/)?.[0] ?? ""}`;
  shade.setAttribute("popover", "manual");
  shade.setAttribute("aria-hidden", "true");
  shade.append(copy);
  ctl.root?.append(shade);
  shade.showPopover?.();
  from.classList.add("dragged");
  const move = (toX: number, toY: number): void => {
    shade.style.left = `${toX - Math.min(x - box.left, 280)}px`;
    shade.style.top = `${toY - Math.min(y - box.top, 150)}px`;
  };
  move(x, y);
  return {
    move,
    remove: () => {
      shade.remove();
      from.classList.remove("dragged");
    },
  };
}
