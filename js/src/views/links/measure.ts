/** The board as the router wants it, read from the page in one go. Distances count from the side where the lanes' names are. */
import { slotOfStep, slotsBetween, type Slot } from "../../layout/board";
import type { Board, Box, Stretch } from "../../layout/routes/board";
import { whole } from "../../layout/routes/pieces";
import { row, rowsOf } from "../../model/document";
import type { Doc } from "../../model/types";
import type { Control } from "../control";
import { ends } from "./names";

export interface Measured {
  readonly board: Board;
  /** The box at which links to a card end, by card: its own, that of a folded stage, or one at the edge of what is drawn. */
  readonly at: ReadonlyMap<string, string>;
  /** The rows that are drawings, with no room for words. */
  readonly closed: ReadonlySet<number>;
  /** How many links end at each box of a folded stage. */
  readonly folded: ReadonlyMap<string, number>;
  readonly width: number;
  readonly height: number;
  readonly mirrored: boolean;
  /** What words are larger by than at first. */
  readonly zoom: number;
  /** The elements of the cards that are drawn. */
  readonly cards: ReadonlyMap<string, HTMLElement>;
}

const HELD = ".card,.plain,.chip,.num,.flag,.locked,.point,.edit";
const PAD = 12;

/** Null where nothing is drawn. */
export const measure = (ctl: Control): Measured | null => whole(measuring(ctl));

/** The same with a pause after each lane; what changes meanwhile has to be heard of by others. */
export function* measuring(ctl: Control): Generator<null, Measured | null> {
  const root = ctl.scroll?.querySelector<HTMLElement>(".board");
  const slots = slotsOf(ctl);
  // JupyterLab hides the page for a moment while it changes its theme; what was drawn before still holds.
  if (!root || !slots.length || root.getBoundingClientRect().width === 0) return null;
  const reader = new Reader(ctl, root, slots);
  const lanes = [...root.querySelectorAll<HTMLElement>(".body>.lane")];
  const rows = lanes.map((lane) => reader.stretch(lane));
  for (const [i, lane] of lanes.entries()) {
    reader.cells(lane, i, rows[i] as Stretch);
    yield null;
  }
  const drawn: Board = { first: reader.first, columns: reader.columns, rows, pad: PAD, boxes: reader.boxes };
  const { at, folded } = reader.ended(lanes.map((lane) => lane.dataset["lane"] ?? ""), rows);
  const closed = new Set(lanes.flatMap((lane, i) => (lane.matches(".emotion,.arc,.paths") ? [i] : [])));
  return { board: drawn, at, closed, folded, width: reader.origin.width, height: reader.origin.height, mirrored: reader.mirrored, zoom: ctl.port.get().zoom, cards: reader.cards };
}

/** The columns that are drawn in one stretch, and one on each side for what lies beyond. */
function slotsOf({ frame, port }: Control): Slot[] {
  const { from, to } = port.get();
  return frame.near ? slotsBetween(frame.plan, 0, Infinity) : slotsBetween(frame.plan, from, to);
}

class Reader {
  readonly origin: DOMRect;
  readonly mirrored: boolean;
  readonly boxes: Box[] = [];
  readonly cards = new Map<string, HTMLElement>();
  readonly columns: readonly Stretch[];
  readonly first: number;

  constructor(private readonly ctl: Control, root: HTMLElement, private readonly slots: readonly Slot[]) {
    this.origin = root.getBoundingClientRect();
    this.mirrored = getComputedStyle(root).direction === "rtl";
    const { rail, plan } = ctl.frame;
    const [head, tail] = [slots[0] as Slot, slots.at(-1) as Slot];
    const inner = slots.map(({ x, width }) => ({ at: rail + x, size: width }));
    const before = head.index > 0 ? [{ at: rail + head.x - head.width, size: head.width }] : [];
    const after = tail.index < plan.slots - 1 ? [{ at: rail + tail.x + tail.width, size: tail.width }] : [];
    this.columns = [...before, ...inner, ...after];
    this.first = head.index - before.length;
  }

