/** Which lanes are drawn, in order, and how high each is before its content says otherwise. */
import { rowsOf } from "../model/document";
import type { Doc, Row } from "../model/types";

export interface LaneBox {
  readonly lane: Row;
  readonly height: number;
  readonly y: number;
  /** Whether the person set the height; else it may grow with its content. */
  readonly fixed: boolean;
}

const HEIGHTS: Readonly<Record<string, number>> = {
  cards: 70,
  text: 70,
  chips: 66,
  number: 70,
  flag: 44,
  duration: 44,
  time: 44,
  emotion: 150,
};

export function visibleLanes(doc: Doc): Row[] {
  return rowsOf(doc, "lanes").filter((lane) => lane["visible"] !== false);
}

export function hiddenLanes(doc: Doc): Row[] {
  return rowsOf(doc, "lanes").filter((lane) => lane["visible"] === false);
}

/** The height of a lane: what the person set, else by what it draws. */
export function laneHeight(lane: Row): number {
  const own = lane["height"];
  return typeof own === "number" ? own : (HEIGHTS[String(lane["kind"])] ?? 70);
}

/** The visible lanes with their places; `measured` are the heights their content took. */
export function laneBoxes(doc: Doc, measured?: ReadonlyMap<string, number>): LaneBox[] {
  let y = 0;
  return visibleLanes(doc).map((lane) => {
    const fixed = typeof lane["height"] === "number";
    const height = fixed ? laneHeight(lane) : Math.max(laneHeight(lane), measured?.get(lane.id) ?? 0);
    const box = { lane, height, y, fixed };
    y += height;
    return box;
  });
}
