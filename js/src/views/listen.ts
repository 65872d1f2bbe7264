/** Wires the events of one grid to what they do. Events are heard once, at the root; nothing is attached to cells. */
import { openMenu } from "./actions";
import { openDetails } from "./aside";
import { onCopy, onPaste } from "./clip";
import type { Control } from "./control";
import { goTo, spotOf } from "./cursor";
import { drags } from "./drag";
import { begin } from "./editing";
import { onKey } from "./keys";
import { moreButton } from "./more";

type Stop = () => void;

const elementOf = (event: Event): Element | null => (event.composedPath()[0] instanceof Element ? (event.composedPath()[0] as Element) : null);
const inField = (event: Event): boolean => elementOf(event)?.closest("input,textarea,.pop,.bar,.say,.find,.aside,[data-editor]") != null;

export function listen(ctl: Control, root: HTMLElement): Stop {
  const stops: Stop[] = [];
  const on = <K extends keyof HTMLElementEventMap>(type: K, act: (event: HTMLElementEventMap[K]) => void, options?: AddEventListenerOptions): void => {
    root.addEventListener(type, act, options);
    stops.push(() => root.removeEventListener(type, act, options));
  };
  on("keydown", (event) => key(ctl, event));
  on("dblclick", (event) => doubled(ctl, event));
  on("contextmenu", (event) => context(ctl, event));
  on("focusin", (event) => focused(ctl, event));
  on("copy", (event) => void (!inField(event) && onCopy(ctl, event)));
  on("cut", (event) => void (!inField(event) && onCopy(ctl, event)));
  on("paste", (event) => void (!inField(event) && onPaste(ctl, event)));
  stops.push(drags(ctl, root), moreButton(ctl, root));
  return () => {
    for (const stop of stops) stop();
  };
}

function key(ctl: Control, event: KeyboardEvent): void {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "f" && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    ctl.ui.set({ finding: true });
    return;
  }
  if (inField(event) || elementOf(event)?.closest("button")) return;
  if (onKey(ctl, event)) event.preventDefault();
}

function doubled(ctl: Control, event: MouseEvent): void {
  const spot = inField(event) || elementOf(event)?.closest("button") ? null : spotOf(elementOf(event));
  if (!spot) return;
  event.preventDefault();
  if (elementOf(event)?.closest(".m,.thumb")) return openDetails(ctl, spot);
  const item = elementOf(event)?.closest("[data-item],[data-index],[data-point],.num,.flag,.plain");
  const cell = elementOf(event)?.closest(".cell");
  begin(ctl, spot, { add: cell !== null && cell !== undefined && !item });
}

function context(ctl: Control, event: MouseEvent): void {
  const spot = inField(event) ? null : spotOf(elementOf(event));
  if (!spot) return;
  event.preventDefault();
  event.stopPropagation();
  openMenu(ctl, spot, { x: event.clientX, y: event.clientY });
}

/** The cursor follows the focus, however it came. */
function focused(ctl: Control, event: FocusEvent): void {
  if (inField(event) || elementOf(event)?.closest("button")) return;
  const spot = spotOf(elementOf(event));
  if (!spot || ctl.ui.get().editing || (spot.row === ctl.spot.row && spot.item === ctl.spot.item && sameSlot(ctl, spot.slot))) return;
  goTo(ctl, spot);
}

const sameSlot = (ctl: Control, slot: number): boolean => slot === ctl.spot.slot || (ctl.spot.row === "stages" && slot <= ctl.spot.slot);

/**
 * Keeps the grid's keys from the notebook. JupyterLab listens while events bubble, outside the shadow root, and cannot see that a
 * text field has the focus. Commands the grid does not know, such as saving, go on.
 */
export function guard(host: HTMLElement): Stop {
  const own = new Set(["z", "y", "c", "x", "v", "f", "a", "d", "enter", "home", "end", "arrowleft", "arrowright", "arrowup", "arrowdown", "backspace", "delete", "."]);
  const stop = (event: KeyboardEvent): void => {
    const command = event.ctrlKey || event.metaKey;
    if (!command || own.has(event.key.toLowerCase())) event.stopPropagation();
  };
  host.addEventListener("keydown", stop);
  return () => host.removeEventListener("keydown", stop);
}

