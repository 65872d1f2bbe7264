/** Gestures on stages, which take their steps along. */
import { positionOf, row, rowsOf, value, whole } from "./document";
import { cellsOf } from "./edits";
import { freeName } from "./names";
import { copyStep, endOf, fresh, removeCards } from "./step_gestures";
import type { Doc, Op, Row } from "./types";

/** Adds a stage with a first step, in front of a step, or with null at the end. */
export function addStage(doc: Doc, name: string, before: string | null, step = "New step"): Op[] {
  const made = new Set<string>();
  const free = freeName(doc, "stages", name);
  const id = fresh(doc, "stages", free, made);
  const first = fresh(doc, "steps", step, made);
  const row = { name: step, stage: id };
  return [
    { op: "insert", table: "stages", id, row: { name: free }, before: stageBehind(doc, before) },
    { op: "insert", table: "steps", id: first, row, before },
  ];
}

/** Takes a stage away, with its steps and their cards. */
export function removeStage(doc: Doc, stage: string): Op[] {
  if (!row(doc, "stages", stage) || !stageHeld(doc, stage)) return [];
  const steps = stepsOf(doc, stage);
  const ids = new Set(steps.map((step) => step.id));
  const cards = removeCards(doc, (card) => ids.has(String(card["step"])));
  const gone = steps.map(({ id }): Op => ({ op: "remove", table: "steps", id }));
  return [...cards, ...gone, { op: "remove", table: "stages", id: stage }];
}

/** Moves a stage with its steps in front of another, or with null to the end. In a sheet the steps alone say where a stage stands. */
export function moveStage(doc: Doc, stage: string, before: string | null): Op[] {
  const { order, size } = doc.tables.stages;
  const at = positionOf(doc, "stages", stage);
  if (at < 0 || before === stage || !stageHeld(doc, stage)) return [];
  const stays = before === null ? at === size - 1 : order[at + 1] === before;
  const own: Op[] = stays ? [] : [{ op: "move", table: "stages", id: stage, before }];
  const target = firstStepFrom(doc, before, stage);
  const steps = stepsOf(doc, stage);
  const moves = stands(doc, steps, target) ? [] : steps.map(({ id }): Op => ({ op: "move", table: "steps", id, before: target }));
  return [...own, ...moves];
}

/** Puts the same stage, with its steps and their cards, behind a stage. */
export function duplicateStage(doc: Doc, stage: string): Op[] {
  const old = row(doc, "stages", stage);
  if (!old || !stageHeld(doc, stage)) return [];
  const made = new Set<string>();
  const id = fresh(doc, "stages", stage, made);
  const name = freeName(doc, "stages", String(old["name"] ?? stage));
  const next = doc.tables.stages.order[positionOf(doc, "stages", stage) + 1] ?? null;
  const behind = endOf(doc, stage);
  const steps = stepsOf(doc, stage).flatMap((step) => copyStep(doc, step, behind, { stage: id }, made));
  return [{ op: "insert", table: "stages", id, row: { ...cellsOf(old), name }, before: next }, ...steps];
}

/** Whether every step of the stage is here: only then can a gesture take them along. */
export function stageHeld(doc: Doc, stage: string): boolean {
  if (whole(doc, "steps")) return true;
  if (doc.runs === null) return false;
  const count = doc.runs.reduce((sum, [one, steps]) => sum + (one === stage ? steps : 0), 0);
  return stepsOf(doc, stage).length >= count;
}

function stepsOf(doc: Doc, stage: string): Row[] {
  return rowsOf(doc, "steps").filter((step) => step["stage"] === stage);
}

/** The stage that a new one goes in front of so that it stands where its first step will. */
function stageBehind(doc: Doc, step: string | null): string | null {
  if (step === null) return null;
  const stage = value(doc, "steps", step, "stage");
  if (typeof stage !== "string") return null;
  const at = positionOf(doc, "steps", step);
  const previous = at > 0 ? doc.tables.steps.order[at - 1] : undefined;
  const inside = previous !== undefined && value(doc, "steps", previous, "stage") === stage;
  return inside ? (doc.tables.stages.order[positionOf(doc, "stages", stage) + 1] ?? null) : stage;
}

/** The first step of a stage or, where it has none, of the ones behind it; the moved stage does not count. */
function firstStepFrom(doc: Doc, stage: string | null, moved: string): string | null {
  if (stage === null) return null;
  const steps = rowsOf(doc, "steps");
  const from = positionOf(doc, "stages", stage);
  for (const other of doc.tables.stages.order.slice(from)) {
    const first = other === moved ? undefined : steps.find((step) => step["stage"] === other);
    if (first) return first.id;
  }
  return null;
}

/** Whether the steps already stand in a row in front of the target. */
function stands(doc: Doc, steps: readonly Row[], target: string | null): boolean {
  const { size } = doc.tables.steps;
  const end = target === null ? size : positionOf(doc, "steps", target);
  return steps.every((step, i) => positionOf(doc, "steps", step.id) === end - steps.length + i);
}
