/** An immutable map of rows that shares what did not change. It knows nothing of documents. */

const DEEP = 96;

/** A map over a shared base: a change costs the few entries of the patch, not the whole map. */
export class Layers<V> implements ReadonlyMap<string, V> {
  private constructor(
    private readonly base: ReadonlyMap<string, V>,
    private readonly patch: ReadonlyMap<string, V | null>,
    readonly size: number,
  ) {}

  static of<V>(entries: Iterable<readonly [string, V]>): Layers<V> {
    const base = new Map(entries);
    return new Layers(base, new Map(), base.size);
  }

  /** The same map with one entry put or, with null, taken away. */
  with(key: string, value: V | null): Layers<V> {
    const patch = new Map(this.patch).set(key, value);
    const size = this.size + (value === null ? 0 : 1) - (this.has(key) ? 1 : 0);
    const next = new Layers(this.base, patch, size);
    return patch.size > DEEP ? Layers.of(next) : next;
  }

  get(key: string): V | undefined {
    const here = this.patch.get(key);
    return here === undefined ? this.base.get(key) : (here ?? undefined);
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  *entries(): MapIterator<[string, V]> {
    for (const entry of this.base) if (!this.patch.has(entry[0])) yield entry;
    for (const [key, value] of this.patch) if (value !== null) yield [key, value];
    return undefined;
  }

  *keys(): MapIterator<string> {
    for (const [key] of this.entries()) yield key;
    return undefined;
  }

  *values(): MapIterator<V> {
    for (const [, value] of this.entries()) yield value;
    return undefined;
  }

  [Symbol.iterator](): MapIterator<[string, V]> {
    return this.entries();
  }

  forEach(fn: (value: V, key: string, map: ReadonlyMap<string, V>) => void): void {
    for (const [key, value] of this.entries()) fn(value, key, this);
  }
}

/** The same rows as Layers, whatever kind of map they came in. */
export function layers<V>(map: ReadonlyMap<string, V>): Layers<V> {
  return map instanceof Layers ? (map as Layers<V>) : Layers.of(map);
}
