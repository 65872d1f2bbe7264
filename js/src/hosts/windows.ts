/** Which rows are asked for: in chunks, never one twice while an answer is out, never again where an answer brought nothing. */
import type { Doc } from "../model/types";

export const CHUNK = 100;

export interface Windows {
  /** The chunks that [from, to) still needs; they count as asked from now on. */
  next(doc: Doc, revision: number, from: number, to: number): [number, number][];
  answered(from: number, revision: number): void;
  /** Forgets everything asked: the document came anew, or the message did not leave. */
  forget(from?: number): void;
}

export function windows(): Windows {
  const asked = new Map<number, number>();
  const tried = new Map<number, { revision: number; end: number }>();
  return {
    next(doc, revision, from, to) {
      const { size, order } = doc.tables.steps;
      const chunks: [number, number][] = [];
      for (let at = floor(Math.max(0, from)); at < Math.min(to, size); at += CHUNK) {
        const end = Math.min(at + CHUNK, size);
        const last = tried.get(at);
        const vain = last !== undefined && last.revision === revision && last.end >= end;
        if (asked.has(at) || vain || !lacks(order, Math.max(at, from), Math.min(end, to))) continue;
        asked.set(at, end);
        chunks.push([at, end]);
      }
      return chunks;
    },
    answered(from, revision) {
      const end = asked.get(from);
      if (end === undefined) return;
      asked.delete(from);
      tried.set(from, { revision, end });
    },
    forget(from) {
      if (from !== undefined) return void asked.delete(from);
      asked.clear();
      tried.clear();
    },
  };
}

function floor(at: number): number {
  return at - (at % CHUNK);
}

function lacks(order: readonly (string | undefined)[], from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (order[at] === undefined) return true;
  return false;
}
