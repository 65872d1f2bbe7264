import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { carriedOut, sum, type Chain, type Lever } from "../../src/engine/chain";
import { measures, solve } from "../../src/engine/solve";

interface Case { chain: Chain; levers: Lever[]; adoption: number[][]; wanted: Record<string, number | null>[] }

const cases = JSON.parse(readFileSync("tests/contract/chains.json", "utf8")) as Case[];

describe("the page's engine", () => {
  it.each(cases.map((one, i) => [`${i}: ${one.chain.steps.length} steps`, one] as const))("answers as Python does, %s", (_, { chain, levers, adoption, wanted }) => {
    adoption.forEach((shares, k) => {
      const found = measures(chain, solve(carriedOut(chain, levers, shares)), sum(chain.start));
      expect(Object.keys(found)).toEqual(Object.keys(wanted[k] ?? {}));
      for (const [name, value] of Object.entries(wanted[k] ?? {})) {
        const mine = found[name] ?? null;
        if (value === null) expect(mine, name).toBeNull();
        else expect(Math.abs((mine ?? Number.NaN) - value), name).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(value)));
      }
    });
  });

  it("changes nothing, exactly, where nothing is carried out", () => {
    for (const { chain, levers } of cases) {
      const same = carriedOut(chain, levers, levers.map(() => 0));
      expect(same.moves).toEqual(chain.moves);
      expect(same.ends).toEqual(chain.ends);
      expect(same.time).toEqual(chain.time);
      expect(same.emotion).toEqual(chain.emotion);
    }
  });

  it("keeps every row a row, whatever is carried out", () => {
    for (const { chain, levers } of cases) {
      const strong = levers.map((one) => ({ ...one, likely: one.likely * 40 }));
      const next = carriedOut(chain, strong, levers.map(() => 1));
      next.moves.forEach((row, i) => expect(sum(row) + sum(next.ends[i] ?? [])).toBeCloseTo(1, 12));
    }
  });
});
