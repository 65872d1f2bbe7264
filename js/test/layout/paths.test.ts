import { describe, expect, it } from "vitest";
import both from "../../../tests/contract/paths.json";
import { meet } from "../../src/layout/paths/labels";
import { levelsOf } from "../../src/layout/paths/levels";
import { drawPaths, headOf, pathOf } from "../../src/layout/paths/paths";
import { at, QUIET, type Ask, type Drawing, type Line, type Node, type Way } from "../../src/layout/paths/shapes";
import { chance } from "../model/chance";

const column = 158;
const chainOf = (steps: number, wide = column): Node[] => Array.from({ length: steps }, (_, i) => ({ key: `s${i}`, at: i, x: wide * (i + 0.5), width: wide }));
const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** A chain with moves in every direction; a share of hardly anything now and then. */
function randomAsk(seed: number, most = 40): Ask {
  const draw = chance(seed).next;
  const nodes = chainOf(1 + Math.floor(draw() * most), draw() < 0.2 ? 90 : column);
  const seen = new Set<string>();
  const ways: Way[] = [];
  for (let k = Math.floor(draw() * 6 * nodes.length); k > 0; k--) {
    const [from, to] = [Math.floor(draw() * nodes.length), draw() < 0.2 ? null : Math.floor(draw() * nodes.length)];
    const fall = (["left", "lost", "outcome", "rest"] as const)[Math.floor(draw() * 4)] as "left";
    const id = `${from} ${to ?? fall}`;
    if (seen.has(id)) continue;
    seen.add(id);
    const share = draw() < 0.1 ? null : draw() < 0.2 ? draw() * 0.01 : draw();
    ways.push({ id, from, to, share, label: share === null ? "?" : to === from ? `${percent(share)} again` : percent(share), ...(to === null ? { fall } : {}) });
  }
  return { nodes, ways, marks: draw() < 0.5 ? [{ id: "over 0", node: 0, label: "adds to 112 %" }] : [] };
}

const CASES = Array.from({ length: 60 }, (_, i) => i + 1);
const lineOf = (drawing: Drawing, id: string): Line => drawing.lines.find((one) => one.id === id) as Line;

