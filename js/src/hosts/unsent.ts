/** Edits that reached no Python: kept in the browser's store, so that a new page can offer them again. */
import type { Op } from "../model/types";
import type { Notice, Pending } from "./host";
import type { Seen } from "./messages";

export interface Kept {
  readonly browser: string;
  readonly counter: number;
  readonly label: string;
  readonly ops: readonly Op[];
}

export type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** What an earlier page kept; nothing where the store is empty or its text is not ours. */
export function readKept(store: Store | undefined, key: string): Kept[] {
  try {
    const list: unknown = JSON.parse(store?.getItem(key) ?? "[]");
    return Array.isArray(list) ? (list as Partial<Kept>[]).filter(isKept) : [];
  } catch {
    return []; // a store may be forbidden, or hold what another program wrote
  }
}

/** Keeps the edits; an empty list clears the place. False where the browser has no room or forbids it. */
export function writeKept(store: Store | undefined, key: string, kept: readonly Kept[]): boolean {
  try {
    if (kept.length) store?.setItem(key, JSON.stringify(kept));
    else store?.removeItem(key);
    return store !== undefined;
  } catch {
    return false;
  }
}

/** What earlier pages left behind and this page would leave, in one place of the store; without a key nothing is kept. */
export class Keeper {
  private list: readonly Kept[];
  private saved: boolean;

  constructor(private readonly store: Store | undefined, private readonly key: string) {
    this.list = key ? readKept(store, key) : [];
    this.saved = this.list.length > 0;
  }

  /** The edits of earlier pages that are still offered. */
  get all(): readonly Kept[] {
    return this.list;
  }

  /** Gives them away. */
  take(): readonly Kept[] {
    const given = this.list;
    this.list = [];
    return given;
  }

  /** Forgets what Python had seen after all; whether the store may have to be written. */
  settle(seen: Seen): boolean {
    const still = this.list.filter((one) => !((seen[one.browser] ?? 0) >= one.counter));
    const fewer = still.length < this.list.length;
    this.list = still;
    return fewer || this.saved;
  }

  save(own: readonly Kept[]): void {
    if (!this.key) return;
    const all = [...this.list, ...own];
    if (all.length || this.saved) writeKept(this.store, this.key, all);
    this.saved = all.length > 0;
  }
}

/** The notice that offers them. */
export function unsentNotice(kept: readonly Kept[]): Notice {
  const count = kept.length === 1 ? "1 edit" : `${kept.length} edits`;
  const actions = [
    { id: "unsent-apply", label: "Apply" },
    { id: "unsent-copy", label: "Copy", copies: keptText(kept) },
    { id: "unsent-discard", label: "Discard" },
  ];
  return { id: "unsent", level: "warning", text: `${count} from before Python stopped`, actions };
}

/** The edits as text, to be copied or downloaded. */
export function keptText(kept: readonly Kept[]): string {
  return JSON.stringify(kept.map(({ label, ops }) => ({ label, ops })), null, 1);
}

function isKept(one: Partial<Kept> | null): one is Kept {
  return typeof one?.browser === "string" && typeof one.counter === "number" && Array.isArray(one.ops);
}

/** An edit that was not answered, as it is kept. */
export function keep(browser: string, { counter, label, ops }: Pending): Kept {
  return { browser, counter, label, ops };
}
