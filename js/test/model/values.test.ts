import { describe, expect, it } from "vitest";
import { fromTsv, toHtml, toTsv } from "../../src/model/clipboard";
import { readNumber } from "../../src/model/numbers";
import { readSpan } from "../../src/model/times";
import { display, editText, isNothing, preview } from "../../src/model/values";
import type { Row, Value } from "../../src/model/types";
import { chance } from "./chance";

const lane = (kind: string, format?: string): Row => ({ id: "l", kind, format: format ?? null });

describe("a value is shown", () => {
  it.each([
    [1234567.891, "number", "1,234,568"],
    [0.1 + 0.2, "number", "0.3"],
    [0.000012345678, "number", "0.0000123"],
    [-6, "number", "−6"],
    [9007199254740991, "number", "9,007,199,254,740,991"],
    [{ $: "special", v: "inf" }, "number", "∞"],
    [{ $: "special", v: "-inf" }, "number", "−∞"],
    [{ $: "special", v: "90071992547409931" }, "number", "90071992547409931"],
    [240, "duration", "4 min"],
    [4800, "duration", "1 h 20 min"],
    [259200, "duration", "3 d"],
    [0, "duration", "0 s"],
    [0.5, "duration", "0.5 s"],
    [-90, "duration", "−1 min 30 s"],
    ["2026-11-22T00:00:00", "time", "2026-11-22"],
    ["2026-11-22T14:30:00", "time", "2026-11-22 14:30"],
    ["2026-11-22T14:30:05.250000+01:00", "time", "2026-11-22 14:30:05.250000+01:00"],
    [true, "flag", "yes"],
    [["web", "mail"], "chips", "web, mail"],
    ["<b>", "text", "<b>"],
    [{ $: "typed", v: "soon" }, "number", "soon"],
    [{ $: "cut", v: "Begin", length: 9 }, "text", "Begin"],
    [null, "number", ""],
  ])("%j as %s: %s", (value, kind, text) => {
    expect(display(value as Value, lane(kind), "en")).toBe(text);
  });

  it("in the locale's way, and as a percentage where the lane is one", () => {
    expect(display(12.5, lane("number"), "de")).toBe("12,5");
    expect(display(0.41, lane("number", "percent"), "en")).toBe("41 %");
    expect(display(0.57, lane("number", "percent"), "en")).toBe("57 %");
  });
});

describe("what an editor starts with is read as the same value again", () => {
  const c = chance(11);
  const numbers = Array.from({ length: 300 }, () => (c.next() - 0.5) * 10 ** c.below(12));
  const spans = Array.from({ length: 300 }, () => c.below(10 ** c.below(8)) * (c.maybe(0.2) ? -1 : 1));

  it("for numbers and shares", () => {
    for (const number of [...numbers, 0, 1, -1, 0.57, 1e300, 1e-9]) {
      for (const one of [lane("number"), lane("number", "percent")]) expect(preview(editText(number, one), one)).toBe(number);
    }
  });

  it("for spans, dates, flags and texts", () => {
    for (const span of spans) expect(preview(editText(span, lane("duration")), lane("duration"))).toBe(span === 0 ? 0 : span);
    for (const time of ["2026-11-22T00:00:00", "2026-11-22T14:30:00", "2026-11-22T14:30:05.5"]) {
      expect(preview(editText(time, lane("time")), lane("time"))).toBe(time);
    }
    for (const flag of [true, false]) expect(preview(editText(flag, lane("flag")), lane("flag"))).toBe(flag);
    expect(preview("a\nb", lane("text"))).toBe("a\nb");
    expect(preview("∞", lane("number"))).toEqual({ $: "special", v: "inf" });
    expect(preview("90071992547409931", lane("number"))).toEqual({ $: "special", v: "90071992547409931" });
  });
});

describe("what people type is read", () => {
  it.each([
    ["1,234.5", 1234.5], ["1.234,5", 1234.5], ["0,41", 0.41], ["1,234", 1234], ["12 %", 0.12], ["−3", -3], ["1 000", 1000], ["1e3", 1000],
    ["abc", null], ["1-2", null], ["", null], ["0x10", null], ["1,2,3", 123],
  ])("as a number: %s", (text, number) => expect(readNumber(text)).toBe(number));

  it.each([
    ["4 min", 240], ["4", 240], ["1 h 20", 4800], ["2 days", 172800], ["01:30:00", 5400], ["1:30", 5400], ["1,5 h", 5400], ["1 h and 5 min", 3900],
    ["soon", null], ["4 parsecs", null], ["", null], ["4 min later", null],
  ])("as a span: %s", (text, seconds) => expect(readSpan(text)).toBe(seconds));

  it("and left to Python where it is not sure", () => {
    expect(preview("about 4", lane("number"))).toEqual({ $: "typed", v: "about 4" });
    expect(preview("22.11.2026", lane("time"))).toEqual({ $: "typed", v: "22.11.2026" });
    expect(preview("maybe", lane("flag"))).toEqual({ $: "typed", v: "maybe" });
    expect(preview(" ", lane("number"))).toBeNull();
  });

  it("nothing is null, empty text and an empty list, but not zero or no", () => {
    expect([null, undefined, "", []].map(isNothing)).toEqual([true, true, true, true]);
    expect([0, false, "0"].map(isNothing)).toEqual([false, false, false]);
  });
});

describe("blocks on a clipboard", () => {
  it.each([
    ["a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]],
    ["a\tb\nc\td", [["a", "b"], ["c", "d"]]],
    ['"two\nlines"\tx', [["two\nlines", "x"]]],
    ['"a ""quoted"" word"\t"tab\there"', [['a "quoted" word', "tab\there"]]],
    ['5" pipe\tx', [['5" pipe', "x"]]],
    ['"open\tx', [['"open', "x"]]],
    ['"x" y\tz', [['"x" y', "z"]]],
    ["\t\n", [["", ""]]],
    ["a\n\nb", [["a"], [""], ["b"]]],
    ["one", [["one"]]],
    ["", []],
  ])("%j", (text, block) => expect(fromTsv(text)).toEqual(block));

  it("come back as they left, whatever they hold", () => {
    const c = chance(5);
    const parts = ['"', "\t", "\n", "a", "=1", "日本", "", " "];
    for (let i = 0; i < 500; i++) {
      const text = (): string => Array.from({ length: c.below(5) }, () => c.pick(parts)).join("");
      const block = Array.from({ length: 1 + c.below(3) }, () => ["x", text(), text()]);
      expect(fromTsv(toTsv(block))).toEqual(block);
    }
  });

  it("are data in HTML, never markup and never a formula", () => {
    expect(toHtml([["<script>\"&", "=SUM(A1)", "two\nlines"]])).toBe(
      `<table><tr><td>&lt;script&gt;&quot;&amp;</td><td style="mso-number-format:'\\@'">=SUM(A1)</td><td>two<br style="mso-data-placement:same-cell">lines</td></tr></table>`,
    );
  });
});
