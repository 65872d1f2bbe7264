/** Who wants to hear of a change. */
export interface Listeners {
  add(listener: () => void): () => void;
  tell(): void;
}

export function listeners(): Listeners {
  const all = new Set<() => void>();
  return {
    add(listener) {
      all.add(listener);
      return () => void all.delete(listener);
    },
    tell() {
      for (const listener of [...all]) listener();
    },
  };
}
