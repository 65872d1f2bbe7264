import { describe, expect, it } from "vitest";
import { beside, linesIn } from "../../../src/views/surveys/told";
import { money } from "../../../src/views/surveys/units";
import { words } from "../../../src/views/surveys/words";

const line = (curve: string, steps: unknown, name = "NPS"): unknown => ({ name, source: "Survey", scale: "0 to 10", curve, steps });

describe("what surveys measured, as the page reads it", () => {
  it("reads points with and without an interval", () => {
    const [read] = linesIn([line("emotion", { pay: { at: 1, low: 0.5, high: 1.5, said: "NPS 50" }, cook: { at: -2, said: "NPS −100" } })]);
    expect(read?.steps.get("pay")).toEqual({ at: 1, low: 0.5, high: 1.5, said: "NPS 50" });
    expect(read?.steps.get("cook")).toEqual({ at: -2, low: null, high: null, said: "NPS −100" });
  });

  it("leaves out what is no line or no point", () => {
    expect(linesIn("none")).toEqual([]);
    expect(linesIn([null, 3, line("emotion", {}), line("emotion", null), line("emotion", { pay: null, cook: { at: "1" }, eat: { at: Infinity } })])).toEqual([]);
  });

  it("gives the same list for the same overlay", () => {
    const told = [line("emotion", { pay: { at: 1 } })];
    expect(linesIn(told)).toBe(linesIn(told));
  });

  it("keeps several surveys of one curve, in their order, and those of another apart", () => {
    const lines = linesIn([line("emotion", { pay: { at: 1 } }, "May"), line("emotion:dana", { pay: { at: 0 } }, "Dana"), line("emotion", { pay: { at: 2 } }, "June")]);
    expect(beside(lines, "emotion").map(({ name }) => name)).toEqual(["May", "June"]);
    expect(beside(lines, "emotion:dana").map(({ name }) => name)).toEqual(["Dana"]);
  });

  it("says the name of a survey once", () => {
    expect(words.at("NPS", "NPS 50, n = 12")).toBe("measured: NPS 50, n = 12");
    expect(words.at("May", "NPS 50")).toBe("measured, May: NPS 50");
  });
});

describe("units of numbers", () => {
  it("writes amounts as their currency is written, cents only where there are some", () => {
    expect(money(1440, "EUR", "en")).toBe("€1,440");
    expect(money(120.5, "EUR", "en")).toBe("€120.50");
    expect(money(-3, "EUR", "en")).toBe("−€3");
    expect(money(12345.67, "EUR", "en")).toBe("€12,346");
  });

  it("leaves other units to stand behind the number", () => {
    expect(money(3, "tickets", "en")).toBeNull();
    expect(money(3, "eur", "en")).toBeNull();
  });
});
