/** Where the cursor is and how it moves. The elements are found by their data attributes, so a move draws nothing again. */
import { items } from "../model/items";
import { docOf, type Control, type Rectangle, type Spot } from "./control";
import { slotAt } from "../layout/board";
import { bandAt, laneOf, rowIndex, slotOfStep, stepAt } from "./frame";
import { cellKey } from "./marks";
import { words } from "./words";
import { say } from "./control";

const clamp = (n: number, low: number, high: number): number => Math.max(low, Math.min(high, n));

/** Whether each item of a lane's cells is a stop of its own. */
export function itemStops(ctl: Control, spot: Spot): number {
  const lane = laneOf(ctl.frame, spot.row);
  const step = stepAt(ctl.frame, spot.slot)?.step;
  if (!lane || !step || lane.kind === "emotion") return 0;
  const count = items(docOf(ctl), { step, lane: lane.id }).length;
  return count > 1 && lane.options.length === 0 ? count : 0;
}

/** The row's element, the cell's, and what in it takes the focus. */
export function rowElement(ctl: Control, row: string): HTMLElement | null {
  const rows = ctl.scroll?.querySelectorAll<HTMLElement>("[data-row]") ?? [];
  for (const element of rows) if (element.dataset.row === row) return element;
  return null;
}

export function cellElement(ctl: Control, spot: Spot): HTMLElement | null {
  const row = rowElement(ctl, spot.row);
  const band = spot.row === "stages" && spot.slot >= 0 ? bandAt(ctl.frame, spot.slot)?.slot : undefined;
  return row?.querySelector<HTMLElement>(`:scope > [data-slot="${band ?? spot.slot}"]`) ?? null;
}

export function spotElement(ctl: Control, spot: Spot): HTMLElement | null {
  const cell = cellElement(ctl, spot);
  return cell?.querySelector<HTMLElement>(`[data-item="${spot.item}"]`) ?? cell;
}

/** The spot an element inside the board belongs to. */
export function spotOf(element: Element | null): Spot | null {
  const cell = element?.closest<HTMLElement>("[data-slot]");
  const row = cell?.closest<HTMLElement>("[data-row]");
  if (!cell || !row) return null;
  const item = element?.closest<HTMLElement>("[data-item],[data-index]");
  return { row: row.dataset.row ?? "", slot: Number(cell.dataset.slot), item: Number(item?.dataset.item ?? item?.dataset.index ?? 0) };
}

/** Puts the cursor on a spot; with `extend` the selection grows to it. */
export function goTo(ctl: Control, to: Spot, extend = false): void {
  const rows = ctl.frame.rows;
  const row = rows.includes(to.row) ? to.row : (rows[0] ?? "steps");
  const spot = { row, slot: clamp(to.slot, -1, Math.max(-1, ctl.frame.slots - 1)), item: to.item };
  ctl.anchor = extend && laneOf(ctl.frame, ctl.spot.row) ? (ctl.anchor ?? ctl.spot) : null;
  stand(ctl, spot);
  ctl.wanted = true;
  reveal(ctl, spot);
  settle(ctl);
  if (ctl.anchor) saySelection(ctl);
}

/** Sets the cursor down; it stays on its step when steps move. */
export function stand(ctl: Control, spot: Spot): void {
  ctl.spot = spot;
  ctl.step = stepAt(ctl.frame, spot.slot)?.step ?? null;
}

function saySelection(ctl: Control): void {
  const area = selection(ctl);
  if (area) say(ctl, words.said.selected(area.bottom - area.top + 1, area.right - area.left + 1));
}

