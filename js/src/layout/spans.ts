/** Cards that span steps: which columns each covers, and on which track, so that none lies over another. Numbers in, numbers out. */
import { positionOf } from "../model/document";
import type { Doc, Row, Table } from "../model/types";
import { slotOf, type Board } from "./board";

export interface Span {
  readonly card: Row;
  /** The slots it covers, the first and the last. */
  readonly from: number;
  readonly to: number;
  readonly width: number;
  readonly track: number;
}

/** What a cell must keep free for a span: its own card, or the room of one that began before. */
export interface Laid {
  readonly card: Row;
  readonly start: boolean;
  readonly width: number;
}

const NONE: readonly Span[] = [];
const known = new WeakMap<Table, ReadonlyMap<string, readonly Row[]>>();

/** The spans of a lane from left to right. A card that ends before it begins, or at a step that is not there, spans nothing. */
export function spansIn(plan: Board, lane: string): readonly Span[] {
  const cards = reaching(plan.doc).get(lane);
  if (!cards) return NONE;
  const placed = cards.flatMap((card) => placeOf(plan, card) ?? []).sort((a, b) => a.from - b.from);
  const ends: number[] = [];
  return placed.map((one) => {
    const free = ends.findIndex((end) => end < one.from);
    const track = free < 0 ? ends.length : free;
    ends[track] = one.to;
    return { ...one, track };
  });
}

/** What a slot keeps free, track by track; a track that is free again keeps the height it had. */
export function laidAt(spans: readonly Span[], slot: number): readonly Laid[] {
  const here = spans.filter(({ from, to }) => from <= slot && slot <= to);
  const tracks = Math.max(-1, ...here.map(({ track }) => track));
  return Array.from({ length: tracks + 1 }, (_, track) => here.find((one) => one.track === track) ?? spans.findLast((one) => one.track === track && one.to < slot)).flatMap((one) =>
    one ? [{ card: one.card, start: one.from === slot, width: one.width }] : [],
  );
}

export const sameLaid = (a: readonly Laid[], b: readonly Laid[]): boolean =>
  a.length === b.length && a.every((one, i) => one.card === b[i]?.card && one.width === b[i]?.width && one.start === b[i]?.start);

/** The cards of each lane that name a last step; looked through once for a state of the cards. */
function reaching({ tables }: Doc): ReadonlyMap<string, readonly Row[]> {
  const found = known.get(tables.cards) ?? build(tables.cards);
  known.set(tables.cards, found);
  return found;
}

function build(cards: Table): ReadonlyMap<string, readonly Row[]> {
  const found = new Map<string, Row[]>();
  for (const card of cards.rows.values()) {
    if (typeof card["until"] !== "string") continue;
    const lane = String(card["lane"]);
    found.set(lane, [...(found.get(lane) ?? []), card]);
  }
  return found;
}

function placeOf(plan: Board, card: Row): Omit<Span, "track"> | null {
  const [first, last] = ["step", "until"].map((column) => positionOf(plan.doc, "steps", String(card[column]))) as [number, number];
  if (first < 0 || last <= first) return null;
  const [from, to] = [slotOf(plan, first), slotOf(plan, last)];
  if (!from || !to || from.kind !== "step" || to.index <= from.index) return null;
  return { card, from: from.index, to: to.index, width: to.x + to.width - from.x };
}
