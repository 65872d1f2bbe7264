/** What a person could do next on a page, by the kind of gesture: read off what the document shows, chosen by chance. */
import { rowsOf } from "../src/model/document";
import * as gestures from "../src/model/gestures";
import { items, type Cell } from "../src/model/items";
import type { Doc, Op, Value } from "../src/model/types";
import type { Chance } from "./model/chance";

type Gesture = (doc: Doc, c: Chance) => Op[];
type Named = "stages" | "steps" | "lanes";

const TEXTS = ["Pays", "Rings up\nWrites", "ß漢字 עברית 🙂", "<b>x</b>", "=1+1", "", "web", "app"];
const TYPED = ["3", "−0.5", "12 %", "high", "nope", "", "web", "yes", "2 h", "2026-01-02", "inf"];
const NAMES = ["Ask", "Wait", "Actions", "", "A"];
const KINDS = ["text", "number", "flag", "cards", "emotion", "chips", "duration", "time"];
const MOST_STEPS = 12;

const idOf = (doc: Doc, c: Chance, table: Named): string => c.pick(rowsOf(doc, table))?.id ?? "none";
const idOrEnd = (doc: Doc, c: Chance, table: Named): string | null => (c.maybe(0.25) ? null : (c.pick(rowsOf(doc, table))?.id ?? null));
const cellOf = (doc: Doc, c: Chance): Cell => ({ step: idOf(doc, c, "steps"), lane: idOf(doc, c, "lanes") });

/** Two different cells, or one. */
function someCells(doc: Doc, c: Chance): Cell[] {
  const [one, other] = [cellOf(doc, c), cellOf(doc, c)];
  return one.step === other.step && one.lane === other.lane ? [one] : [one, other];
}

/** A cell that shows something, where chance finds one. */
function fullCell(doc: Doc, c: Chance): Cell {
  for (let i = 0; i < 6; i++) {
    const cell = cellOf(doc, c);
    if (items(doc, cell).length) return cell;
  }
  return cellOf(doc, c);
}

function at(doc: Doc, c: Chance, act: (cell: Cell, index: number) => Op[]): Op[] {
  const cell = fullCell(doc, c);
  return act(cell, c.below(Math.max(1, items(doc, cell).length)));
}

function move(doc: Doc, c: Chance): Op[] {
  const to = cellOf(doc, c);
  return at(doc, c, (from, index) => gestures.moveItem(doc, from, index, to, c.below(items(doc, to).length + 1)));
}

function paste(doc: Doc, c: Chance): Op[] {
  const steps = rowsOf(doc, "steps").map(({ id }) => id);
  const lanes = rowsOf(doc, "lanes").map(({ id }) => id);
  const block = [0, 1].map(() => [0, 1].map(() => c.pick([...TEXTS, ...TYPED])));
  return gestures.pasteBlock(doc, { steps, lanes }, cellOf(doc, c), block).ops;
}

const grows = (doc: Doc, act: () => Op[]): Op[] => (doc.tables.steps.size < MOST_STEPS ? act() : []);

