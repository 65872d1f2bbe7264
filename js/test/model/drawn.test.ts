/** Which lanes a blueprint draws: the cases that Python replays too. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { arranged, type Asked } from "../../src/model/blueprint";
import { readDoc, rowsOf } from "../../src/model/document";
import { levelOf } from "../../src/model/sides";
import type { Row, Value } from "../../src/model/types";

interface Case { name: string; lanes: Row[]; asked?: Asked; drawn: string[]; levels: (number | null)[] }

const { cases } = JSON.parse(readFileSync(`${import.meta.dirname}/../../../tests/contract/blueprint.json`, "utf8")) as { cases: Case[] };
const COLUMNS = ["id", "role", "side", "carrier", "kind", "visible"];

describe("the lanes of a blueprint, as Python has them", () => {
  for (const { name, lanes, asked = {}, drawn, levels } of cases)
    it(name, () => {
      const rows = lanes.map((lane) => COLUMNS.map((column): Value => lane[column] ?? null));
      const none = { columns: ["id"], rows: [] };
      const doc = readDoc({ kind: "map", title: "", note: "", runs: [], tables: { stages: none, steps: none, cards: none, lanes: { columns: COLUMNS, rows } } });
      expect(rowsOf(arranged(doc, asked), "lanes").filter((lane) => lane["visible"] !== false).map(({ id }) => id)).toEqual(drawn);
      expect(rowsOf(doc, "lanes").map(levelOf)).toEqual(levels);
    });
});
