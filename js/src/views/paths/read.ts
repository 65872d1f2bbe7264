/** From the document and the columns in view to what is drawn: nodes, ways, and what each says. No elements. */
import { slotOf, type Slot } from "../../layout/board";
import type { Ask, Mark, Node, Way } from "../../layout/paths/shapes";
import { positionOf, row } from "../../model/document";
import { bySource, foldVariant, isLeft, isLoss, movesFrom, movesIn, sumOf, type Move } from "../../model/moves";
import type { Doc } from "../../model/types";
import { seenOf, type Told } from "../measured/told";
import type { PathsView } from "./port";
import { labelOf, moveSaid, percent, words, type Mode } from "./words";

/** A line that is drawn: one move, or several that a folded stage merges. */
export interface Drawn {
  readonly way: Way;
  readonly moves: readonly Move[];
  readonly assumed: boolean;
  readonly planned: number | null;
  /** Only planned, never seen. */
  readonly unseen: boolean;
  readonly title: string;
  /** In the way that was chosen: true, out of it: false, none chosen: null. */
  readonly chosen: boolean | null;
}

export interface NodeLook {
  readonly step: string | null;
  readonly name: string;
  readonly stage: string | null;
}

export interface Reading {
  readonly ask: Ask;
  readonly drawn: ReadonlyMap<string, Drawn>;
  readonly nodes: readonly NodeLook[];
  /** The stretch of columns that is drawn. */
  readonly from: number;
  readonly to: number;
}

type Place = Exclude<Slot, { kind: "stub" }>;

const isPlace = (slot: Slot | null): slot is Place => slot !== null && slot.kind !== "stub";

export function read(view: PathsView, mode: Mode, variant: string | null, measured: Told | null = null): Reading {
  const { doc, plan, slots, zoom, near } = view;
  const from = Math.min(...slots.map(({ x }) => x), Infinity);
  const to = Math.max(...slots.map(({ x, width }) => x + width), 0);
  const places = new Map<number, Place>(slots.filter(isPlace).map((slot) => [slot.index, slot]));
  const place = (step: string): Place | null => {
    const position = positionOf(doc, "steps", step);
    const slot = position < 0 ? null : slotOf(plan, position);
    return isPlace(slot) ? slot : null;
  };
  const groups = groupsOf(doc, place).filter(({ ends }) => near || meets(ends, from, to));
  for (const { ends } of groups) for (const slot of ends) places.set(slot.index, slot);
  const order = [...places.values()].sort((a, b) => a.index - b.index);
  const index = new Map(order.map((slot, i) => [slot.index, i]));
  const drawn = groups.flatMap((group) => drawnOf(doc, group, index, { mode, variant, measured }));
  const rests = order.flatMap((slot, i) => restsOf(doc, slot, i, mode));
  const ways = [...drawn.map(({ way }) => way), ...rests.flatMap(({ way }) => way ?? [])];
  return {
    ask: { nodes: order.map(nodeOf), ways, marks: rests.flatMap(({ mark }) => mark ?? []), zoom, ...(near ? { view: [0, Math.max(to, 1)] as const } : { view: [from, to] as const }) },
    drawn: new Map(drawn.map((one) => [one.way.id, one])),
    nodes: order.map((slot) => lookOf(doc, slot)),
    from, to,
  };
}

const meets = (ends: readonly Place[], from: number, to: number): boolean => Math.min(...ends.map(({ x }) => x)) < to && Math.max(...ends.map(({ x, width }) => x + width)) > from;

const nodeOf = (slot: Place): Node => ({ key: String(slot.index), at: slot.index, x: slot.x + slot.width / 2, width: slot.width });

function lookOf(doc: Doc, slot: Place): NodeLook {
  const [table, id] = slot.kind === "step" ? (["steps", slot.id ?? ""] as const) : (["stages", slot.stage ?? ""] as const);
  const name = row(doc, table, id)?.["name"];
  return { step: slot.kind === "step" ? (slot.id ?? null) : null, name: typeof name === "string" && name !== "" ? name : id, stage: slot.stage };
}

interface Group {
  readonly id: string;
  readonly moves: readonly Move[];
  /** The source and, where it is drawn, the target. */
  readonly ends: readonly [Place, ...Place[]];
}

