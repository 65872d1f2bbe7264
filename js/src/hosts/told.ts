/** A host for what Python told once, as it wrote a page: the document lives here, verbs and overlays are answered from what was told. */
import type { Op, WireDoc } from "../model/types";
import type { Host, HostState } from "./host";
import { memoryHost } from "./memory";
import { listeners } from "../model/listeners";

type Args = Readonly<Record<string, unknown>>;

/** The part `map` of a block (docs/reports.md). */
export interface Told {
  readonly doc: WireDoc;
  readonly overlays?: HostState["overlays"];
  readonly answers?: Readonly<Record<string, unknown>>;
}

/** `fixed`: nothing but the drawing of lanes changes. `trial`: edits are tried in the page, none is kept. */
export type Ways = "fixed" | "trial";

const ABSENT = "That is not in this report: it needs the map and Python.";

export function toldHost(told: Told, ways: Ways): Host {
  const heard = listeners();
  let overlays: HostState["overlays"] = told.overlays ?? {};
  const inner = memoryHost(told.doc);
  let made: { from: HostState; overlays: HostState["overlays"]; state: HostState } | null = null;
  const state = (): HostState => {
    const from = inner.state();
    if (made?.from !== from || made.overlays !== overlays) made = { from, overlays, state: seen(from, overlays, ways) };
    return made.state;
  };
  inner.subscribe(() => heard.tell());
  const run = (verb: string, args: Args = {}): Promise<unknown> => {
    if (verb === "mode") {
      overlays = { ...overlays, mode: args["mode"] };
      heard.tell();
      return Promise.resolve(null);
    }
    const answer = answered(told.answers ?? {}, verb, args);
    if (verb === "measured" && answer !== undefined) {
      overlays = { ...overlays, measured: answer };
      heard.tell();
    }
    return answer === undefined ? Promise.reject(new Error(ABSENT)) : Promise.resolve(answer);
  };
  const edit = (ops: readonly Op[], label: string): void => inner.edit(ways === "fixed" ? ops.filter(onlyDraws) : ops, label);
  const read: Host["read"] = (table, id, column) => {
    const whole = own(told.answers?.["texts"], [table, id, column].join("\0"));
    return typeof whole === "string" ? Promise.resolve(whole) : inner.read(table, id, column);
  };
  return { ...inner, state, subscribe: (listener) => heard.add(listener), run, read, edit };
}

function seen(from: HostState, overlays: HostState["overlays"], ways: Ways): HostState {
  return ways === "fixed" ? { ...from, overlays, readonly: true, canUndo: false, canRedo: false } : { ...from, overlays };
}

/** Whether an operation changes only what is drawn: a lane folded away or brought back. */
const onlyDraws = (op: Op): boolean => op.op === "set" && op.table === "lanes" && op.column === "visible";

function answered(answers: Readonly<Record<string, unknown>>, verb: string, args: Args): unknown {
  if (verb === "evidence") return evidenceFor(answers["evidence"], args);
  if (verb === "priorities") return own(answers["priorities"], String(args["method"] ?? "rice"));
  if (verb === "measured") return own(answers["measured"], String(args["segment"] ?? ""));
  return own(answers, verb);
}

const fields = (value: unknown): Readonly<Record<string, unknown>> => (value !== null && typeof value === "object" ? (value as Record<string, unknown>) : {});

const own = (value: unknown, name: string): unknown => (Object.hasOwn(fields(value), name) ? fields(value)[name] : undefined);

/** Rows are told once, and by place which of them are behind it. */
function evidenceFor(told: unknown, { card, step, lane }: Args): unknown {
  const { rows, places, none } = fields(told);
  if (rows === undefined) return undefined;
  const key = typeof card === "string" ? `card\0${card}` : `${String(step)}\0${typeof lane === "string" ? lane : ""}`;
  const place = fields(own(places, key));
  const behind = Array.isArray(place["rows"]) ? (place["rows"] as readonly (readonly [string, string])[]) : [];
  const found = behind.map(([id, hangs_on]) => ({ ...fields(own(rows, id)), id, hangs_on }));
  return { rows: found, total: place["total"] ?? 0, ...(typeof card === "string" ? { state: place["state"] ?? none } : {}) };
}
