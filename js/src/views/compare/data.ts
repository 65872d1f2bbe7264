/** A comparison as Python sends it, read once; what does not fit is refused as a whole. */

export interface Item { readonly text: string; readonly mark?: string; readonly was?: string }
/** null: the map has no such step. */
export type Cell = readonly Item[] | null;

export interface Comparison {
  readonly maps: readonly { readonly name: string; readonly state?: string; readonly persona?: string; readonly scenario?: string }[];
  readonly steps: readonly { readonly name: string; readonly in: readonly boolean[] }[];
  readonly size: number;
  readonly curves: readonly (readonly (number | null)[])[];
  readonly lanes: readonly { readonly name: string; readonly kind: string; readonly role: string; readonly rows: readonly (readonly Cell[] | null)[] }[];
  readonly disconnects: null | {
    readonly current: string;
    readonly future: string;
    readonly size: number;
    readonly rows: readonly { readonly kind: string; readonly name: string; readonly size: number; readonly why: string; readonly what: string }[];
  };
}

export function readComparison(text: string): Comparison | null {
  try {
    const made = JSON.parse(text) as Comparison;
    const fits = [made.maps, made.steps, made.curves, made.lanes].every(Array.isArray) && made.curves.length === made.maps.length;
    return fits ? made : null;
  } catch {
    return null;
  }
}

/** How many differences of each kind there are. */
export function counts(made: Comparison): Map<string, number> {
  const found = new Map<string, number>();
  for (const lane of made.lanes) for (const row of lane.rows) for (const cell of row ?? []) for (const { mark } of cell ?? []) if (mark) found.set(mark, (found.get(mark) ?? 0) + 1);
  return found;
}