/** Moves between the same two places are one; those inside a folded stage are none. */
function groupsOf(doc: Doc, place: (step: string) => Place | null): Group[] {
  const groups = new Map<string, { moves: Move[]; ends: [Place, ...Place[]] }>();
  for (const move of movesIn(doc)) {
    const [source, target] = [place(move.source), place(move.target)];
    if (!source || (source === null && target === null) || (source.kind === "collapsed" && target?.index === source.index)) continue;
    const folded = source.kind === "collapsed" || target?.kind === "collapsed";
    const id = folded || !target ? `${source.index}>${target ? target.index : `!${move.target}`}` : move.id;
    const held = groups.get(id);
    if (held) held.moves.push(move);
    else groups.set(id, { moves: [move], ends: target ? [source, target] : [source] });
  }
  return [...groups.values()].map(({ moves, ends }) => ({ id: moves.map(({ id }) => id).join(" "), moves, ends }));
}

interface Asked {
  readonly mode: Mode;
  readonly variant: string | null;
  readonly measured: Told | null;
}

function drawnOf(doc: Doc, { id, moves, ends: [source, target] }: Group, index: ReadonlyMap<number, number>, { mode, variant, measured }: Asked): Drawn[] {
  const [first] = moves as [Move];
  const both = source.kind === "collapsed" ? foldedShares(doc, moves) : { share: added(moves, "share"), planned: added(moves, "planned") };
  const seen = moves.length === 1 ? seenOf(measured, first.source, first.target) : undefined;
  const assumed = moves.every((move) => move.assumed);
  const merged = { ...first, ...both, assumed, kind: target ? (first.kind === "outcome" ? "next" : first.kind) : "outcome" } as Move;
  const share = mode === "planned" ? (both.planned ?? 0) : mode === "both" ? (both.share ?? both.planned) : both.share;
  const label = source.kind === "collapsed" && share === null ? words.folded(moves.length) : labelOf(doc, merged, mode, seen?.share.value ?? null);
  const way: Way = { id, from: index.get(source.index) as number, to: target ? (index.get(target.index) as number) : null, share, label, ...(target ? {} : { fall: isLeft(first.target) ? "left" : isLoss(doc, first.target) ? "lost" : "outcome" }) };
  const chosen = variant === null ? null : moves.some(({ variants }) => variants.some((name) => foldVariant(name) === foldVariant(variant)));
  const title = moves.map((move) => `${nameOf(doc, move.source)}: ${moveSaid(doc, move)}${move.count === null ? "" : `, seen ${move.count.toLocaleString("en")} times`}${move.variants.length ? ` [${move.variants.join(", ")}]` : ""}`).join("\n");
  return [{ way, moves, assumed, planned: both.planned, unseen: both.share === null && mode === "both" && both.planned !== null, title, chosen }];
}

const nameOf = (doc: Doc, step: string): string => String(row(doc, "steps", step)?.["name"] ?? step);

function added(moves: readonly Move[], column: "share" | "planned"): number | null {
  const told = moves.flatMap((move) => move[column] ?? []);
  return told.length ? told.reduce((sum, one) => sum + one, 0) : null;
}

/** Out of a folded stage shares are known only where all its moves were counted: a share of one step is none of the stage. */
function foldedShares(doc: Doc, moves: readonly Move[]): { share: number | null; planned: null } {
  const stage = row(doc, "steps", (moves[0] as Move).source)?.["stage"];
  const inside = (step: string): boolean => row(doc, "steps", step)?.["stage"] === stage;
  const leaving = [...bySource(doc).keys()].filter(inside).flatMap((step) => movesFrom(doc, step)).filter(({ target }) => !inside(target));
  if (leaving.some(({ count }) => count === null)) return { share: null, planned: null };
  const all = leaving.reduce((sum, { count }) => sum + (count as number), 0);
  return { share: all > 0 ? moves.reduce((sum, { count }) => sum + (count as number), 0) / all : null, planned: null };
}

/** What a step does not tell, as a fall; what it tells too much, as a mark. */
function restsOf(doc: Doc, slot: Place, node: number, mode: Mode): { way?: Way; mark?: Mark }[] {
  if (slot.kind !== "step" || slot.id === undefined) return [];
  const moves = movesFrom(doc, slot.id).map(({ share, planned }) => ({ share: mode === "planned" ? (planned ?? 0) : share }));
  if (mode === "planned" && moves.every(({ share }) => share === 0)) return [];
  const { told, rest, over } = sumOf(moves);
  if (over) return [{ mark: { id: `over ${slot.id}`, node, label: `adds to ${percent(told)}` } }];
  return rest > 0 ? [{ way: { id: `rest ${slot.id}`, from: node, to: null, fall: "rest", share: rest, label: `${percent(rest)} not told` } }] : [];
}
