/** Edits of a regrouped map as edits of the map: moving a card to another swimlane sets its team. */
import { cardsIn } from "./cells";
import { row, rowsOf, whole } from "./document";
import { apply } from "./edits";
import { grouped, HINTS, isDissolved, isGrouped, laneFor, prefixOf, swimlanes, valueOf, type Added, type Grouping, type Swimlane } from "./swimlanes";
import type { Doc, Op, Row, Value } from "./types";

export interface Ungrouped {
  readonly ops: readonly Op[];
  readonly how: Grouping;
  /** Why an operation was left out. */
  readonly why?: string;
}

type Of<K extends Op["op"]> = Extract<Op, { op: K }>;

export const WHY = {
  order: "Swimlanes stand by where their cards are in the blueprint: they are not moved here.",
  none: "These cards name nobody. Move them to a swimlane, or say who it is in their details.",
  lane: "There is no lane for what we do yet. Draw the map by lanes and add one, frontstage or backstage.",
  absent: "Not all cards are here yet, so the swimlane cannot be renamed. Scroll through the map once, then try again.",
  holds: "Cards of this lane stand in swimlanes and would go with it. Draw the map by lanes to remove it.",
  taken: "There is such a swimlane already.",
} as const;

/** `doc` is the map with the blueprint's lanes, before regrouping. */
export function ungrouped(doc: Doc, ops: readonly Op[], how: Grouping): Ungrouped {
  let state: Ungrouped & { doc: Doc } = { doc, ops: [], how };
  for (const op of ops) {
    const one = back(state.doc, op, state.how);
    if (one.why !== undefined) return { ops: [], how, why: one.why };
    state = { doc: apply(state.doc, one.ops), ops: [...state.ops, ...one.ops], how: one.how };
  }
  return { ops: state.ops, how: state.how };
}

function back(doc: Doc, op: Op, how: Grouping): Ungrouped {
  const same = (...ops: Op[]): Ungrouped => ({ ops, how });
  if (op.table === "lanes") return laneBack(doc, op, how);
  if (op.table !== "cards" || op.op === "remove") return same(op);
  if (op.op === "insert") return inserted(doc, op, how);
  if (op.op === "move") return same({ ...op, before: nextAlike(doc, how, row(doc, "cards", op.id), op.before) });
  return op.column === "lane" ? relaned(doc, op, how) : same(op);
}

/** The first card of the same lane of the map from a place in a swimlane on; the end of the lane's cell where there is none. */
function nextAlike(doc: Doc, how: Grouping, card: Row | undefined, before: string | null): string | null {
  if (!card || before === null) return before;
  const cell = cardsIn(grouped(doc, how), String(card["step"]), laneFor(doc, card, how)).filter(({ id }) => id !== card.id);
  const at = cell.findIndex(({ id }) => id === before);
  if (at < 0) return row(doc, "cards", before)?.["lane"] === card["lane"] ? before : null;
  return cell.slice(at).find(({ id }) => row(doc, "cards", id)?.["lane"] === card["lane"])?.id ?? null;
}

/** The swimlane of an id, also of one whose last card has just gone; undefined for a lane of the map. */
function swimlaneOf(doc: Doc, how: Grouping, id: string): Swimlane | undefined {
  const prefix = prefixOf(doc);
  const value = id.slice(prefix.length) || null;
  return swimlanes(doc, how).find((one) => one.id === id) ?? (id.startsWith(prefix) ? { id, value, name: value ?? "" } : undefined);
}

function set(card: Row, column: string, value: Value): Op[] {
  return (card[column] ?? null) === value ? [] : [{ op: "set", table: "cards", id: card.id, column, value }];
}

/** A card put into a swimlane is its team's; one put into a lane of the map is nobody's, so that it stays there. */
function relaned(doc: Doc, op: Of<"set">, how: Grouping): Ungrouped {
  const card = row(doc, "cards", op.id);
  if (!card) return { ops: [op], how };
  const to = swimlaneOf(doc, how, String(op.value));
  if (!to) return { ops: [...set(card, "lane", op.value), ...(valueOf(card, how.by) === null ? [] : set(card, how.by, null))], how };
  const here = row(doc, "lanes", String(card["lane"]));
  if (to.value === null ? isDissolved(here) : isGrouped(here)) return { ops: set(card, how.by, to.value), how };
  const lane = likely(doc, how, to.value);
  return lane === null ? { ops: [], how, why: WHY.lane } : { ops: [...set(card, "lane", lane), ...set(card, how.by, to.value)], how };
}

