import { describe, expect, it } from "vitest";
import type { Board, Box, Link, Point } from "../../../src/layout/routes/board";
import { crossings, overlaps } from "../../../src/layout/routes/crossings";
import { labels } from "../../../src/layout/routes/labels";
import { Moving, standing } from "../../../src/layout/routes/moving";
import { reroute, route, routing, type Plan } from "../../../src/layout/routes/route";
import { chance, type Chance } from "../../model/chance";
import { boardOf, likelyLinks, made, randomCards, randomLinks, type CardSpec } from "./made";

/** Ours is checked by brute force: every piece of every route against every box. */
function through(board: Board, points: readonly Point[]): Box[] {
  return points.slice(1).flatMap((b, i) => {
    const a = points[i] as Point;
    const [left, right, top, bottom] = [Math.min(a.x, b.x), Math.max(a.x, b.x), Math.min(a.y, b.y), Math.max(a.y, b.y)];
    return board.boxes.filter((box) => left < box.x + box.width - 1e-6 && right > box.x + 1e-6 && top < box.y + box.height - 1e-6 && bottom > box.y + 1e-6);
  });
}

const onEdge = ({ x, y }: Point, box: Box): boolean => {
  const [level, upright] = [x >= box.x && x <= box.x + box.width, y >= box.y && y <= box.y + box.height];
  return level && upright && (x === box.x || x === box.x + box.width || y === box.y || y === box.y + box.height);
};
const boxOf = (board: Board, id: string): Box => board.boxes.find((box) => box.id === id) as Box;
const lines = ({ routes }: Plan): (readonly Point[])[] => [...routes.values()].map(({ points }) => points);
const link = (id: string, source: string, target: string, label = 0): Link => ({ id, source, target, both: false, label, tall: 14 });
const card = (id: string, column: number, row: number, height = 30): CardSpec => ({ id, column, row, height });

function sound(board: Board, links: readonly Link[], { routes }: Plan): void {
  for (const one of links) {
    const found = routes.get(one.id);
    if (!found) throw new Error(`${one.id} has no route`);
    expect(through(board, found.points), one.id).toEqual([]);
    expect(onEdge(found.points[0] as Point, boxOf(board, one.source))).toBe(true);
    expect(onEdge(found.points.at(-1) as Point, boxOf(board, one.target))).toBe(true);
    found.points.slice(1).forEach((b, i) => expect(b.x === found.points[i]?.x || b.y === found.points[i]?.y).toBe(true));
  }
}

describe("a route", () => {
  it("passes through no card, level and upright only, from edge to edge, on any board", () => {
    for (let seed = 0; seed < 400; seed++) {
      const { board, links } = made(chance(seed));
      sound(board, links, route(board, links));
    }
  });

  it("goes straight down between lanes, straight on to the next step, above for a return", () => {
    const board = boardOf(3, 2, [card("a", 0, 0), card("b", 0, 1), card("c", 1, 0), card("d", 2, 0)]);
    const { routes } = route(board, [link("down", "a", "b"), link("on", "a", "c"), link("back", "d", "a")]);
    const ends = (id: string): unknown => [routes.get(id)?.way.from, routes.get(id)?.way.to, routes.get(id)?.points.length];
    expect(ends("down")).toEqual(["bottom", "top", 2]);
    expect(ends("on")).toEqual(["right", "left", 2]);
    expect(ends("back")).toEqual(["top", "top", 4]);
  });

  it("keeps two links between the same cards apart", () => {
    const board = boardOf(1, 2, [card("a", 0, 0), card("b", 0, 1)]);
    const plan = route(board, [link("to", "a", "b"), link("fro", "b", "a")]);
    const { routes } = plan;
    expect(routes.get("to")?.points[0]?.x).not.toBe(routes.get("fro")?.points[0]?.x);
    expect(overlaps(lines(plan))).toBe(0);
  });

  it("goes around cards that span steps, however many", () => {
    for (let seed = 0; seed < 80; seed++) {
      const luck = chance(seed);
      const cards = spanning(luck);
      const board = boardOf(8, 6, cards);
      const links = randomLinks(luck, cards, 20);
      sound(board, links, route(board, links));
    }
  });

  it("has no route where an end is not on the board or both are one card", () => {
    const board = boardOf(1, 1, [card("a", 0, 0)]);
    expect(route(board, [link("lost", "a", "gone"), link("self", "a", "a")]).routes.size).toBe(0);
  });

  it("is the same each time", () => {
    const { board, links } = made(chance(77));
    expect(route(board, links)).toEqual(route(board, links));
  });
});

