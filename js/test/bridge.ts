/**
 * Browsers for tests/widgets/test_convergence.py: real kernel hosts in one process, driven by lines of JSON. Each line on stdin
 * is a command, each line on stdout its answer with the messages that page sent up. It knows no Python; what a message means
 * is between the host and the door.
 */
import { createInterface } from "node:readline";
import { kernelHost, type Channel, type KernelHost } from "../src/hosts/kernel";
import { positionOf, rowsOf, writeTable } from "../src/model/document";
import { cardsIn } from "../src/model/cells";
import { randomFrom } from "../src/model/slug";
import type { Doc, TableName } from "../src/model/types";
import { chance } from "./model/chance";
import { gestureOf } from "./person";

interface Command {
  do: string;
  page: string;
  start?: string | null;
  message?: unknown;
  kind?: string;
  seed?: number;
  from?: number;
  to?: number;
  alive?: Alive;
}

type Alive = "live" | "busy" | "gone";
type Answer = Record<string, unknown>;

interface Page {
  host: KernelHost;
  up: unknown[];
  hear: (message: unknown) => void;
  alive: Alive;
  tell: () => void;
  made: number;
}

const NAMES: TableName[] = ["stages", "steps", "lanes", "cards", "links", "transitions"];
const pages = new Map<string, Page>();

function open(start: string | null): Page {
  const off = (): void => undefined;
  const page: Page = { host: undefined as never, up: [], hear: off, alive: "live", tell: off, made: 0 };
  const channel: Channel = {
    send: (message) => void page.up.push(JSON.parse(JSON.stringify(message))),
    onMessage: (fn) => ((page.hear = fn), off),
    start: () => start,
    readonly: () => false,
    onReadonly: () => off,
    alive: () => page.alive,
    onAlive: (fn) => ((page.tell = fn), off),
    now: () => 0,
  };
  page.host = kernelHost(channel);
  return page;
}

/** A gesture on what the page shows; says which edit it became, and whether the page itself refused it. */
function gesture(page: Page, { kind = "", seed = 0 }: Command): Answer {
  const ops = gestureOf(kind, page.host.state().doc, chance(seed));
  if (!ops.length) return { ops };
  const before = page.host.state();
  page.made += 1;
  const label = `${page.host.browser}#${page.made}`;
  page.host.edit(ops, label);
  const after = page.host.state();
  if (after.refused.length > before.refused.length) return { ops, label, refused: after.refused.at(-1)?.reason ?? "", counter: null };
  return { ops, label, refused: null, counter: after.pending.at(-1)?.counter ?? null };
}

function turn(page: Page, way: "undo" | "redo"): Answer {
  const before = page.host.state().pending;
  page.host[way]();
  const still = new Set(page.host.state().pending.map(({ label }) => label));
  return { taken: before.map(({ label }) => label).filter((label) => !still.has(label)) };
}

function table(doc: Doc, name: TableName): Answer {
  const { size, order } = doc.tables[name];
  return { size, order: [...order].map((id) => id ?? null), ...writeTable(doc.tables[name]) };
}

function state(page: Page): Answer {
  const { doc, ...rest } = page.host.state();
  const cells = rowsOf(doc, "steps").flatMap((step) =>
    rowsOf(doc, "lanes").flatMap((lane) => {
      const ids = cardsIn(doc, step.id, lane.id).map(({ id }) => id);
      return ids.length ? [[step.id, lane.id, ids]] : [];
    }),
  );
  const { kind, title, note, runs } = doc;
  const tables = Object.fromEntries(NAMES.map((name) => [name, table(doc, name)]));
  return { ...rest, elsewhere: null, kind, title, note, runs, tables, cells };
}

/** What must hold of any document a page holds, whatever it was told. */
function sound(doc: Doc): void {
  for (const name of NAMES) {
    const { size, order, rows } = doc.tables[name];
    if (order.length !== size) throw new Error(`${name}: ${order.length} places for ${size} rows`);
    const ids = [...order].filter((id) => id !== undefined);
    if (new Set(ids).size !== ids.length || ids.length !== rows.size) throw new Error(`${name}: ${ids.join()} for ${rows.size} rows`);
    ids.forEach((id) => {
      if (order[positionOf(doc, name, id)] !== id || !rows.has(id)) throw new Error(`${name}: lost ${id}`);
    });
  }
  const along = doc.runs?.reduce((sum, [, steps]) => sum + steps, 0) ?? doc.tables.steps.size;
  if (along !== doc.tables.steps.size) throw new Error(`runs of ${along} steps for ${doc.tables.steps.size}`);
}

function become(page: Page, alive: Alive): void {
  page.alive = alive;
  page.tell();
}

function act(page: Page, command: Command): Answer {
  if (command.do === "gesture") return gesture(page, command);
  if (command.do === "undo" || command.do === "redo") return turn(page, command.do);
  if (command.do === "state") return state(page);
  if (command.do === "hear") page.hear(command.message);
  else if (command.do === "want") page.host.want(command.from ?? 0, command.to ?? 0);
  else if (command.do === "alive") become(page, command.alive ?? "live");
  else if (command.do !== "new") throw new Error(`There is no command ${command.do}.`);
  return {};
}

function reset(seed: number): Answer {
  for (const { host } of pages.values()) host.destroy();
  pages.clear();
  randomFrom(chance(seed).next);
  return {};
}

function answer(command: Command): Answer {
  if (command.do === "reset") return reset(command.seed ?? 0);
  if (command.do === "new") pages.set(command.page, open(command.start ?? null));
  const page = pages.get(command.page);
  if (!page) throw new Error(`There is no page ${command.page}.`);
  const said = act(page, command);
  sound(page.host.state().doc);
  return { ...said, browser: page.host.browser, up: page.up.splice(0) };
}

createInterface({ input: process.stdin }).on("line", (line) => {
  let said: Answer;
  try {
    said = answer(JSON.parse(line) as Command);
  } catch (error) {
    said = { error: error instanceof Error ? String(error.stack) : String(error) };
  }
  process.stdout.write(`${JSON.stringify(said)}\n`);
});
