/** What each key does while the cursor is on the board. */
import { addLaneBelow, addStageAfter, addStepAt, cellAt, duplicateHere, fold, growLane, moveHere, nudge, openMenu, redo, removeHere, undo } from "./actions";
import { openDetails } from "./aside";
import { fillSelection } from "./clip";
import { editable, say, type Control } from "./control";
import { goTo, next, screen, selection } from "./cursor";
import { begin, toggle } from "./editing";
import { bandAt, laneOf } from "./frame";
import { words } from "./words";

/** Does what the key means here; false where it means nothing, so that it may go on. */
export function onKey(ctl: Control, event: KeyboardEvent): boolean {
  if (event.isComposing || event.keyCode === 229) return false;
  const command = event.ctrlKey || event.metaKey;
  if (event.altKey && event.key.startsWith("Arrow")) return alt(ctl, event);
  if (event.key === "Enter" && (event.altKey || event.shiftKey) && !command) return moved(ctl, () => openDetails(ctl, ctl.spot));
  if (command && !event.altKey) return control(ctl, event) || move(ctl, event);
  if (event.altKey && event.key.startsWith("Page")) return moved(ctl, () => goTo(ctl, screen(ctl, event.key === "PageUp" ? -1 : 1), event.shiftKey));
  return plain(ctl, event) || move(ctl, event) || typing(ctl, event);
}

const moved = (_: Control, act: () => void): boolean => {
  act();
  return true;
};

function move(ctl: Control, event: KeyboardEvent): boolean {
  const to = next(ctl, event.key, event.ctrlKey || event.metaKey);
  if (!to) return false;
  goTo(ctl, to, event.shiftKey);
  return true;
}

/** Alt and arrows move things; on the curve they move the point. */
function alt(ctl: Control, event: KeyboardEvent): boolean {
  const vertical = event.key === "ArrowUp" || event.key === "ArrowDown";
  const lane = laneOf(ctl.frame, ctl.spot.row);
  if (!editable(ctl)) return true;
  if (event.shiftKey && vertical && lane) growLane(ctl, event.key === "ArrowDown" ? 16 : -16);
  else if (vertical && lane?.kind === "emotion" && ctl.spot.slot >= 0) nudge(ctl, ctl.spot, event.key === "ArrowUp" ? 1 : -1);
  else moveHere(ctl, event.key);
  return true;
}

function control(ctl: Control, event: KeyboardEvent): boolean {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const act: Record<string, () => void> = {
    z: () => (event.shiftKey ? redo(ctl) : undo(ctl)),
    y: () => redo(ctl),
    f: () => ctl.ui.set({ finding: true }),
    a: () => selectAll(ctl),
    d: () => (selection(ctl) ? fillSelection(ctl) : duplicateHere(ctl)),
    Enter: () => add(ctl),
    ".": () => openDetails(ctl, ctl.spot),
  };
  if (!act[key]) return false;
  act[key]?.();
  return true;
}

function selectAll(ctl: Control): void {
  const { frame } = ctl;
  const first = frame.rows[frame.headRows];
  if (!first || !frame.slots) return;
  const stays = ctl.scroll ? { left: ctl.scroll.scrollLeft, top: ctl.scroll.scrollTop } : null;
  ctl.spot = { row: first, slot: 0, item: 0 };
  ctl.anchor = { row: frame.rows.at(-1) ?? first, slot: frame.slots - 1, item: 0 };
  goTo(ctl, ctl.spot, true);
  if (stays) ctl.scroll?.scrollTo(stays);
}

/** Adds what the cursor is on: a card, a step, a stage, a lane. */
function add(ctl: Control): void {
  const { spot } = ctl;
  const lane = laneOf(ctl.frame, spot.row);
  if (cellAt(ctl, spot)) begin(ctl, spot, { add: true });
  else if (lane) addLaneBelow(ctl, lane.id);
  else if (spot.row === "stages") addStageAfter(ctl, spot.slot);
  else addStepAt(ctl, spot.slot, true);
}

function plain(ctl: Control, event: KeyboardEvent): boolean {
  const { key, shiftKey } = event;
  if (key === "Enter" || key === "F2") begin(ctl, ctl.spot);
  else if (key === "Delete" || key === "Backspace") removeHere(ctl);
  else if ((key === "F10" && shiftKey) || key === "ContextMenu") openMenu(ctl, ctl.spot);
  else if (key === "Escape") escape(ctl);
  else if (key === " " && laneOf(ctl.frame, ctl.spot.row)?.kind === "flag" && ctl.spot.slot >= 0 && editable(ctl)) toggle(ctl, ctl.spot);
  else if (key === " " && ctl.spot.row === "stages") foldHere(ctl);
  else return false;
  return true;
}

function foldHere(ctl: Control): void {
  const stage = ctl.spot.slot < 0 ? null : bandAt(ctl.frame, ctl.spot.slot)?.stage;
  if (stage && ctl.frame.doc.runs !== null) fold(ctl, stage);
}

/** The first Escape lets the selection go, the next gives the focus back to the notebook. */
function escape(ctl: Control): void {
  if (ctl.anchor) return goTo(ctl, ctl.spot);
  const shadow = ctl.root?.getRootNode() as ShadowRoot | undefined;
  (shadow?.activeElement as HTMLElement | null)?.blur();
  shadow?.host.parentElement?.closest<HTMLElement>("[tabindex]")?.focus({ preventScroll: true });
  say(ctl, words.said.left);
}

/** Typing opens the editor with what was typed. */
function typing(ctl: Control, event: KeyboardEvent): boolean {
  if (event.key.length !== 1 || event.key === " ") return event.key === " ";
  begin(ctl, ctl.spot, { typed: event.key });
  return true;
}
