/** Boards and links made by seeded chance, as the grid would lay them out. */
import type { Board, Box, Link } from "../../../src/layout/routes/board";
import type { Chance } from "../../model/chance";

const WIDE = 158;
export const PAD = 14;

export interface Made { readonly board: Board; readonly links: readonly Link[] }

/** Cards stacked from the top of their cells; rows as high as their highest cell, some with a line of 22 pixels above. */
export function boardOf(columns: number, rows: number, cards: readonly { id: string; column: number; row: number; height: number; until?: number }[]): Board {
  const cells = new Map<string, number>();
  const heights = Array.from({ length: rows }, () => 44);
  const tops = cards.map(({ column, row, height }) => {
    const key = `${column} ${row}`;
    const top = cells.get(key) ?? PAD;
    cells.set(key, top + height + 9);
    heights[row] = Math.max(heights[row] ?? 0, top + height + PAD);
    return top;
  });
  let y = 0;
  const lanes = heights.map((size, i) => {
    const at = y + (i % 3 === 2 ? 22 : 0);
    y = at + size;
    return { at, size };
  });
  const boxes = cards.map(({ id, column, row, height, until = column }, i): Box => ({ id, column, until, row, height, x: column * WIDE + PAD, width: (until - column + 1) * WIDE - 2 * PAD, y: (lanes[row]?.at ?? 0) + (tops[i] ?? 0) }));
  return { first: 0, columns: Array.from({ length: columns }, (_, i) => ({ at: i * WIDE, size: WIDE })), rows: lanes, pad: PAD, boxes };
}

export type CardSpec = Parameters<typeof boardOf>[2][number];

export function randomCards(luck: Chance, columns: number, rows: number, count: number): CardSpec[] {
  return Array.from({ length: count }, (_, i) => ({ id: `c${i}`, column: luck.below(columns), row: luck.below(rows), height: 28 + luck.below(5) * 16 }));
}

export function randomLinks(luck: Chance, cards: readonly { id: string }[], count: number): Link[] {
  const seen = new Set<string>();
  const links: Link[] = [];
  for (let i = 0; i < count * 3 && links.length < count; i++) {
    const [a, b] = [luck.pick(cards).id, luck.pick(cards).id];
    if (a === b || seen.has(`${a} ${b}`)) continue;
    seen.add(`${a} ${b}`);
    links.push({ id: `l${links.length}`, source: a, target: b, both: luck.maybe(0.1), label: luck.maybe(0.3) ? 40 + luck.below(60) : 0, tall: 14 });
  }
  return links;
}

/** Links as blueprints have them: mostly to the lane below, the next step, now and then far or back. */
export function likelyLinks(luck: Chance, cards: readonly CardSpec[], count: number): Link[] {
  const near = (a: CardSpec, b: CardSpec): boolean => Math.abs(a.column - b.column) <= 1 && Math.abs(a.row - b.row) <= 2;
  const seen = new Set<string>();
  const links: Link[] = [];
  for (let i = 0; i < count * 20 && links.length < count; i++) {
    const a = luck.pick(cards);
    const b = luck.pick(luck.maybe(0.9) ? cards.filter((one) => near(a, one)) : cards);
    if (a === b || seen.has(`${a.id} ${b.id}`)) continue;
    seen.add(`${a.id} ${b.id}`);
    links.push({ id: `l${links.length}`, source: a.id, target: b.id, both: false, label: luck.maybe(0.2) ? 60 : 0, tall: 14 });
  }
  return links;
}

export function made(luck: Chance): Made {
  const [columns, rows] = [1 + luck.below(9), 1 + luck.below(6)];
  const cards = randomCards(luck, columns, rows, 2 + luck.below(columns * rows + 6));
  return { board: boardOf(columns, rows, cards), links: randomLinks(luck, cards, luck.below(30)) };
}
