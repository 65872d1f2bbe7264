import { describe, expect, it } from "vitest";
import { readDoc } from "../../../src/model/document";
import type { Row } from "../../../src/model/types";
import { SCHEMA } from "../../../src/model/schema";
import { fieldsOf, placeOf } from "../../../src/views/panels/columns";
import { words } from "../../../src/views/panels/words";

const doc = readDoc({
  kind: "map", title: "Made up", note: "", runs: null,
  tables: {
    stages: { columns: ["id"], rows: [] },
    steps: { columns: ["id", "name"], rows: [["pay", "Pays"]] },
    lanes: { columns: ["id", "name", "role"], rows: [["back", "Backstage", "backstage"]] },
    cards: { columns: ["id"], rows: [] },
  },
});
const asked = (row: Partial<Row>): string[] => fieldsOf(doc, "cards", { id: "c", lane: "back", step: "pay", text: "Packs", ...row }).first.map(({ column }) => column);
const FAILURE = ["failure_mode", "likelihood", "failure_impact", "detection", "recovery"];

describe("the fields of a card of the blueprint", () => {
  it("ask how it fails once it is marked as a fail point, and not before", () => {
    expect(asked({})).not.toEqual(expect.arrayContaining(["failure_mode"]));
    const fields = asked({ fail_point: true });
    expect(fields.slice(fields.indexOf("fail_point") + 1).slice(0, 5)).toEqual(FAILURE);
  });

  it("come up right behind the mark in a panel that is open when it is set", () => {
    const opened = ["text", "fail_point", "team"];
    const row = (fail_point: boolean): Row => ({ id: "c", fail_point });
    expect(FAILURE.map((column) => placeOf(column, opened, row(false)))).toEqual([-1, -1, -1, -1, -1]);
    const order = [...opened, ...FAILURE].sort((a, b) => placeOf(a, opened, row(true)) - placeOf(b, opened, row(true)));
    expect(order).toEqual(["text", "fail_point", ...FAILURE, "team"]);
  });

  it("ask how long once it is marked as a wait", () => {
    expect(asked({})).not.toContain("wait");
    expect(asked({ wait_point: true })).toContain("wait");
  });

  it("keep what is told of a failure in sight where the mark is gone", () => {
    expect(asked({ fail_point: false, recovery: "Sent again" })).toContain("recovery");
  });

  it("have a name in words, each its own", () => {
    const columns = Object.keys(SCHEMA.cards.columns).filter((column) => column !== "image");
    expect(columns.filter((column) => !words.columns[column])).toEqual([]);
    expect(new Set(columns.map((column) => words.columns[column])).size).toBe(columns.length);
    for (const lane of Object.keys(SCHEMA.lanes.columns).filter((column) => ["role", "side", "carrier"].includes(column))) expect(words.columns[lane]).toBeTruthy();
  });
});