/** Cards of which many reach over the columns to their right; one a row there, as the grid lays them out. */
function spanning(luck: Chance): CardSpec[] {
  return Array.from({ length: 6 }, (_, row) => row).flatMap((row) => {
    let column = luck.below(3);
    const cards: CardSpec[] = [];
    while (column < 8) {
      const until = Math.min(7, column + (luck.maybe(0.4) ? 1 + luck.below(6) : 0));
      cards.push({ id: `c${row}-${column}`, column, until, row, height: 28 + luck.below(3) * 16 });
      column = until + 1 + luck.below(3);
    }
    return cards;
  });
}

describe("tracks", () => {
  it("cross no more often in their order than as they come, on any board, and less on the whole", () => {
    let [ours, plain] = [0, 0];
    for (let seed = 0; seed < 200; seed++) {
      const { board, links } = busy(chance(seed));
      const counts = [crossings(lines(route(board, links))), crossings(lines(route(board, links, false)))] as const;
      ours += counts[0];
      plain += counts[1];
    }
    expect(ours).toBeLessThan(plain * 0.9);
  });

  it("are their own where there is room", () => {
    let [shared, all] = [0, 0];
    for (let seed = 0; seed < 100; seed++) {
      const { board, links } = made(chance(seed));
      const few = links.slice(0, 8);
      shared += overlaps(lines(route(board, few)));
      all += few.length;
    }
    expect(shared).toBeLessThan(all / 100);
  });
});

function busy(luck: Chance): { board: Board; links: Link[] } {
  const cards = randomCards(luck, 8, 5, 40);
  return { board: boardOf(8, 5, cards), links: likelyLinks(luck, cards, 40) };
}

describe("moving a card", () => {
  it("changes only the routes of its own links, and those it would stand in the way of", () => {
    for (let seed = 0; seed < 150; seed++) {
      const luck = chance(seed);
      const cards = grid(luck);
      const links = randomLinks(luck, cards, 20);
      const before = boardOf(7, 5, cards);
      const moved = luck.pick(cards);
      const free = freeCell(cards);
      const after = boardOf(7, 5, cards.map((one) => (one === moved ? { ...one, ...free } : one)));
      const was = route(before, links);
      const now = reroute(after, links, was);
      sound(after, links, now);
      const box = boxOf(after, moved.id);
      for (const one of links) {
        const touched = one.source === moved.id || one.target === moved.id || through({ ...after, boxes: [box] }, was.routes.get(one.id)?.points ?? []).length;
        if (!touched) expect(now.routes.get(one.id), one.id).toBe(was.routes.get(one.id));
      }
    }
  });

  it("keeps every route where nothing changed, and takes links that come and go", () => {
    const { board, links } = made(chance(5));
    const was = route(board, links);
    const again = reroute(board, links, was);
    for (const [id, one] of was.routes) expect(again.routes.get(id)).toBe(one);
    const without = reroute(board, links.slice(1), was);
    expect(without.routes.has(links[0]?.id ?? "")).toBe(false);
    sound(board, links, reroute(board, links, without));
  });

  it("keeps routes through cards whose rows grew", () => {
    const luck = chance(9);
    const cards = randomCards(luck, 6, 4, 20);
    const links = randomLinks(luck, cards, 15);
    const taller = boardOf(6, 4, cards.map((one, i) => (i === 3 ? { ...one, height: one.height + 60 } : one)));
    const now = reroute(taller, links, route(boardOf(6, 4, cards), links));
    sound(taller, links, now);
  });
});

describe("routing in pieces", () => {
  it("gives the straight routes first, as they will be, and ends as the whole does", () => {
    let early = 0;
    for (let seed = 0; seed < 150; seed++) {
      const { board, links } = made(chance(seed));
      const given: (Plan | null)[] = [];
      const work = routing(board, links);
      let step = work.next();
      for (; !step.done; step = work.next()) given.push(step.value);
      const plan = step.value;
      expect(plan).toEqual(route(board, links));
      const parts = given.flatMap((one) => one ?? []);
      expect(parts).toHaveLength(1);
      for (const [id, one] of parts[0]?.routes ?? []) expect(one).toEqual(plan.routes.get(id));
      early += parts[0]?.routes.size ?? 0;
    }
    expect(early).toBeGreaterThan(100);
  });
});