/** Scrolls so far that the spot is in view, by arithmetic where it is not drawn yet. */
export function reveal(ctl: Control, spot: Spot): void {
  const { scroll, frame } = ctl;
  if (!scroll) return;
  if (spot.slot >= 0) {
    const { x, width } = slotAt(frame.plan, spot.slot) ?? { x: 0, width: 0 };
    const room = scroll.clientWidth - frame.rail;
    if (x < scroll.scrollLeft) scroll.scrollLeft = x;
    else if (x + width > scroll.scrollLeft + room) scroll.scrollLeft = x + width - room;
  }
  const cell = rowElement(ctl, spot.row);
  if (!cell || !laneOf(frame, spot.row)) return;
  const box = cell.getBoundingClientRect();
  const view = scroll.getBoundingClientRect();
  const top = view.top + (scroll.querySelector(".head")?.getBoundingClientRect().height ?? 0);
  if (box.top < top) scroll.scrollTop -= top - box.top;
  else if (box.bottom > view.top + scroll.clientHeight) scroll.scrollTop += Math.min(box.bottom - view.top - scroll.clientHeight, box.top - top);
}

/** Where the cursor's row went, the one in its place has it, and the focus that fell to the page with it. */
function keepRow(ctl: Control): void {
  const { rows } = ctl.frame;
  if (!rows.includes(ctl.spot.row)) {
    ctl.spot = { ...ctl.spot, row: rows[Math.min(ctl.rowAt, rows.length - 1)] ?? "steps" };
    ctl.wanted = document.activeElement === document.body;
  }
  ctl.rowAt = rows.indexOf(ctl.spot.row);
}

/** After a drawing: one tab stop, the focus where it was asked for, the selection marked. */
export function settle(ctl: Control): void {
  const { scroll } = ctl;
  if (!scroll || ctl.drawn !== ctl.frame) return;
  keepRow(ctl);
  follow(ctl);
  const target = spotElement(ctl, ctl.spot);
  for (const old of scroll.querySelectorAll<HTMLElement>('[tabindex="0"]')) if (old !== target) old.tabIndex = -1;
  const stop = target ?? scroll.querySelector<HTMLElement>("[data-slot]");
  if (stop) stop.tabIndex = 0;
  if (ctl.wanted && target) {
    ctl.wanted = false;
    target.focus({ preventScroll: true });
  }
  mark(ctl);
  markOthers(ctl);
  const hit = ctl.hit && spotElement(ctl, ctl.hit);
  for (const old of scroll.querySelectorAll(".hit")) if (old !== hit) old.classList.remove("hit");
  hit?.classList.add("hit");
}

/** Keeps the cursor on its step and on a lane that is drawn. */
function follow(ctl: Control): void {
  const { spot, frame } = ctl;
  const moved = ctl.step !== null && stepAt(frame, spot.slot)?.step !== ctl.step ? slotOfStep(ctl, ctl.step) : -1;
  const slot = moved >= 0 ? moved : Math.min(spot.slot, frame.slots - 1);
  const row = frame.rows.includes(spot.row) ? spot.row : (frame.rows.at(-1) ?? "steps");
  if (slot !== spot.slot || row !== spot.row) ctl.spot = { ...spot, slot, row };
}

/** The selected rectangle, in rows and slots of the frame; null where only the cursor's cell is meant. */
export function selection(ctl: Control): Rectangle | null {
  if (!ctl.anchor) return null;
  const [a, b] = [rowIndex(ctl.frame, ctl.anchor.row), rowIndex(ctl.frame, ctl.spot.row)];
  if (a < ctl.frame.headRows || b < ctl.frame.headRows) return null;
  return {
    top: Math.min(a, b),
    bottom: Math.max(a, b),
    left: Math.max(0, Math.min(ctl.anchor.slot, ctl.spot.slot)),
    right: Math.max(ctl.anchor.slot, ctl.spot.slot),
  };
}

function mark(ctl: Control): void {
  const { scroll, frame } = ctl;
  const area = selection(ctl);
  const marked = scroll?.querySelectorAll<HTMLElement>('.cell[aria-selected="true"]') ?? [];
  for (const cell of marked) if (!area || !inside(cell, area, frame.rows)) cell.setAttribute("aria-selected", "false");
  if (!area) return;
  for (let r = area.top; r <= area.bottom; r++) {
    for (const cell of rowElement(ctl, frame.rows[r] ?? "")?.querySelectorAll<HTMLElement>(".cell") ?? [])
      if (inside(cell, area, frame.rows)) cell.setAttribute("aria-selected", "true");
  }
}

