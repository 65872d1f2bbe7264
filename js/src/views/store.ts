/** A value that can be watched; what a view remembers that is not the document. */
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { listeners } from "../model/listeners";

export interface Store<T> {
  get(): T;
  set(change: Partial<T>): void;
  subscribe(listener: () => void): () => void;
}

export function store<T extends object>(first: T): Store<T> {
  let now = first;
  const heard = listeners();
  return {
    get: () => now,
    set: (change) => {
      if (Object.entries(change).every(([k, v]) => Object.is(now[k as keyof T], v))) return;
      now = { ...now, ...change };
      heard.tell();
    },
    subscribe: heard.add,
  };
}

interface Watched<T> {
  get(): T;
  subscribe(listener: () => void): () => void;
}

/** The present value, drawn again when it changes. */
export function useWatched<T>(watched: Watched<T>): T {
  const [value, put] = useState(watched.get());
  // Before the paint: a change between the first drawing and the next frame must not be missed.
  useLayoutEffect(() => {
    put(watched.get());
    return watched.subscribe(() => put(watched.get()));
  }, [watched]);
  return value;
}

/** Whether a moment lies further back than so many milliseconds; drawn again when it does. */
export function useLate(since: number | null, after: number): boolean {
  const [, tick] = useState(0);
  const left = since === null ? 0 : since + after - performance.now();
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => tick((n) => n + 1), left + 5);
    return () => clearTimeout(timer);
  }, [since]);
  return since !== null && left <= 0;
}