describe("a card that is held over a cell", () => {
  it("stands on no card and in no channel; its links run soundly, all others stay, and nothing is remembered", () => {
    for (let seed = 0; seed < 120; seed++) {
      const luck = chance(seed);
      const cards = randomCards(luck, 6, 4, 24).map((one) => ({ ...one, id: `card ${one.id}` }));
      const links = likelyLinks(luck, cards, 24);
      const board = boardOf(6, 4, cards);
      const plan = route(board, links);
      const held = luck.pick(cards).id;
      const moving = new Moving(plan, links, held);
      for (let turn = 0; turn < 8; turn++) {
        const box = standing(plan.land, held, { column: luck.below(6), row: luck.below(4), before: luck.below(3) });
        if (!box) throw new Error("every cell of the board has room");
        const others = board.boxes.filter(({ id }) => id !== held);
        expect(others.filter((one) => box.x < one.x + one.width && one.x < box.x + box.width && box.y < one.y + one.height && one.y < box.y + box.height)).toEqual([]);
        const now = moving.at(box);
        const own = links.filter(({ source, target }) => source === held || target === held);
        expect([...now.routes.keys()].sort()).toEqual(own.map(({ id }) => id).sort());
        sound(now.land.board, own, { land: now.land, routes: now.routes });
        expect(moving.at(box).routes).toEqual(now.routes);
      }
      sound(board, links, reroute(board, links, plan));
    }
  });

  it("is nowhere beyond the board", () => {
    const board = boardOf(1, 1, [card("card a", 0, 0)]);
    expect(standing(route(board, []).land, "card a", { column: 3, row: 0, before: 0 })).toBeNull();
  });
});

/** One card a cell, all of one height, so that a move shifts no other card; some cells are left free. */
function grid(luck: Chance): CardSpec[] {
  const cells = Array.from({ length: 35 }, (_, i) => ({ id: `c${i}`, column: i % 7, row: Math.floor(i / 7), height: 16 }));
  const rest = cells.filter(() => luck.maybe(0.6));
  return rest.length > 2 && rest.length < 35 ? rest : cells.slice(0, 20);
}

function freeCell(cards: readonly CardSpec[]): { column: number; row: number } {
  for (let i = 0; i < 35; i++) if (!cards.some(({ column, row }) => column === i % 7 && row === Math.floor(i / 7))) return { column: i % 7, row: Math.floor(i / 7) };
  throw new Error("no cell is free");
}

describe("labels", () => {
  it("lie on no card and on no other label, and on their own line", () => {
    let placed = 0;
    for (let seed = 0; seed < 200; seed++) {
      const { board, links } = made(chance(seed));
      const plan = route(board, links);
      const { routes } = plan;
      const found = labels(plan, links);
      const rects = [...found].map(([id, { x, y, width }]) => ({ id, left: x - width / 2, right: x + width / 2, top: y - 7, bottom: y + 7 }));
      const meet = (a: Omit<(typeof rects)[0], "id">, b: Omit<(typeof rects)[0], "id">): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
      rects.forEach((one, i) => {
        expect(board.boxes.filter((box) => meet(one, { left: box.x, right: box.x + box.width, top: box.y, bottom: box.y + box.height }))).toEqual([]);
        expect(rects.slice(i + 1).filter((other) => meet(one, other))).toEqual([]);
        const { x, y } = found.get(one.id) as Point;
        const on = (routes.get(one.id)?.points ?? []).some((b, k, all) => k > 0 && within(all[k - 1] as Point, b, x, y));
        expect(on).toBe(true);
      });
      placed += found.size;
    }
    expect(placed).toBeGreaterThan(300);
  });

  it("prefers a way with room for it", () => {
    const board = boardOf(2, 2, [card("a", 0, 0), card("b", 1, 0)]);
    const links = [link("l", "a", "b", 70)];
    expect(labels(route(board, links), links).get("l")?.width).toBe(70);
  });
});

const within = (a: Point, b: Point, x: number, y: number): boolean => x >= Math.min(a.x, b.x) - 1e-6 && x <= Math.max(a.x, b.x) + 1e-6 && y >= Math.min(a.y, b.y) - 1e-6 && y <= Math.max(a.y, b.y) + 1e-6;
