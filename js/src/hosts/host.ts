import type { Doc, Op, Place, TableName, Value } from "../model/types";

/** An edit of this page that Python has not answered yet. */
export interface Pending {
  readonly counter: number;
  readonly ops: readonly Op[];
  readonly label: string;
  /** performance.now() when it was made. */
  readonly since: number;
}

/** An edit that was refused. It stays until the person tries again or leaves it. */
export interface Refusal {
  readonly counter: number;
  readonly ops: readonly Op[];
  readonly reason: string;
  readonly at: Place | null;
}

export interface Notice {
  readonly id: string;
  readonly level: "info" | "warning";
  readonly text: string;
  /** An action that `copies` puts this text on the clipboard; the host has nothing to do. */
  readonly actions: readonly { id: string; label: string; copies?: string }[];
}

export interface Hit {
  readonly position: number;
  readonly step: string;
  readonly lane: string;
  readonly card: string | null;
}

export interface Selected {
  readonly step: string;
  readonly lane: string;
}

export interface HostState {
  /** What to draw: the document with this page's pending edits applied. */
  readonly doc: Doc;
  readonly revision: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly readonly: boolean;
  readonly pending: readonly Pending[];
  readonly refused: readonly Refusal[];
  readonly notices: readonly Notice[];
  /** live: answers come; busy: the kernel runs a cell; gone: no kernel will answer. */
  readonly connection: "live" | "busy" | "gone";
  /** Cells another origin changed in the last edit received: place key (`table\0id\0column`) to who. */
  readonly elsewhere: ReadonlyMap<string, "python" | "page">;
  /** Cells selected in another page of the same map. */
  readonly selected: readonly Selected[];
  /** Computed and never editable, by name: `evidence`, `checks`, ... */
  readonly overlays: Readonly<Record<string, unknown>>;
}

/** Who owns the document. Views know this interface and nothing behind it. */
export interface Host {
  readonly browser: string;
  /** The present state; a new object whenever anything changed. */
  state(): HostState;
  subscribe(listener: () => void): () => void;
  /** Applies at once; one call is one undo step. An empty list does nothing. */
  edit(ops: readonly Op[], label: string): void;
  undo(): void;
  redo(): void;
  /** Makes the steps at positions [from, to) available; returns at once. */
  want(from: number, to: number): void;
  find(text: string): Promise<{ total: number; hits: readonly Hit[] }>;
  /** The whole of a value that travelled cut. */
  read(table: TableName, id: string, column: string): Promise<Value>;
  act(notice: string, action: string): void;
  /** Has the owner do what only it can (docs/protocol.md, Verbs); rejects with a sentence where it cannot. */
  run(verb: string, args?: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** Sends a refused edit again, or takes the refusal away. */
  retry(counter: number): void;
  leave(counter: number): void;
  /** Tells Python, and through it the other pages, what is selected. */
  select(cells: readonly Selected[]): void;
  destroy(): void;
}
