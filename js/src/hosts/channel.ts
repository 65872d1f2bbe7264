/** What a kernel host speaks through, and what it offers beyond any host. */
import type { Host } from "./host";
import type { Store } from "./unsent";

/** What carries the messages, and what it knows of the other end. */
export interface Channel {
  /** Sends one message up; throws where it cannot. */
  send(message: object): void;
  onMessage(fn: (message: unknown) => void): () => void;
  /** An `open` message as JSON text for the first paint, or null. */
  start(): string | null;
  readonly(): boolean;
  onReadonly(fn: () => void): () => void;
  alive(): "live" | "busy" | "gone";
  onAlive(fn: () => void): () => void;
  store?: Store;
  storeKey?: string;
  now?(): number;
}

export interface KernelHost extends Host {
  /** The edits that reached no Python, as JSON text to copy or download; empty where there are none. */
  unsent(): string;
}