describe("the drawing of paths", () => {
  it.each(CASES)("keeps labels off each other and off the boxes, and all of it inside the lane (%i)", (seed) => {
    const ask = randomAsk(seed);
    const { labels, nodes, lines, height } = drawPaths(ask);
    expect(lines.length).toBe(ask.ways.length);
    labels.forEach((one, i) => {
      for (const other of [...labels.slice(i + 1), ...nodes]) expect(meet(one, other), `${one.id} on ${"id" in other ? String(other.id) : "a box"}`).toBe(false);
      expect(one.y).toBeGreaterThanOrEqual(0);
      expect(one.y + one.h).toBeLessThanOrEqual(height);
    });
    for (const line of lines)
      for (let t = 0; t <= 1; t += 0.1) {
        const [, y] = at(line.bend, t);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(height);
      }
  });

  it.each(CASES)("gives arcs that overlap levels of their own (%i)", (seed) => {
    const draw = chance(seed).next;
    const arcs = Array.from({ length: 30 }, () => Math.floor(draw() * 40)).map((left) => ({ left, right: left + 1 + Math.floor(draw() * 12), quiet: draw() < 0.2 }));
    const levels = levelsOf(arcs);
    arcs.forEach((a, i) => arcs.forEach((b, k) => {
      if (i === k || a.quiet || b.quiet) return;
      if (Math.max(a.left, b.left) < Math.min(a.right, b.right)) expect(levels[i]).not.toBe(levels[k]);
      if (a.left <= b.left && b.right <= a.right && a.right - a.left > b.right - b.left) expect(levels[i]).toBeGreaterThan(levels[k] as number);
    }));
  });

  it("runs neighbours on the line, skips above, returns and loops below, and lets the rest fall", () => {
    const ways: Way[] = [[0, 1], [0, 2], [2, 0], [1, 1], [0, null]].map(([from, to]) => ({ id: `${from} ${to}`, from: from as number, to: to as number | null, share: 0.2, label: "20 %" }));
    const drawing = drawPaths({ nodes: chainOf(3), ways });
    const middle = (id: string): number => at(lineOf(drawing, id).bend, 0.5)[1];
    expect(middle("0 1")).toBe(drawing.line);
    expect(middle("0 2")).toBeLessThan(drawing.line - 40);
    for (const below of ["2 0", "1 1", "0 null"]) expect(middle(below)).toBeGreaterThan(drawing.line + 20);
    expect(drawing.lines.map(({ head }) => head?.to ?? null)).toEqual(["right", "down", "up", "up", null]);
    expect(drawing.labels).toHaveLength(5);
  });

  it("draws twice the share twice as wide, nothing under one pixel but the smallest, nothing over ten", () => {
    const shares = [0.2, 0.4, 1, 0.05, 0.004, 3, null];
    const ways = shares.map((share, i): Way => ({ id: `${i}`, from: i, to: i + 1, share, label: "" }));
    const widths = drawPaths({ nodes: chainOf(8), ways }).lines.map(({ width, quiet }) => [width, quiet]);
    expect(widths).toEqual([[2, false], [4, false], [10, false], [1, false], [0.6, true], [10, false], [1, false]]);
  });

  it("never lets two arcs of one node cross: the longer one stands outside", () => {
    const ways = [2, 3, 4, 5].map((to): Way => ({ id: `${to}`, from: 0, to, share: 0.2, label: "" }));
    const drawing = drawPaths({ nodes: chainOf(6), ways });
    const starts = drawing.lines.map(({ bend }) => bend[0]);
    expect(starts).toEqual([...starts].sort((a, b) => b - a));
    const tops = drawing.lines.map(({ bend }) => at(bend, 0.5)[1]);
    expect(tops).toEqual([...tops].sort((a, b) => b - a));
  });

  it("places every label of an ordinary journey, and lets hardly any lie on a line", () => {
    const moves: [number, number, number][] = [[0, 1, 0.41], [1, 2, 0.63], [2, 3, 0.34], [3, 4, 0.49], [4, 5, 0.77], [5, 6, 0.84], [6, 7, 0.99], [7, 8, 0.97], [8, 9, 0.92], [0, 2, 0.12], [2, 4, 0.24], [1, 1, 0.22], [3, 2, 0.15], [5, 4, 0.07], [9, 4, 0.71], [8, 3, 0.03]];
    const left = [0.47, 0.15, 0.42, 0.36, 0.23, 0.09, 0.01, 0.03, 0.05, 0.29];
    const ways: Way[] = [...moves.map(([from, to, share]): Way => ({ id: `${from} ${to}`, from, to, share, label: from === to ? `${percent(share)} again` : percent(share) })), ...left.map((share, from): Way => ({ id: `${from} left`, from, to: null, fall: "left", share, label: `−${percent(share)}` }))];
    const { labels, lines, height } = drawPaths({ nodes: chainOf(10), ways });
    expect(labels.map(({ id }) => id).sort()).toEqual(ways.map(({ id }) => id).sort());
    const crossed = labels.filter((label) => lines.some(({ bend }) => Array.from({ length: 101 }, (_, i) => at(bend, i / 100)).some(([x, y]) => meet(label, { x, y, w: 0, h: 0 }))));
    expect(crossed.map(({ id }) => id)).toEqual([]);
    expect(height).toBeLessThan(340);
  });

  it("keeps three hundred moves within a lane a screen can show", () => {
    const draw = chance(7).next;
    const ways = Array.from({ length: 300 }, (_, i): Way => {
      const from = Math.floor(draw() * 40);
      const share = draw() * 0.05;
      return { id: `${i}`, from, to: Math.floor(draw() * 40), share, label: percent(share) };
    });
    const { height, labels, lines } = drawPaths({ nodes: chainOf(40), ways });
    expect(height).toBeLessThan(860);
    expect(lines).toHaveLength(300);
    const loud = ways.filter(({ share }) => (share ?? 0) >= QUIET).length;
    expect(labels.length).toBeGreaterThan(loud / 3);
  });

  it("keeps labels in view", () => {
    const view = [400, 900] as const;
    const { labels } = drawPaths({ nodes: chainOf(10), ways: [{ id: "long", from: 0, to: 9, share: 0.4, label: "40 %" }], view });
    for (const { x, w } of labels) expect(x >= view[0] && x + w <= view[1]).toBe(true);
    expect(labels).toHaveLength(1);
  });
});

interface Case {
  name: string;
  ask: Ask;
  drawing: { height: number; line: number; widths: number[]; paths: string[]; heads: string[]; labels: [string, number, number][] };
}

describe("the drawing both languages make", () => {
  const cases = both as unknown as Case[];
  it.each(cases.map((one) => [one.name, one] as const))("%s", (_, { ask, drawing }) => {
    expect(told(drawPaths(ask), ask.zoom ?? 1)).toEqual(drawing);
  });
});

function told(made: Drawing, zoom: number): Case["drawing"] {
  const round = (n: number): number => Math.round(n * 10) / 10 + 0;
  return {
    height: made.height,
    line: made.line,
    widths: made.lines.map(({ width }) => round(width)),
    paths: made.lines.map(pathOf),
    heads: made.lines.map((line) => headOf(line, zoom)),
    labels: made.labels.map(({ id, x, y }) => [id, round(x), round(y)]),
  };
}
