/** What a person typed, read by the lane it was typed into, so that it paints before Python answers. */
import { rowsOf } from "../model/document";
import { columnOf } from "../model/items";
import { laneOnScale } from "../model/scales";
import { preview } from "../model/values";
import type { Doc, Op, Row, Value } from "../model/types";

/** The operations with every typed text that can be read as its value. */
export function readTyped(doc: Doc, ops: readonly Op[]): Op[] {
  return ops.map((op) => {
    if (op.op !== "set" || !isTyped(op.value)) return op;
    return { ...op, value: readOne(doc, op.table, op.column, op.value.v) };
  });
}

/** The first typed text that could not be read, as a sentence; empty where all could. */
export function unread(ops: readonly Op[]): { reason: string; op: Extract<Op, { op: "set" }> } | null {
  for (const op of ops) {
    if (op.op === "set" && isTyped(op.value)) return { reason: `“${op.value.v}” does not fit “${op.column}”.`, op };
  }
  return null;
}

function readOne(doc: Doc, table: string, column: string, text: string): Value {
  const lane = table === "steps" ? rowsOf(doc, "lanes").find((one: Row) => columnOf(one) === column) : undefined;
  return lane ? preview(text, laneOnScale(doc, lane)) : text;
}

function isTyped(value: Value): value is { $: "typed"; v: string } {
  return value !== null && typeof value === "object" && "$" in value && value.$ === "typed";
}
