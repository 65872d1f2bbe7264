/** Blocks of cells to and from a clipboard. Rows of a block are lanes downwards, its columns are steps. */
import { row } from "./document";
import { cellValue, columnOf, isScalar, items, plainText, type Cell } from "./items";
import { laneOnScale } from "./scales";
import { editText } from "./values";
import { writeCell } from "./cell_gestures";
import type { Doc, Op, Row } from "./types";

export interface Shown {
  steps: readonly string[];
  lanes: readonly string[];
}

/** The texts of a rectangle of cells. */
export function copyBlock(doc: Doc, steps: readonly string[], lanes: readonly string[]): string[][] {
  return lanes.map((lane) => steps.map((step) => cellText(doc, { step, lane })));
}

/**
 * A block written over the cells from `anchor` on, in the order the steps and lanes are shown: all of it or nothing. `reason`
 * says in a sentence what did not fit, and is empty where all did.
 */
export function pasteBlock(doc: Doc, { steps, lanes }: Shown, anchor: Cell, block: readonly (readonly string[])[]): { ops: Op[]; reason: string } {
  const left = steps.indexOf(anchor.step);
  const top = lanes.indexOf(anchor.lane);
  const ops: Op[] = [];
  const lost = { outside: 0, refused: 0 };
  block.forEach((texts, down) =>
    texts.forEach((text, along) => {
      const step = left < 0 ? undefined : steps[left + along];
      const lane = top < 0 ? undefined : lanes[top + down];
      if (step === undefined || lane === undefined) lost.outside += 1;
      else lost.refused += write(doc, { step, lane }, text, ops) ? 0 : 1;
    }),
  );
  const reason = reasonOf(lost);
  return { ops: reason ? [] : ops, reason };
}

function write(doc: Doc, cell: Cell, text: string, ops: Op[]): boolean {
  const { ops: more, taken } = writeCell(doc, cell, text);
  ops.push(...more);
  return taken;
}

function cellText(doc: Doc, cell: Cell): string {
  const lane = row(doc, "lanes", cell.lane) as Row | undefined;
  if (!lane) return "";
  if (isScalar(lane)) return editText(cellValue(doc, cell), laneOnScale(doc, lane));
  if (columnOf(lane) !== null) return plainText(cellValue(doc, cell));
  return items(doc, cell).map((item) => item.text).join("\n");
}

function reasonOf({ outside, refused }: { outside: number; refused: number }): string {
  const parts: string[] = [];
  if (outside) parts.push(`${cells(outside)} would lie beyond the end of the map.`);
  if (refused) parts.push(`${cells(refused)} cannot be edited.`);
  return parts.join(" ");
}

function cells(count: number): string {
  return count === 1 ? "1 cell" : `${count} cells`;
}
