/** The lines of a blueprint: between which lanes each is drawn. */
import { levelOf } from "../model/sides";
import type { Row } from "../model/types";

export type RuleKind = "interaction" | "visibility" | "internal";

/** Each line lies below this level. The first and the last need lanes of one level to be drawn at all. */
const LINES: readonly { kind: RuleKind; below: number; needs?: number }[] = [
  { kind: "interaction", below: 0, needs: 1 },
  { kind: "visibility", below: 1 },
  { kind: "internal", below: 2, needs: 2 },
];

/** The line above each lane that has one. A line is drawn once: at the first gap whose lanes lie on both sides of it, whatever their order. */
export function rulesOf(lanes: readonly Row[]): ReadonlyMap<string, RuleKind> {
  const sided = lanes.flatMap((lane) => ({ id: lane.id, level: levelOf(lane) ?? -1 })).filter(({ level }) => level >= 0);
  let open = LINES.filter(({ needs }) => needs === undefined || sided.some(({ level }) => level === needs));
  const rules = new Map<string, RuleKind>();
  sided.forEach(({ id, level }, i) => {
    const above = sided[i - 1]?.level ?? level;
    const line = open.find(({ below }) => Math.min(above, level) <= below && below < Math.max(above, level));
    if (line) rules.set(id, line.kind);
    open = open.filter((one) => one !== line);
  });
  return rules;
}
