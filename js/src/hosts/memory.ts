/** A host that owns the document itself: for tests, a page without Python, a file. Nothing it does leaves the page. */
import { along } from "../model/connections";
import { readDoc, value } from "../model/document";
import { apply, invert, Refused } from "../model/edits";
import { applyMade } from "../model/ends";
import { ending } from "../model/slug";
import type { Doc, Op, WireDoc } from "../model/types";
import type { Host, HostState, Refusal } from "./host";
import { listeners } from "../model/listeners";
import { searchDoc } from "./search";
import { readTyped, unread } from "./typed";

interface Memory {
  doc: Doc;
  undo: readonly Op[][];
  redo: readonly Op[][];
  refused: readonly Refusal[];
  revision: number;
  counter: number;
}

const LONGEST = 500;
const NOWHERE: ReadonlyMap<string, "python" | "page"> = new Map();

export interface MemoryOptions {
  readonly?: boolean;
  overlays?: HostState["overlays"];
  /** What stands in for Python's verbs. */
  run?(verb: string, args: Readonly<Record<string, unknown>>): Promise<unknown>;
}

export function memoryHost(wire: WireDoc, options: MemoryOptions = {}): Host {
  const heard = listeners();
  const readonly = options.readonly === true;
  let memory: Memory = { doc: readDoc(wire), undo: [], redo: [], refused: [], revision: 0, counter: 0 };
  let shown = stateOf(memory, readonly, options.overlays);
  const become = (next: Memory): void => {
    memory = { ...next, revision: memory.revision + 1 };
    shown = stateOf(memory, readonly, options.overlays);
    heard.tell();
  };
  return {
    browser: `page-${ending()}`,
    state: () => shown,
    subscribe: (listener) => heard.add(listener),
    edit(ops, label) {
      if (ops.length && !readonly) become(edited(memory, ops, label));
    },
    undo() {
      if (memory.undo.length && !readonly) become(back(memory, "undo", "redo"));
    },
    redo() {
      if (memory.redo.length && !readonly) become(back(memory, "redo", "undo"));
    },
    want: () => undefined,
    find: (text) => Promise.resolve(searchDoc(memory.doc, text)),
    read: (table, id, column) => Promise.resolve(value(memory.doc, table, id, column)),
    act: () => undefined,
    run: (verb, args = {}) => options.run?.(verb, args) ?? Promise.reject(new Error("This needs Python.")),
    retry(counter) {
      const again = memory.refused.find((one) => one.counter === counter);
      if (again) become(edited(without(memory, counter), again.ops, ""));
    },
    leave: (counter) => become(without(memory, counter)),
    select: () => undefined,
    destroy: () => undefined,
  };
}

function stateOf(memory: Memory, readonly: boolean, overlays: HostState["overlays"] = {}): HostState {
  const { doc, revision, refused, undo, redo } = memory;
  const still = { pending: [], notices: [], connection: "live", elsewhere: NOWHERE, overlays, selected: [] } as const;
  return { doc, revision, refused, readonly, canUndo: undo.length > 0, canRedo: redo.length > 0, ...still };
}

function edited(memory: Memory, typed: readonly Op[], label: string): Memory {
  const counter = memory.counter + 1;
  try {
    const ops = along(memory.doc, readTyped(memory.doc, typed));
    const bad = unread(ops);
    if (bad) throw new Refused(bad.reason, { table: bad.op.table, id: bad.op.id, column: bad.op.column });
    const doc = applyMade(memory.doc, ops);
    if (doc === memory.doc) return { ...memory, counter };
    return { ...memory, counter, doc, undo: [...memory.undo, invert(memory.doc, ops)].slice(-LONGEST), redo: [] };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const refusal = { counter, ops: typed, label, reason: error.reason, at: error.at };
    return { ...memory, counter, refused: [...memory.refused, refusal] };
  }
}

function back(memory: Memory, from: "undo" | "redo", to: "undo" | "redo"): Memory {
  const ops = memory[from].at(-1) ?? [];
  const other = [...memory[to], invert(memory.doc, ops)];
  return { ...memory, doc: apply(memory.doc, ops), [from]: memory[from].slice(0, -1), [to]: other };
}

function without(memory: Memory, counter: number): Memory {
  return { ...memory, refused: memory.refused.filter((one) => one.counter !== counter) };
}
