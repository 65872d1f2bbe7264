/** Emotions are kept as −2 to +2 and shown on the scale a map declares. The lane carries the scale, so that whoever shows or reads a value has it. */
import { SCALES } from "./schema";
import type { Doc, Row } from "./types";

export type Scale = readonly [low: number, high: number];

export const KEPT: Scale = [-2, 2];
const scaled = new WeakMap<Row, Map<string, Row>>();

/** The lane with the scale its emotions are shown on; the lane itself where they are shown as they are kept. */
export function laneOnScale({ kind, meta }: Pick<Doc, "kind" | "meta">, lane: Row): Row {
  const name = meta["emotion_scale"];
  if (kind !== "map" || typeof name !== "string" || lane["kind"] !== "emotion" || !keeps(lane)) return lane;
  const ends = SCALES[name];
  if (!ends || (ends[0] === KEPT[0] && ends[1] === KEPT[1])) return lane;
  const known = scaled.get(lane) ?? new Map<string, Row>();
  scaled.set(lane, known);
  const made = known.get(name) ?? { ...lane, scale: ends.map(String) };
  known.set(name, made);
  return made;
}

/** The scale a lane's values are shown on, null where as they are kept. */
export function scaleOf(lane: Row): Scale | null {
  const ends = lane["scale"];
  return Array.isArray(ends) ? [Number(ends[0]), Number(ends[1])] : null;
}

/** A kept value on a scale: the ends of one go to the ends of the other, straight in between. */
export const toScale = (kept: number, [low, high]: Scale): number => dust(low + ((kept - KEPT[0]) / (KEPT[1] - KEPT[0])) * (high - low));

/** A value of a scale as it is kept. */
export const fromScale = (value: number, [low, high]: Scale): number => dust(KEPT[0] + ((value - low) / (high - low)) * (KEPT[1] - KEPT[0]));

/** Only curves of −2 to +2 are kept so; another range is a number of the user's own. */
function keeps(lane: Row): boolean {
  const domain = lane["domain"] as unknown;
  return !Array.isArray(domain) || (Number(domain[0]) === KEPT[0] && Number(domain[1]) === KEPT[1]);
}

const dust = (value: number): number => Number(value.toFixed(9));
