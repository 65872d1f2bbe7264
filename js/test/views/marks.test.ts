import { describe, expect, it } from "vitest";
import type { HostState } from "../../src/hosts/host";
import { memoryHost } from "../../src/hosts/memory";
import { placeKey } from "../../src/model/edits";
import { cellKey, homeless, marksOf } from "../../src/views/marks";
import { pageTheme } from "../../src/views/theme";
import { words } from "../../src/views/words";
import { journey } from "./journey";

const state = (more: Partial<HostState>): HostState => ({ ...memoryHost(journey()).state(), ...more });
const set = { op: "set", table: "steps", id: "s1", column: "count", value: 5 } as const;

describe("what a cell says beside its content", () => {
  it("does not say that it waits before it has waited", () => {
    const pending = [{ counter: 1, ops: [set], label: "", since: 1000 }];
    expect(marksOf(state({ pending }), 1300).size).toBe(0);
    expect(marksOf(state({ pending, connection: "busy" }), 1500).get(cellKey("s1", "count"))).toMatchObject({ waiting: true, busy: true });
  });

  it("puts a refusal on the cell it names, and one without a cell into the bar", () => {
    const here = { counter: 1, ops: [set], reason: "no", at: { table: "steps", id: "s1", column: "count" } } as const;
    const nowhere = { counter: 2, ops: [{ op: "remove", table: "stages", id: "find" }], reason: "no", at: null } as const;
    const refused = state({ refused: [here, nowhere] });
    expect(marksOf(refused, 0).get(cellKey("s1", "count"))?.refusals).toEqual([here]);
    expect(homeless(refused)).toEqual([nowhere]);
  });

  it("finds the cell of a card that another changed", () => {
    const elsewhere = new Map([[placeKey("cards", "c1", "text"), "python" as const]]);
    expect(marksOf(state({ elsewhere }), 0).get(cellKey("s0", "pains"))?.elsewhere).toBe("python");
  });
});

describe("the theme of the page", () => {
  it("is what the page says, else what the system says", () => {
    const body = document.createElement("body");
    expect(pageTheme(body, true)).toBe("dark");
    body.dataset["jpThemeLight"] = "true";
    expect(pageTheme(body, true)).toBe("light");
    body.dataset["jpThemeLight"] = "false";
    expect(pageTheme(body, false)).toBe("dark");
  });
});

describe("how many a card rests on", () => {
  it("is said in plain plurals", () => {
    const said = ["interview", "survey", "diary", "analytics"].map((kind) => words.counted(140, kind));
    expect(said).toEqual(["140 interviews", "140 surveys", "140 diaries", "140 analytics"]);
    expect(words.counted(1, "survey")).toBe("1 survey");
  });
});
