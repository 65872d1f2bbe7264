/** The routes of boards by seeded chance, which the twin in cjm_widgets/show/pictures/routes replays. `CJM_WRITE=1` writes them anew. */
import { readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { Board, Link } from "../../../src/layout/routes/board";
import { labels } from "../../../src/layout/routes/labels";
import { route } from "../../../src/layout/routes/route";
import { stroke } from "../../../src/views/links/lines";
import { KINDS } from "../../../src/views/links/words";
import { chance } from "../../model/chance";
import { boardOf, randomCards, randomLinks } from "./made";

const FILE = `${import.meta.dirname}/../../../../tests/contract/routes.json`;

interface Case { board: Board; links: readonly Link[]; closed: number[]; routes: Record<string, number[]>; labels: Record<string, number[]>; strokes: Record<string, string[]> }

function solved(board: Board, links: readonly Link[], closed: number[]): Case {
  const plan = route(board, links);
  const found = labels(plan, links, new Set(closed));
  const kind = (i: number) => KINDS[i % KINDS.length] as (typeof KINDS)[number];
  return {
    board, links, closed,
    routes: Object.fromEntries([...plan.routes].map(([id, { points }]) => [id, points.flatMap(({ x, y }) => [round(x), round(y)])])),
    labels: Object.fromEntries([...found].map(([id, { x, y }]) => [id, [round(x), round(y)]])),
    strokes: Object.fromEntries([...plan.routes].slice(0, 10).map(([id, { points }], i) => { const { line, marks } = stroke(points, kind(i), i % 2 === 0); return [id, [kind(i), line, marks]]; })),
  };
}

const round = (value: number): number => Math.round(value * 1e4) / 1e4;

function made(seed: number): Case {
  const luck = chance(seed);
  const [columns, rows] = [1 + luck.below(6), 1 + luck.below(5)];
  const cards = randomCards(luck, columns, rows, 2 + luck.below(16)).map((card, i) => (seed % 4 === 0 && i % 5 === 0 && card.column < columns - 1 ? { ...card, until: card.column + 1 } : card));
  const links = randomLinks(luck, cards, 1 + luck.below(14)).map((link, i) => (seed % 3 === 0 && i % 2 === 0 ? { ...link, label: 30 + luck.below(90), tall: 16 } : link));
  return solved(boardOf(columns, rows, cards), links, seed % 5 === 0 ? [0] : []);
}

if (process.env["CJM_WRITE"]) writeFileSync(FILE, `{"cases": [\n${Array.from({ length: 40 }, (_, seed) => JSON.stringify(made(seed + 1))).join(",\n")}\n]}\n`);

it("leads links as the contract says", () => {
  const { cases } = JSON.parse(readFileSync(FILE, "utf8")) as { cases: Case[] };
  expect(cases.length).toBe(40);
  for (const one of cases) expect(solved(one.board, one.links, one.closed)).toEqual(one);
});
