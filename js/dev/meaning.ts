/** The meal-kit journey with all that cards can carry: places, pictures, spans, several curves, an arc. Every figure is made up. */
import type { Value, WireDoc, WireTable } from "../src/model/types";
import { mealKit } from "./meal_kit";

const FEELINGS: Readonly<Record<string, readonly (number | null)[]>> = {
  "emotion:dana": [1.2, 0.4, -0.3, -1.2, 1.1, -0.2, -0.6, 1.6, 1.0, -0.8],
  "emotion:luis": [0.6, -0.4, -1.2, -1.8, 0.4, -0.9, -1.4, 1.2, 1.8, null],
  "emotion:mira": [0.2, 0.8, 0.1, -0.6, 0.2, -1.5, -0.2, 0.6, 0.4, -1.6],
};
const ARC = [2, 2, 3, 5, 3, 4, 4, 5, 3, 4];
const DAY = 86_400;
const WAITS = [null, null, null, 2 * DAY, null, null, 3 * DAY, null, null, null];
const RANGES: readonly [number | null, number | null][] = [[60, 300], [600, 3600], [null, null], [DAY, 2 * DAY], [480, 1500], [120, 540], [null, null], [300, 1200], [1800, 4500], [null, null]];

/** A parcel on a lawn, in three colours. */
const PICTURE = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAGAAAAA2CAIAAAC3LQuFAAAAcElEQVR42u3QQQ0AEAAAQBHFEcJbEm9vKWQQQQM/ZnPbJbjQx2QjKBAkSJAgQYIECUKQIEGCBAkSJAhBggQJEvRFUEvxHEGCBAkSJEiQIEGCBAkSJEiQIEGCBL0WVGpmQ5AgQYIECRIkSBCCBAm6bwEJvWdTBvIlKQAAAABJRU5ErkJggg==";

function widen(table: WireTable, columns: Readonly<Record<string, (row: Value[], i: number) => Value>>): WireTable {
  const names = Object.keys(columns);
  return { ...table, columns: [...table.columns, ...names], rows: table.rows.map((row, i) => [...row, ...names.map((name) => columns[name]?.(row, i) ?? null)]) };
}

const by = (values: Readonly<Record<string, Value>>) => (row: Value[]): Value => values[String(row[0])] ?? null;

export function meaning(wanted: readonly string[]): WireDoc {
  const doc = mealKit();
  const { tables } = doc;
  const curves = Object.fromEntries(Object.entries(FEELINGS).map(([id, values]) => [id, (_: Value[], i: number): Value => values[i] ?? null]));
  const steps = widen(tables.steps, { ...curves, arc: (_, i) => ARC[i] ?? null, wait: (_, i) => WAITS[i] ?? null, duration_low: (_, i) => RANGES[i]?.[0] ?? null, duration_high: (_, i) => RANGES[i]?.[1] ?? null });
  const cards = widen(tables.cards, {
    until: by({ "front-0": "asks", "front-3": "unboxes", "back-3": "pays", "support-0": "gone", "back-4": "tracks", "ideas-3": "post" }),
    place: by({ "touchpoints-0": "off-site", "touchpoints-4": "online", "touchpoints-10": "in person", "pains-3": "online", "touchpoints-5": "phone" }),
    barrier: by({ "pains-1": "cost", "pains-2": "process" }),
    author: by({ "pains-0": "model", "ideas-1": "model" }),
    image: by({ "front-4": PICTURE }),
  });
  const names = { dana: "Dana", luis: "Luis", mira: "Mira" };
  const lane = (id: string, name: string, kind: string, role: string, domain: number[]): Value[] =>
    tables.lanes.columns.map((column): Value => ({ id, name, kind, role, side: "customer", column: id, visible: true, readonly: false, domain: domain as unknown as Value } as Record<string, Value>)[column] ?? null);
  const lanes = [...tables.lanes.rows];
  lanes.splice(4, 0, ...Object.entries(names).map(([id, name]) => lane(`emotion:${id}`, name, "emotion", "emotion", [-2, 2])), lane("arc", "Dramatic arc", "number", "other", [1, 5]));
  return {
    ...doc,
    meta: { emotion_scale: wanted.includes("ten") ? "0..10" : wanted.includes("five") ? "1..5" : "-2..2" },
    tables: { ...tables, steps, cards, lanes: { ...tables.lanes, rows: lanes }, personas: { columns: ["id", "name", "colour"], rows: [["dana", "Dana", "#7c6fb0"], ["luis", "Luis", "#b3734a"], ["mira", "Mira", "#5d8a5a"]] } },
  };
}
