/** A few opportunities for the tests of the matrix. Everything in it is made up. */
import type { WireDoc } from "../../../src/model/types";
import { journey } from "../journey";

export function ideas(): WireDoc {
  const wire = journey(4);
  wire.tables.lanes.rows.push(["ideas", "Opportunities", "cards", "opportunities", "customer", null, true, null, null, null, false]);
  wire.tables.cards = {
    columns: ["id", "step", "lane", "text", "work", "impact", "effort", "ease", "severity"],
    rows: [
      ["save", "s0", "ideas", "Save the box for later", 2, 2.5, "S", 8, null],
      ["guest", "s1", "ideas", "Order as a guest", 8, 2, "L", 3, null],
      ["dark", "s2", "ideas", "A <b>dark</b> theme", 1, 0.5, "m", 9, null],
      ["phone", "s3", "ideas", "A phone number on the box", null, null, null, null, null],
      ["pain", "s0", "pains", "Slow", 1, 1, null, null, 4],
    ],
  };
  wire.tables.improvements = {
    columns: ["id", "name", "cost", "effort", "low", "likely", "high", "unit"],
    rows: [["chat", "Answer at once", 40, "S", 2, 5, 9, "pp"], ["sign", "A sign", 10, "XS", null, null, null, null]],
  };
  return wire;
}

/** What Python would answer. */
export const ranks = {
  improvements: [{ id: "chat", score: 0.1, rank: 1, missing: [] }, { id: "sign", score: null, rank: null, missing: ["likely is missing"] }],
  columns: ["id", "name", "score", "rank", "missing", "rank_low", "rank_high"],
  rows: [
    { id: "save", name: "Save the box for later", score: 12.5, rank: 1, missing: [], rank_low: 1, rank_high: 2 },
    { id: "guest", name: "Order as a guest", score: 2.25, rank: 2, missing: [], rank_low: 1, rank_high: 3 },
    { id: "dark", name: "A dark theme", score: 0.5, rank: 3, missing: [], rank_low: 3, rank_high: 3 },
    { id: "phone", name: "A phone number on the box", score: null, rank: null, missing: ["reach", "work"], rank_low: null, rank_high: null },
  ],
};
