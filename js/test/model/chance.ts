/** Seeded chance: the same seed makes the same test. Mulberry32, public domain. */
export interface Chance {
  next(): number;
  below(count: number): number;
  pick<T>(list: readonly T[]): T;
  maybe(share: number): boolean;
}

export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (count: number): number => Math.floor(next() * count);
  return { next, below, pick: (list) => list[below(list.length)] as never, maybe: (share) => next() < share };
}
