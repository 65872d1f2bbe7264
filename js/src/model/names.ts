/** Names for new rows that no other row of the table has: in a sheet the name is all there is to tell them apart. */
import { rowsOf } from "./document";
import type { Doc, TableName } from "./types";

/** The name itself where it is free, else the next one with a number. */
export function freeName(doc: Doc, table: TableName, name: string): string {
  const taken = new Set(rowsOf(doc, table).map((row) => row["name"]));
  if (!taken.has(name)) return name;
  const stem = name.replace(/ \d+$/, "");
  for (let n = 2; ; n++) if (!taken.has(`${stem} ${n}`)) return `${stem} ${n}`;
}
