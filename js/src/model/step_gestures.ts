/** Gestures on steps. */
import { positionOf, row, rowsOf } from "./document";
import { cellsOf, sameValue } from "./edits";
import { newId } from "./slug";
import type { Doc, Op, Row } from "./types";

/** Adds a step to a stage, in front of a step, or with null at the stage's end. */
export function addStep(doc: Doc, { stage, before, name }: { stage: string | null; before: string | null; name: string }): Op[] {
  const id = newId(name, "step", (one) => doc.tables.steps.rows.has(one));
  return [{ op: "insert", table: "steps", id, row: { name, stage }, before: before ?? endOf(doc, stage) }];
}

/** Takes a step away, with its cards. */
export function removeStep(doc: Doc, step: string): Op[] {
  if (!row(doc, "steps", step)) return [];
  return [...removeCards(doc, (card) => card["step"] === step), { op: "remove", table: "steps", id: step }];
}

/** Moves a step into a stage, in front of a step, or with null to the stage's end. */
export function moveStep(doc: Doc, step: string, stage: string | null, before: string | null): Op[] {
  const old = row(doc, "steps", step);
  if (!old || before === step) return [];
  const ops: Op[] = [];
  if (!sameValue(old["stage"], stage)) ops.push({ op: "set", table: "steps", id: step, column: "stage", value: stage });
  const target = before ?? endOf(doc, stage);
  const at = positionOf(doc, "steps", step);
  const next = doc.tables.steps.order[at + 1] ?? null;
  const last = at + 1 >= doc.tables.steps.size;
  const stays = target === step || (target === null ? last : target === next);
  return stays ? ops : [...ops, { op: "move", table: "steps", id: step, before: target }];
}

/** Puts the same step, with its cards, behind a step. */
export function duplicateStep(doc: Doc, step: string): Op[] {
  const old = row(doc, "steps", step);
  if (!old) return [];
  const before = doc.tables.steps.order[positionOf(doc, "steps", step) + 1] ?? null;
  return copyStep(doc, old, before, {}, new Set());
}

/** The operations that copy a step and its cards; `made` holds the ids made in this edit. */
export function copyStep(doc: Doc, old: Row, before: string | null, over: { stage?: string }, made: Set<string>): Op[] {
  const id = fresh(doc, "steps", old.id, made);
  const ops: Op[] = [{ op: "insert", table: "steps", id, row: { ...cellsOf(old), ...over }, before }];
  for (const card of rowsOf(doc, "cards")) if (card["step"] === old.id) ops.push(copyCard(doc, card, { step: id }, made));
  return ops;
}

/** The operation that copies a card into another cell, at its end. */
export function copyCard(doc: Doc, card: Row, over: { step?: string; lane?: string }, made: Set<string>): Op {
  return { op: "insert", table: "cards", id: fresh(doc, "cards", "", made), row: { ...cellsOf(card), ...over }, before: null };
}

/** An id that neither the table nor this edit has. */
export function fresh(doc: Doc, table: "stages" | "steps" | "lanes" | "cards", like: string, made: Set<string>): string {
  const taken = (id: string): boolean => doc.tables[table].rows.has(id) || made.has(`${table}/${id}`);
  const id = newId(like, table.slice(0, -1), taken);
  made.add(`${table}/${id}`);
  return id;
}

/** The operations that take cards away. */
export function removeCards(doc: Doc, which: (card: Row) => boolean): Op[] {
  return rowsOf(doc, "cards").filter(which).map((card) => ({ op: "remove", table: "cards", id: card.id }));
}

/** Gives a step, a stage or a lane another name. */
export function rename(doc: Doc, table: "stages" | "steps" | "lanes", id: string, name: string): Op[] {
  const old = row(doc, table, id);
  if (!old || sameValue(old["name"], name)) return [];
  return [{ op: "set", table, id, column: "name", value: name }];
}

/** The id behind the last step of a stage; for a stage without steps, the first step of the stages after it; null is the end. */
export function endOf(doc: Doc, stage: string | null): string | null {
  const { order, rows } = doc.tables.steps;
  const inStage = (id: string | undefined): boolean => id !== undefined && (rows.get(id)?.["stage"] ?? null) === stage;
  const last = order.findLastIndex(inStage);
  if (last >= 0) return order[last + 1] ?? null;
  const later = stage === null ? [] : doc.tables.stages.order.slice(positionOf(doc, "stages", stage) + 1);
  for (const other of later) {
    const first = order.find((id) => id !== undefined && rows.get(id)?.["stage"] === other);
    if (first !== undefined) return first;
  }
  return null;
}
