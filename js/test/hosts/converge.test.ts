import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { kernelHost, type Channel, type KernelHost } from "../../src/hosts/kernel";
import { cardsIn, readDoc, rowsOf } from "../../src/model/document";
import { randomFrom } from "../../src/model/slug";
import type { Doc } from "../../src/model/types";
import { chance, type Chance } from "../model/chance";
import { randomEdit } from "../model/random_edit";
import { sampleWire } from "../model/sample";
import { told } from "../model/both_ways";
import { PythonSide } from "./python_side";

interface Page {
  host: KernelHost;
  up: object[];
  down: object[];
  hear: (message: unknown) => void;
}

/** What every page must agree on: tables in order, and the cards of each cell in order. */
function seenBy(doc: Doc): unknown {
  const cells = rowsOf(doc, "steps").flatMap((step) => rowsOf(doc, "lanes").map((lane) => cardsIn(doc, step.id, lane.id).map(sorted)));
  return { stages: told(doc, "stages"), steps: told(doc, "steps"), lanes: told(doc, "lanes"), cells, runs: doc.runs };
}

function page(python: PythonSide, before: (channel: Channel, page: Page) => void = () => undefined): Page {
  const made: Page = { up: [], down: [], hear: () => undefined, host: undefined as never };
  const off = (): void => undefined;
  const channel: Channel = {
    send: (message) => void made.up.push(JSON.parse(JSON.stringify(message)) as object),
    onMessage(fn) {
      made.hear = fn;
      return off;
    },
    start: () => python.start(),
    readonly: () => false,
    onReadonly: () => off,
    alive: () => "live",
    onAlive: () => off,
    now: () => 0,
  };
  before(channel, made);
  made.host = kernelHost(channel);
  return made;
}

function sorted(card: object): unknown {
  return Object.entries(card).sort(([a], [b]) => (a < b ? -1 : 1));
}

interface World {
  python: PythonSide;
  pages: Page[];
  drop: number;
}

function world(c: Chance, window: number, count: number): World {
  const made: World = { python: undefined as never, pages: [], drop: 0.04 };
  const deliver = (message: object): void => {
    for (const one of made.pages) if (!c.maybe(made.drop)) one.down.push(message);
  };
  const refuse = (): boolean => made.drop > 0 && c.maybe(0.05);
  made.python = new PythonSide(readDoc(sampleWire()), deliver, { window, refuse });
  for (let i = 0; i < count; i++) made.pages.push(page(made.python));
  return made;
}

function step({ python, pages }: World, c: Chance): void {
  const one = c.pick(pages);
  const what = c.below(10);
  if (what < 3) one.host.edit(randomEdit(one.host.state().doc, c), "edit");
  else if (what < 5) shift(one.up, (message) => python.receive(message));
  else if (what < 8) shift(one.down, one.hear);
  else if (what === 8) python.flush();
  else aside(one, python, c);
}

function aside(one: Page, python: PythonSide, c: Chance): void {
  const from = c.below(8);
  if (c.maybe(0.4)) one.host.want(from, from + 4);
  else if (c.maybe(0.3)) one.host.undo();
  else python.own(randomEdit(python.doc, c));
}

function shift(queue: object[], take: (message: object) => void): void {
  const first = queue.shift();
  if (first) take(first);
}

function settle(made: World): void {
  made.drop = 0;
  for (let round = 0; round < 12; round++) {
    made.python.notice();
    for (const one of made.pages) {
      one.host.want(0, one.host.state().doc.tables.steps.size);
      while (one.up.length) shift(one.up, (message) => made.python.receive(message));
    }
    made.python.flush();
    for (const one of made.pages) while (one.down.length) shift(one.down, one.hear);
  }
}

/** One whole history; gives back what happened, so that a test can tell it was no quiet one. */
function history(seed: number, window: number): { rev: number; refused: number } {
  const c = chance(seed);
  randomFrom(c.next);
  const made = world(c, window, 2 + c.below(2));
  const steps = 40 + c.below(120);
  for (let i = 0; i < steps; i++) step(made, c);
  settle(made);
  for (const { host } of made.pages) {
    expect(host.state().pending, `seed ${seed}`).toEqual([]);
    expect(seenBy(host.state().doc), `seed ${seed}`).toEqual(seenBy(made.python.doc));
    expect(host.state().revision).toBe(made.python.rev);
  }
  return { rev: made.python.rev, refused: made.python.refusals };
}

describe("two or three pages and Python", () => {
  let was: () => number;
  beforeAll(() => (was = randomFrom(Math.random)));
  afterAll(() => void randomFrom(was));

  it.each([
    ["the whole document is on the page", 1000, 1],
    ["a window of it is", 3, 10_001],
  ])("converge where %s, over 200 histories", { timeout: 60_000 }, (_, window, first) => {
    const all = Array.from({ length: 200 }, (_unused, i) => history(first + i, window));
    expect(all.reduce((sum, { rev }) => sum + rev, 0)).toBeGreaterThan(2000);
    expect(all.reduce((sum, { refused }) => sum + refused, 0)).toBeGreaterThan(100);
  });
});
