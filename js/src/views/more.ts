/** The ⋯ button that appears on what the pointer or the focus is on. One element moves about; cells need none of their own. */
import { openMenu } from "./actions";
import { editable, type Control } from "./control";
import { spotOf } from "./cursor";
import { words } from "./words";

export function moreButton(ctl: Control, root: HTMLElement): () => void {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "more";
  button.tabIndex = -1;
  button.textContent = "⋯";
  button.setAttribute("aria-label", words.more);
  button.setAttribute("aria-haspopup", "menu");
  const put = (event: Event): void => {
    const cell = editable(ctl) && event.target instanceof Element ? event.target.closest<HTMLElement>("[data-slot]") : null;
    if (!cell || cell === button.parentElement || cell.matches(".skel,.folded") || ctl.ui.get().editing) return;
    button.classList.toggle("left", startsRight(cell));
    cell.append(button);
  };
  const open = (event: MouseEvent): void => {
    const spot = spotOf(button.parentElement);
    event.stopPropagation();
    const { left, right, top, bottom } = button.getBoundingClientRect();
    if (!spot) return;
    const item = spot.row === ctl.spot.row && spot.slot === ctl.spot.slot ? ctl.spot.item : 0;
    openMenu(ctl, { ...spot, item });
    ctl.ui.set({ menu: { anchor: { left, right, top, bottom }, spot: { ...spot, item } } });
  };
  button.addEventListener("click", open);
  root.addEventListener("pointerover", put);
  root.addEventListener("focusin", put);
  return () => {
    root.removeEventListener("pointerover", put);
    root.removeEventListener("focusin", put);
    button.remove();
  };
}

/** Whether the first text of a cell runs from right to left: the button must not lie on its beginning. */
function startsRight(cell: HTMLElement): boolean {
  const text = cell.querySelector("[dir]");
  return text !== null && getComputedStyle(text).direction === "rtl";
}