/** Outlines what is selected in another view of the map. */
function markOthers({ scroll, host }: Control): void {
  const { selected } = host.state();
  const wanted = new Set(selected.map(({ step, lane }) => cellKey(step, lane)));
  for (const cell of scroll?.querySelectorAll<HTMLElement>(selected.length ? ".cell[data-step]" : ".other") ?? []) {
    const on = wanted.has(cellKey(cell.dataset.step ?? "", cell.dataset.lane ?? ""));
    if (cell.classList.toggle("other", on)) cell.setAttribute("aria-description", words.selectedElsewhere);
    else cell.removeAttribute("aria-description");
  }
}

function inside(cell: HTMLElement, area: Rectangle, rows: readonly string[]): boolean {
  const spot = spotOf(cell);
  if (!spot) return false;
  const at = rows.indexOf(spot.row);
  return at >= area.top && at <= area.bottom && spot.slot >= area.left && spot.slot <= area.right;
}

/** The spot one move away, or null where the key moves nothing. */
export function next(ctl: Control, key: string, far: boolean): Spot | null {
  const { frame, spot } = ctl;
  switch (key) {
    case "ArrowLeft":
      return sideways(ctl, -1);
    case "ArrowRight":
      return sideways(ctl, 1);
    case "ArrowUp":
      return upDown(ctl, -1);
    case "ArrowDown":
      return upDown(ctl, 1);
    case "Home":
      return { row: far ? (frame.rows[frame.headRows] ?? spot.row) : spot.row, slot: far || spot.slot !== 0 ? 0 : -1, item: 0 };
    case "End":
      return { row: far ? (frame.rows.at(-1) ?? spot.row) : spot.row, slot: frame.slots - 1, item: 0 };
    case "PageUp":
    case "PageDown":
      return page(ctl, key === "PageUp" ? -1 : 1);
    default:
      return null;
  }
}

/** The spot a screen of steps away. */
export function screen(ctl: Control, way: number): Spot {
  const count = Math.max(1, Math.floor(((ctl.scroll?.clientWidth ?? 0) - ctl.frame.rail) / ctl.frame.column) - 1);
  return { ...ctl.spot, slot: clamp(ctl.spot.slot + way * count, 0, ctl.frame.slots - 1), item: 0 };
}

function sideways(ctl: Control, way: number): Spot {
  const { spot, frame } = ctl;
  const band = spot.row === "stages" && spot.slot >= 0 ? bandAt(frame, spot.slot) : undefined;
  const slot = band ? (way > 0 ? band.slot + band.span : band.slot - 1) : spot.slot + way;
  const to = clamp(slot, -1, frame.slots - 1);
  const start = spot.row === "stages" && to >= 0 ? (bandAt(frame, to)?.slot ?? to) : to;
  return band && to < band.slot + band.span && way > 0 ? spot : { row: spot.row, slot: start, item: 0 };
}

function upDown(ctl: Control, way: number): Spot {
  const { spot, frame } = ctl;
  const stops = itemStops(ctl, spot);
  const item = spot.item + way;
  if (stops && item >= 0 && item < stops && !ctl.anchor) return { ...spot, item };
  const row = frame.rows[clamp(rowIndex(frame, spot.row) + way, 0, frame.rows.length - 1)] ?? spot.row;
  const to = { row, slot: spot.slot, item: 0 };
  return row === spot.row ? spot : { ...to, item: way < 0 ? Math.max(0, itemStops(ctl, to) - 1) : 0 };
}

function page(ctl: Control, way: number): Spot {
  const { spot, frame } = ctl;
  const row = frame.rows[clamp(rowIndex(frame, spot.row) + way * 5, 0, frame.rows.length - 1)] ?? spot.row;
  return { row, slot: spot.slot, item: 0 };
}
