/** A random gesture on any document: what a person could do next. */
import { rowsOf } from "../../src/model/document";
import { items, type Cell } from "../../src/model/items";
import * as gestures from "../../src/model/gestures";
import type { Doc, Op } from "../../src/model/types";
import type { Chance } from "./chance";

const TEXTS = ["", "Slow", "A\nB", "12", "−0.5", "4 min", "日本", "yes", "<b>", "x".repeat(30)];

type Gesture = (doc: Doc, c: Chance) => Op[];

function cellOf(doc: Doc, c: Chance): Cell {
  const step = c.pick(rowsOf(doc, "steps"))?.id ?? "none";
  return { step, lane: c.pick(rowsOf(doc, "lanes"))?.id ?? "none" };
}

const idOf = (doc: Doc, c: Chance, table: "stages" | "steps" | "lanes"): string => c.pick(rowsOf(doc, table))?.id ?? "none";
const idOrEnd = (doc: Doc, c: Chance, table: "stages" | "steps" | "lanes"): string | null => (c.maybe(0.2) || !doc.tables[table].size ? null : idOf(doc, c, table));

function moveAnItem(doc: Doc, c: Chance): Op[] {
  const [from, to] = [cellOf(doc, c), cellOf(doc, c)];
  return gestures.moveItem(doc, from, c.below(items(doc, from).length + 1), to, c.below(items(doc, to).length + 1));
}

function paste(doc: Doc, c: Chance): Op[] {
  const steps = rowsOf(doc, "steps").map(({ id }) => id);
  const lanes = rowsOf(doc, "lanes").map(({ id }) => id);
  const block = [0, 1, 2].map(() => [0, 1].map(() => c.pick(TEXTS)));
  return gestures.pasteBlock(doc, { steps, lanes }, cellOf(doc, c), block).ops;
}

const GESTURES: readonly Gesture[] = [
  (doc, c) => gestures.addItem(doc, cellOf(doc, c), c.pick(TEXTS), c.maybe(0.5) ? c.below(3) : undefined),
  (doc, c) => gestures.setItem(doc, cellOf(doc, c), c.below(3), c.pick(TEXTS)),
  (doc, c) => gestures.removeItem(doc, cellOf(doc, c), c.below(3)),
  (doc, c) => gestures.duplicateItem(doc, cellOf(doc, c), c.below(3)),
  moveAnItem,
  moveAnItem,
  moveAnItem,
  (doc, c) => gestures.setValue(doc, cellOf(doc, c), c.pick<string | number | null>([...TEXTS, 1, 0.5, null])),
  (doc, c) => gestures.clearCells(doc, [cellOf(doc, c), cellOf(doc, c)]),
  paste,
  (doc, c) => gestures.addStep(doc, { stage: idOrEnd(doc, c, "stages"), before: idOrEnd(doc, c, "steps"), name: c.pick(TEXTS) }),
  (doc, c) => gestures.moveStep(doc, idOf(doc, c, "steps"), idOrEnd(doc, c, "stages"), idOrEnd(doc, c, "steps")),
  (doc, c) => gestures.rename(doc, "steps", idOf(doc, c, "steps"), c.pick(TEXTS)),
  (doc, c) => (doc.tables.steps.size > 2 ? gestures.removeStep(doc, idOf(doc, c, "steps")) : []),
  (doc, c) => (doc.tables.steps.size < 12 ? gestures.duplicateStep(doc, idOf(doc, c, "steps")) : []),
  (doc, c) => gestures.addStage(doc, c.pick(TEXTS), idOrEnd(doc, c, "steps")),
  (doc, c) => gestures.moveStage(doc, idOf(doc, c, "stages"), idOrEnd(doc, c, "stages")),
  (doc, c) => (doc.tables.stages.size > 2 ? gestures.removeStage(doc, idOf(doc, c, "stages")) : []),
  (doc, c) => (doc.tables.steps.size < 12 ? gestures.duplicateStage(doc, idOf(doc, c, "stages")) : []),
  (doc, c) => gestures.addLane(doc, { name: c.pick(TEXTS), kind: c.pick(["cards", "number"]) }, idOrEnd(doc, c, "lanes")),
  (doc, c) => gestures.moveLane(doc, idOf(doc, c, "lanes"), idOrEnd(doc, c, "lanes")),
  (doc, c) => (doc.tables.lanes.size > 6 ? gestures.removeLane(doc, idOf(doc, c, "lanes")) : []),
  (doc, c) => (doc.tables.lanes.size < 14 ? gestures.duplicateLane(doc, idOf(doc, c, "lanes")) : []),
  (doc, c) => gestures.setLane(doc, idOf(doc, c, "lanes"), "visible", c.maybe(0.7)),
];

export function randomEdit(doc: Doc, c: Chance): Op[] {
  return c.pick(GESTURES)(doc, c);
}
