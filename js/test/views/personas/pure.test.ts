import { describe, expect, it } from "vitest";
import { readDoc } from "../../../src/model/document";
import * as edits from "../../../src/views/personas/edits";
import { avatar, colourOf, initials, SWATCHES } from "../../../src/views/personas/look";
import { readTraits, writeTraits } from "../../../src/views/personas/marks";
import { people } from "./people";

const doc = readDoc(people());

describe("traits as texts", () => {
  it("are read and written without loss", () => {
    const texts = ["plans ahead: 5", "curious", "says “a: b”: 2", "odd: 7"];
    expect(readTraits(texts).map(({ mark }) => mark)).toEqual([5, 0, 2, 0]);
    expect(writeTraits(readTraits(texts))).toEqual(texts);
    expect(writeTraits([])).toBeNull();
    expect(readTraits(null)).toEqual([]);
  });
});

describe("an avatar", () => {
  it("has initials of any script", () => {
    expect(initials("Dana, planning parent")).toBe("DP");
    expect(initials("محمد علي")).toBe("مع");
    expect(initials("𝒜lice")).toBe("𝒜");
    expect(initials("!")).toBe("?");
  });

  it("can be read on every colour", () => {
    const channel = (hex: string, at: number): number => parseInt(hex.slice(at, at + 2), 16) / 255;
    const light = (hex: string): number =>
      [1, 3, 5].map((at) => channel(hex, at)).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i]!, 0);
    const colours = [...SWATCHES, "#ffffff", "#000000", "#ffff00", "#808080", "#a0a0a0", "#00ff00", "#ff0000"];
    for (const colour of colours) {
      const { ground, ink } = avatar(colour);
      const [a, b] = [light(ground), light(ink)].sort((x, y) => y - x) as [number, number];
      expect((a + 0.05) / (b + 0.05), colour).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("takes no text that is not a colour", () => {
    expect(colourOf("red;background:url(x)", 1)).toBe(SWATCHES[1]);
    expect(colourOf("#ABCDEF", 0)).toBe("#abcdef");
  });
});

describe("operations on personas", () => {
  it("say nothing where nothing changes", () => {
    expect(edits.setField(doc, "dana", "goals", "Feed four on weeknights; less waste")).toEqual([]);
    expect(edits.moveBy(doc, "dana", -1)).toEqual([]);
    expect(edits.moveBefore(doc, "dana", "luis")).toEqual([]);
    expect(edits.duplicate(doc, "nobody")).toEqual([]);
  });

  it("leave to Python what is no number", () => {
    expect(edits.setField(doc, "dana", "n", "many")).toEqual([{ op: "set", table: "personas", id: "dana", column: "n", value: { $: "typed", v: "many" }, old: 420 }]);
  });

  it("name what they make freely", () => {
    expect(edits.addPersona(doc, "Dana, planning parent")[0]).toMatchObject({ op: "insert", row: { name: "Dana, planning parent 2" }, before: null });
    expect(edits.duplicate(doc, "dana")[0]).toMatchObject({ before: "luis", row: { share: 0.46, traits: ["plans ahead: 5", "tries new things: 2"] } });
  });
});
