/** Where a key leads in the measured lanes. Pure. */
import type { Spot } from "./lanes";

interface Size {
  readonly rows: number;
  readonly columns: number;
  readonly rtl: boolean;
}

/** The place a key leads to, the ends of the lanes at most; null for a key that leads nowhere. */
export function moved({ row, column }: Spot, key: string, { rows, columns, rtl }: Size): Spot | null {
  const on = rtl ? -1 : 1;
  const to = {
    ArrowRight: { row, column: column + on },
    ArrowLeft: { row, column: column - on },
    ArrowDown: { row: row + 1, column },
    ArrowUp: { row: row - 1, column },
    Home: { row, column: -1 },
    End: { row, column: columns - 1 },
  }[key];
  return to ? { row: Math.max(0, Math.min(rows - 1, to.row)), column: Math.max(-1, Math.min(columns - 1, to.column)) } : null;
}
