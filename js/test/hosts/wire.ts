/** A kernel host with the test at the other end of its channel. Knows the channel and the sample, no test. */
import { kernelHost, type Channel, type KernelHost } from "../../src/hosts/kernel";
import { value } from "../../src/model/document";
import type { Op, WireDoc } from "../../src/model/types";
import { sampleWire } from "../model/sample";

export const RENAME: Op[] = [{ op: "set", table: "steps", id: "ad", column: "name", value: "Sees an ad" }];

/** A browser's storage that lives as long as the test. */
export function memoryStore(): Pick<Storage, "getItem" | "setItem" | "removeItem"> & { text: Map<string, string> } {
  const text = new Map<string, string>();
  return { text, getItem: (k) => text.get(k) ?? null, setItem: (k, v) => void text.set(k, v), removeItem: (k) => void text.delete(k) };
}

export interface Wire {
  host: KernelHost;
  sent: Record<string, unknown>[];
  down(fields: object): void;
  become(alive: "live" | "busy" | "gone"): void;
  broken: boolean;
  n: number;
}

/** A kernel host on a channel whose far end is the test: what it sent, and what comes down. */
export function wire(more: Partial<Channel> = {}, doc: WireDoc = sampleWire()): Wire {
  let hear: (message: unknown) => void = () => undefined;
  let aliveChanged = (): void => undefined;
  let alive: "live" | "busy" | "gone" = "live";
  const sent: Record<string, unknown>[] = [];
  const off = (): void => undefined;
  const channel: Channel = {
    send(message) {
      if (made.broken) throw new Error("closed");
      sent.push(message as Record<string, unknown>);
    },
    onMessage: (fn) => ((hear = fn), off),
    start: () => JSON.stringify({ type: "open", n: 5, rev: 1, seen: {}, doc, undo: false, redo: false, for: null }),
    readonly: () => false,
    onReadonly: () => off,
    alive: () => alive,
    onAlive: (fn) => ((aliveChanged = fn), off),
    now: () => 42,
    ...more,
  };
  const made: Wire = {
    sent,
    broken: false,
    n: 5,
    host: undefined as never,
    down: (fields) => hear({ n: (made.n += 1), ...fields }),
    become(next) {
      alive = next;
      aliveChanged();
    },
  };
  made.host = kernelHost(channel);
  return made;
}

export const nameOf = (host: KernelHost): unknown => value(host.state().doc, "steps", "ad", "name");
export const edits = (w: Wire): unknown[] => w.sent.filter(({ type }) => type === "edit").map(({ counter }) => counter);

/** An answer of Python to an edit. */
export function answer(w: Wire, fields: object): void {
  w.down({ type: "edits", rev: 2, seen: {}, ops: [], source: "page", browser: w.host.browser, undo: true, redo: false, ...fields });
}
