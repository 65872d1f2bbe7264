/** What the board asks of the layer: L and Shift+L on a card, and the entries of its menu. */
import { editable, type Control, type Spot } from "../control";
import type { Entries } from "../menus";
import { cardAt } from "./scene";
import { words } from "./words";

/** Both take what was typed to get there: L may be the beginning of a word. */
export interface Asked {
  make(typed: string): void;
  list(typed: string): void;
}

/** Hears what is asked until it is told to stop. */
export function asking(ctl: Control, { make, list }: Asked): () => void {
  const heard = new AbortController();
  const key = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() !== "l" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const target = event.composedPath()[0];
    if (!(target instanceof Element) || !target.closest(".body") || target.closest("input,textarea,button,.edit")) return;
    if (ctl.anchor || ctl.ui.get().editing || cardAt(ctl, ctl.spot) === null || (!event.shiftKey && !editable(ctl))) return;
    event.preventDefault();
    event.stopPropagation();
    (event.shiftKey ? list : make)(event.key);
  };
  ctl.root?.addEventListener("keydown", key, { capture: true, signal: heard.signal });
  ctl.extra = (spot) => entries(ctl, spot, make, list);
  return () => {
    heard.abort();
    ctl.extra = () => [];
  };
}

function entries(ctl: Control, spot: Spot, make: (typed: string) => void, list: (typed: string) => void): Entries {
  if (cardAt(ctl, spot) === null) return [];
  const both = [{ label: words.newLink, keys: "L", act: () => make("") }, { label: words.links, keys: "Shift+L", act: () => list("") }];
  return [null, ...(editable(ctl) ? both : both.slice(1))];
}
