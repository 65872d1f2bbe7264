import { describe, expect, it } from "vitest";
import { farOf, type Drawn } from "../../../src/views/links/picture";

const rows = Array.from({ length: 9 }, (_, i) => ({ at: 100 * i, size: 100 }));

/** A link from the middle of one row to the middle of another. */
function link(from: number, to: number): Drawn {
  const ys = [100 * from + 50, 100 * to + 50];
  const points = [{ x: 10, y: ys[0] as number }, { x: 20, y: ys[0] as number }, { x: 20, y: ys[1] as number }];
  return { id: `${from}-${to}`, kind: "needs", both: false, text: "", label: undefined, route: { points } as unknown as Drawn["route"] };
}

describe("links that are drawn quieter", () => {
  it("pass over more than four rows, up or down; neighbours and level ones do not", () => {
    const links = [link(0, 5), link(0, 6), link(8, 1), link(3, 4), link(2, 2)];
    expect([...farOf(rows, links)].map(({ id }) => id)).toEqual(["0-6", "8-1"]);
    expect(farOf([], links).size).toBe(0);
  });
});
