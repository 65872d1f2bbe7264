/** Finding a text in the steps that are here. */
import { cardsIn, rowsOf } from "../model/document";
import { cellValue, columnOf, plainText } from "../model/items";
import { laneOnScale } from "../model/scales";
import { display } from "../model/values";
import type { Doc, Row } from "../model/types";
import type { Hit } from "./host";

const MOST = 1000;

/** Every place that holds the text, in the order of the steps; upper and lower case are one. */
export function searchDoc(doc: Doc, text: string): { total: number; hits: Hit[] } {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return { total: 0, hits: [] };
  const lanes = rowsOf(doc, "lanes").filter((lane) => lane["visible"] !== false);
  const hits: Hit[] = [];
  doc.tables.steps.order.forEach((id, position) => {
    const step = id === undefined ? undefined : doc.tables.steps.rows.get(id);
    if (step) hits.push(...hitsIn(doc, step, position, lanes, wanted));
  });
  return { total: hits.length, hits: hits.slice(0, MOST) };
}

function hitsIn(doc: Doc, step: Row, position: number, lanes: readonly Row[], wanted: string): Hit[] {
  const holds = (text: string): boolean => text.toLowerCase().includes(wanted);
  const hit = (lane: string, card: string | null): Hit => ({ position, step: step.id, lane, card });
  const named = holds(plainText(step["name"])) ? [hit("", null)] : [];
  const inLanes = lanes.flatMap((lane): Hit[] => {
    if (columnOf(lane) !== null) {
      const value = cellValue(doc, { step: step.id, lane: lane.id });
      return holds(plainText(value)) || holds(display(value, laneOnScale(doc, lane))) ? [hit(lane.id, null)] : [];
    }
    return cardsIn(doc, step.id, lane.id).filter((card) => holds(plainText(card["text"]))).map((card) => hit(lane.id, card.id));
  });
  return [...named, ...inLanes];
}