const ITEMS: Gesture[] = [
  (doc, c) => gestures.addItem(doc, cellOf(doc, c), c.pick(TEXTS), c.maybe(0.5) ? c.below(3) : undefined),
  (doc, c) => at(doc, c, (cell, index) => gestures.setItem(doc, cell, index, c.pick(TEXTS))),
  (doc, c) => at(doc, c, (cell, index) => gestures.removeItem(doc, cell, index)),
  (doc, c) => at(doc, c, (cell, index) => gestures.duplicateItem(doc, cell, index)),
  move,
  move,
];
const VALUES: Gesture[] = [
  (doc, c) => gestures.setValue(doc, cellOf(doc, c), c.pick<Value>([...TYPED, ...TYPED, 1.5, true, null])),
  (doc, c) => gestures.clearCells(doc, someCells(doc, c)),
  (doc, c) => gestures.fillCells(doc, someCells(doc, c), c.pick(TEXTS)),
  paste,
];
const STEPS: Gesture[] = [
  (doc, c) => gestures.addStep(doc, { stage: idOrEnd(doc, c, "stages"), before: idOrEnd(doc, c, "steps"), name: c.pick(NAMES) }),
  (doc, c) => gestures.moveStep(doc, idOf(doc, c, "steps"), idOrEnd(doc, c, "stages"), idOrEnd(doc, c, "steps")),
  (doc, c) => gestures.rename(doc, "steps", idOf(doc, c, "steps"), c.pick(NAMES)),
  (doc, c) => gestures.removeStep(doc, idOf(doc, c, "steps")),
  (doc, c) => grows(doc, () => gestures.duplicateStep(doc, idOf(doc, c, "steps"))),
];
const STAGES: Gesture[] = [
  (doc, c) => gestures.addStage(doc, c.pick(NAMES), idOrEnd(doc, c, "steps")),
  (doc, c) => gestures.moveStage(doc, idOf(doc, c, "stages"), idOrEnd(doc, c, "stages")),
  (doc, c) => gestures.rename(doc, "stages", idOf(doc, c, "stages"), c.pick(NAMES)),
  (doc, c) => gestures.removeStage(doc, idOf(doc, c, "stages")),
  (doc, c) => grows(doc, () => gestures.duplicateStage(doc, idOf(doc, c, "stages"))),
];
const LANES: Gesture[] = [
  (doc, c) => gestures.addLane(doc, { name: c.pick(NAMES), kind: c.pick(KINDS) }, idOrEnd(doc, c, "lanes")),
  (doc, c) => gestures.moveLane(doc, idOf(doc, c, "lanes"), idOrEnd(doc, c, "lanes")),
  (doc, c) => gestures.rename(doc, "lanes", idOf(doc, c, "lanes"), c.pick(NAMES)),
  (doc, c) => (doc.tables.lanes.size > 1 ? gestures.removeLane(doc, idOf(doc, c, "lanes")) : []),
  (doc, c) => (doc.tables.lanes.size < 16 ? gestures.duplicateLane(doc, idOf(doc, c, "lanes")) : []),
  (doc, c) => gestures.setLane(doc, idOf(doc, c, "lanes"), "visible", c.maybe(0.6)),
  (doc, c) => gestures.setLane(doc, idOf(doc, c, "lanes"), "height", c.pick<Value>([null, 80, 3])),
];

const LINK_KINDS = ["sequence", "needs", "trigger"];
const MOVED = ["probability", "assumed", "count"];
const end = (doc: Doc, c: Chance, table: "cards" | "steps"): string => c.pick(rowsOf(doc, table))?.id ?? "none";
const linkOf = (doc: Doc, c: Chance): string => c.pick(rowsOf(doc, "links"))?.id ?? "none";
const moveOf = (doc: Doc, c: Chance): string => c.pick(rowsOf(doc, "transitions"))?.id ?? "none";
const LINKS: Gesture[] = [
  (doc, c) => gestures.addLink(doc, { source: end(doc, c, "cards"), target: end(doc, c, "cards"), kind: c.pick(LINK_KINDS) }),
  (doc, c) => gestures.addLink(doc, { source: end(doc, c, "cards"), target: end(doc, c, "cards"), text: c.pick(TEXTS), both: c.maybe(0.5) }),
  (doc, c) => gestures.setLink(doc, linkOf(doc, c), c.pick(["text", "kind", "condition"]), c.pick(TEXTS)),
  (doc, c) => gestures.turnLink(doc, linkOf(doc, c)),
  (doc, c) => gestures.moveEnd(doc, linkOf(doc, c), c.pick(["source", "target"]), end(doc, c, "cards")),
  (doc, c) => gestures.removeLink(doc, linkOf(doc, c)),
  (doc, c) => gestures.addMove(doc, { source: end(doc, c, "steps"), target: c.maybe(0.2) ? "Gives up" : end(doc, c, "steps"), probability: 0.5 }),
  (doc, c) => gestures.setMove(doc, moveOf(doc, c), c.pick(MOVED), c.pick<Value>([0.25, 1, null, { $: "typed", v: "12 %" }, true])),
  (doc, c) => gestures.setMove(doc, moveOf(doc, c), c.pick(["source", "target"]), end(doc, c, "steps")),
  (doc, c) => gestures.removeMove(doc, moveOf(doc, c)),
];

const KIND: Readonly<Record<string, Gesture[]>> = { item: ITEMS, value: VALUES, step: STEPS, stage: STAGES, lane: LANES, link: LINKS };

/** One gesture of a kind; an empty list where there is nothing to do. */
export function gestureOf(kind: string, doc: Doc, c: Chance): Op[] {
  return c.pick(KIND[kind] ?? [])(doc, c);
}
