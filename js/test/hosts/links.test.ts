import { describe, expect, it } from "vitest";
import contract from "../../../tests/contract/links.json";
import { memoryHost } from "../../src/hosts/memory";
import { rowsOf } from "../../src/model/document";
import type { Doc, Op, TableName, Value, WireDoc, WireTable } from "../../src/model/types";
import { all, plain, told } from "../model/both_ways";

interface Case {
  name: string;
  ops: Op[];
  after: Record<"links" | "transitions", Value[][]> & Record<"steps" | "lanes" | "cards", string[]>;
  refused: string | null;
}

const WIRE = contract.doc as unknown as WireDoc;
const columnsOf = (name: TableName): string[] => (WIRE.tables[name] as WireTable).columns;
const ids = (doc: Doc, name: TableName): string[] => rowsOf(doc, name).map(({ id }) => id).sort();

describe("links and moves, in the cases Python replays too", () => {
  it.each(contract.cases as unknown as Case[])("$name", ({ ops, after, refused }) => {
    const host = memoryHost(WIRE);
    const before = all(host.state().doc);
    host.edit(ops, "");
    const { doc } = host.state();
    expect(host.state().refused.map(({ reason }) => reason)).toEqual(refused === null ? [] : [refused]);
    if (refused !== null) return expect(all(doc)).toEqual(before);
    for (const name of ["links", "transitions"] as const) expect(told(doc, name)).toEqual(plain({ columns: columnsOf(name), rows: after[name] }));
    for (const name of ["steps", "lanes", "cards"] as const) expect(ids(doc, name)).toEqual([...after[name]].sort());
    host.undo();
    expect(all(host.state().doc)).toEqual(before);
    host.redo();
    expect(all(host.state().doc)).toEqual(all(doc));
  });
});
