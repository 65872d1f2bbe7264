/** Whose side of the service a lane is on, read from what the lane means. */
import type { Row } from "./types";

/** 0 the customer, 1 what they see us do, 2 what they do not see, 3 what supports it. */
export type Level = 0 | 1 | 2 | 3;

const LEVELS: Readonly<Record<string, Level>> = { evidence: 0, customer: 0, frontstage: 1, backstage: 2, support: 3 };
/** Rows that lie beside the service, on no side of it. */
const BESIDE = new Set(["metric", "policy", "time", "staff_emotion", "paths"]);

/** The side of a lane: by a role of the blueprint, else by what the lane says of its side; null where it is on none. */
export function levelOf({ role, side }: Row): Level | null {
  if (BESIDE.has(String(role))) return null;
  return LEVELS[String(role)] ?? LEVELS[String(side)] ?? (role ? 0 : null);
}