  stretch(lane: HTMLElement): Stretch {
    const { top, height } = lane.getBoundingClientRect();
    return { at: top - this.origin.top, size: height };
  }

  /** Takes in what a lane's cells hold: everything there is in the way, its cards can be ends. */
  cells(lane: HTMLElement, index: number, { at, size }: Stretch): void {
    const holds = this.ctl.frame.lanes.find(({ id }) => id === lane.dataset["lane"])?.column === null;
    const [low, high] = [this.slots[0]?.index ?? 0, this.slots.at(-1)?.index ?? 0];
    for (const cell of lane.children) {
      const slot = cell instanceof HTMLElement ? Number(cell.dataset["slot"] ?? -1) : -1;
      if (slot < 0 || slot > high) continue;
      for (const element of cell.querySelectorAll<HTMLElement>(HELD)) {
        if (element.closest(".span-hold,.ghosted") || (slot < low && !element.closest(".span"))) continue;
        const card = holds ? element.dataset["card"] : undefined;
        const box = this.box(element, card === undefined ? `held ${index} ${this.boxes.length}` : `card ${card}`, slot, index, at + size);
        if (!box) continue;
        this.boxes.push(box);
        if (card !== undefined) this.cards.set(card, element);
      }
    }
  }

  private box(element: HTMLElement, id: string, slot: number, row: number, floor: number): Box | null {
    const rect = element.getBoundingClientRect();
    const x = this.mirrored ? this.origin.right - rect.right : rect.left - this.origin.left;
    const y = rect.top - this.origin.top;
    const height = Math.min(rect.height, floor - y - 2);
    if (height <= 0) return null;
    const last = this.columns.findLastIndex(({ at }) => at < x + rect.width - 1);
    return { id, x, y, width: rect.width, height, row, column: Math.max(this.first, slot), until: Math.max(slot, this.first + Math.max(0, last)) };
  }

  /** Where links end whose card is not drawn: at its folded stage, or at the edge; not at all in a hidden lane. */
  ended(lanes: readonly string[], rows: readonly Stretch[]): { at: Map<string, string>; folded: Map<string, number> } {
    const at = new Map([...this.cards.keys()].map((card) => [card, `card ${card}`]));
    const folded = new Map<string, number>();
    const { doc } = this.ctl.frame;
    for (const link of rowsOf(doc, "links")) {
      for (const card of Object.values(ends(link))) {
        const box = at.get(card) ?? this.away(doc, card, lanes, rows);
        if (box === null) continue;
        at.set(card, box);
        if (box.startsWith("fold ")) folded.set(box, (folded.get(box) ?? 0) + 1);
      }
    }
    return { at, folded };
  }

  private away(doc: Doc, card: string, lanes: readonly string[], rows: readonly Stretch[]): string | null {
    const found = row(doc, "cards", card);
    const index = lanes.indexOf(String(found?.["lane"]));
    const slot = found && slotOfStep(this.ctl.frame.plan, String(found["step"]));
    const lane = rows[index];
    if (!slot || !lane) return null;
    const number = Math.max(this.first, Math.min(this.first + this.columns.length - 1, slot.index));
    const column = this.columns[number - this.first];
    const seen = slot.index >= (this.slots[0]?.index ?? 0) && slot.index <= (this.slots.at(-1)?.index ?? -1);
    const kept = slot.kind === "collapsed" && seen;
    if (!column || (seen && !kept)) return null;
    const id = `${kept ? "fold" : "edge"} ${number} ${index}`;
    const size = kept ? 18 : 0;
    if (!this.boxes.some((box) => box.id === id)) this.boxes.push({ id, x: column.at + (column.size - size) / 2, y: lane.at + (lane.size - size) / 2, width: size, height: size, row: index, column: number, until: number });
    return id;
  }
}
