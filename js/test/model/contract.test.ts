import { describe, expect, it } from "vitest";
import cases from "../../../tests/contract/edits.json";
import { readDoc } from "../../src/model/document";
import { apply, Refused } from "../../src/model/edits";
import type { Op, TableName, WireDoc, WireTable } from "../../src/model/types";
import { all, bothWays, plain, told } from "./both_ways";

interface Case {
  name: string;
  doc: WireDoc;
  ops: Op[];
  after: Record<TableName, WireTable> | null;
  refused: boolean;
}

describe("the cases Python replays too", () => {
  it.each(cases as unknown as Case[])("$name", ({ doc: wire, ops, after, refused }) => {
    const doc = readDoc(wire);
    const was = all(doc);
    if (refused) expect(() => apply(doc, ops)).toThrow(Refused);
    else for (const name of Object.keys(after ?? {}) as TableName[]) {
      expect(told(bothWays(doc, ops), name)).toEqual(plain((after as Record<TableName, WireTable>)[name]));
    }
    expect(all(doc)).toEqual(was);
  });
});