function inserted(doc: Doc, op: Of<"insert">, how: Grouping): Ungrouped {
  const to = swimlaneOf(doc, how, String(op.row["lane"]));
  const { [how.by]: _was, ...cells } = op.row;
  if (!to) return { ops: [valueOf(op.row as Row, how.by) === null ? op : { ...op, row: cells }], how };
  const lane = likely(doc, how, to.value);
  if (lane === null) return { ops: [], how, why: WHY.lane };
  const made: Op = { ...op, row: { ...cells, lane, ...(to.value !== null && { [how.by]: to.value }) }, before: null };
  return { ops: [{ ...made, before: nextAlike(apply(doc, [made]), how, { ...made.row, id: op.id } as Row, op.before) }], how };
}

/** The lane of the map for a new card of a team: the one chosen, else the one where most cards of the team are, else the first. */
export function likely(doc: Doc, { by, into }: Pick<Grouping, "by" | "into">, value: string | null): string | null {
  const lanes = rowsOf(doc, "lanes").filter(isDissolved).map(({ id }) => id);
  if (into !== null && lanes.includes(into)) return into;
  const counts = new Map<string, number>();
  for (const card of doc.tables.cards.rows.values()) if (valueOf(card, by) === value) counts.set(String(card["lane"]), (counts.get(String(card["lane"])) ?? 0) + 1);
  return lanes.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))[0] ?? null;
}

/** A lane added among swimlanes is one; the copy of a lane of the map is a lane of the map. */
const isSwimlane = ({ row: { kind, role, side, hint } }: Of<"insert">, { by }: Grouping): boolean => hint === HINTS[by] || ((kind ?? "cards") === "cards" && (role ?? side ?? null) === null);

function laneBack(doc: Doc, op: Op, how: Grouping): Ungrouped {
  if (op.op === "insert" && !isSwimlane(op, how)) return { ops: [op.before !== null && swimlaneOf(doc, how, op.before) ? { ...op, before: null } : op], how };
  if (op.op === "insert") return { ops: [], how: { ...how, added: [...how.added, { id: op.id, name: free(doc, how, String(op.row["name"] ?? op.id)) }] } };
  const one = swimlaneOf(doc, how, op.id);
  if (!one && op.op === "remove" && holdsGrouped(doc, op.id, how)) return { ops: [], how, why: WHY.holds };
  if (!one) return op.op === "move" && op.before !== null && swimlaneOf(doc, how, op.before) ? { ops: [], how, why: WHY.order } : { ops: [op], how };
  if (op.op === "move") return { ops: [], how, why: WHY.order };
  if (op.op === "remove") return { ops: [], how: { ...how, added: how.added.filter(({ id }) => id !== op.id) } };
  if (op.column === "name") return renamed(doc, one, String(op.value ?? "").trim(), how);
  if (op.column !== "height" && op.column !== "visible") return { ops: [], how };
  return { ops: [], how: { ...how, looks: { ...how.looks, [op.id]: { ...how.looks[op.id], [op.column]: op.value } } } };
}

/** Whether cards of a lane of the map are drawn in swimlanes. */
const holdsGrouped = (doc: Doc, lane: string, how: Grouping): boolean =>
  rowsOf(doc, "cards").some((card) => card["lane"] === lane && laneFor(doc, card, how) !== lane);

/** A renamed swimlane renames the team on all its cards. */
function renamed(doc: Doc, one: Swimlane, name: string, how: Grouping): Ungrouped {
  if (one.value === null) return { ops: [], how, why: WHY.none };
  if (name === "" || name === one.value) return { ops: [], how };
  if (swimlanes(doc, how).some(({ value }) => value === name)) return { ops: [], how, why: WHY.taken };
  if (!whole(doc, "cards")) return { ops: [], how, why: WHY.absent };
  const cards = rowsOf(doc, "cards").filter((card) => valueOf(card, how.by) === one.value);
  const others = how.added.filter(({ id }) => id !== one.id);
  const added: Added[] = [...others, { id: one.id, name }];
  return { ops: cards.flatMap((card) => set(card, how.by, name)), how: { ...how, added } };
}

function free(doc: Doc, how: Grouping, wish: string): string {
  const taken = new Set(swimlanes(doc, how).map(({ name }) => name));
  let name = wish;
  for (let n = 2; taken.has(name); n++) name = `${wish} (${n})`;
  return name;
}
