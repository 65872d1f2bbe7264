/** The samples of the Python package as documents of the page: the same files, read here without Python. All of it is made up. */
import type { Value, WireDoc, WireTable } from "../src/model/types";
import clinicVisit from "../../cjm_widgets/samples/clinic_visit.cjm.json";
import coffeeShop from "../../cjm_widgets/samples/coffee_shop.cjm.json";
import loan from "../../cjm_widgets/samples/loan.cjm.json";
import mealKit from "../../cjm_widgets/samples/meal_kit_blueprint.cjm.json";

interface Stored {
  readonly columns: readonly (string | { readonly name: string })[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

interface MapFile {
  readonly meta: Readonly<Record<string, unknown>>;
  readonly tables: Readonly<Record<string, Stored>>;
}

const FILES: Readonly<Record<string, MapFile>> = { clinic_visit: clinicVisit, coffee_shop: coffeeShop, loan, meal_kit_blueprint: mealKit };
const DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/;
const TABLES = ["stages", "steps", "lanes", "cards", "links", "transitions", "personas"] as const;
const TWO_ENDS = new Set<string>(["links", "transitions"]);

/** A value as it travels: durations as seconds. */
function travelling(value: unknown): Value {
  const read = typeof value === "string" ? DURATION.exec(value) : null;
  if (!read || value === "P") return (value ?? null) as Value;
  const [days, hours, minutes, seconds] = read.slice(1).map((part) => Number(part ?? 0));
  return (((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0);
}

function table(name: string, { columns, rows }: Stored): WireTable {
  const ends = TWO_ENDS.has(name) ? ["source", "target"] : [];
  const names = [...ends, ...columns.map((column) => (typeof column === "string" ? column : column.name))];
  const id = (row: Readonly<Record<string, unknown>>): string => (ends.length ? `${String(row["source"])}-${String(row["target"])}` : String(row["id"]));
  return { columns: ["id", ...names], rows: rows.map((row) => [id(row), ...names.map((column) => travelling(row[column]))]) };
}

/** Lanes as Python sends them: a curve says between which values it runs. */
function lanes(found: WireTable): WireTable {
  const kind = found.columns.indexOf("kind");
  return { columns: [...found.columns, "domain"], rows: found.rows.map((row) => [...row, (row[kind] === "emotion" ? [-2, 2] : null) as unknown as Value]) };
}

/** The sample that is wanted, if any is. */
export function sample(wanted: ReadonlySet<string>): WireDoc | undefined {
  const found = Object.entries(FILES).find(([name]) => wanted.has(name))?.[1];
  if (!found) return undefined;
  const made = Object.fromEntries(TABLES.map((name) => [name, table(name, found.tables[name] ?? { columns: [], rows: [] })])) as unknown as WireDoc["tables"];
  return { kind: "map", title: String(found.meta["title"]), note: "", meta: found.meta, tables: { ...made, lanes: lanes(made.lanes) }, runs: null };
}
