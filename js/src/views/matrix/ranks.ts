/** Ranks, asked of Python: a method in, scores and ranks by point out. Asked again when its tables changed, once all edits have arrived. */
import { useEffect, useState } from "preact/hooks";
import type { Host, HostState } from "../../hosts/host";
import { improvementId } from "./cards";

export interface Ranked {
  readonly id: string;
  readonly score: number | null;
  readonly rank: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly missing: readonly string[];
}

export interface Ranks {
  readonly rows: ReadonlyMap<string, Ranked>;
  readonly methods: readonly string[];
  readonly problem: string;
}

export const METHODS = ["rice", "ice", "wsjf", "value", "kano"] as const;
const NONE: Ranks = { rows: new Map(), methods: METHODS, problem: "" };
const PAUSE = 200;

export function useRanks(host: Host, state: HostState, method: string): Ranks {
  const [ranks, put] = useState<Ranks>(NONE);
  const settled = state.pending.length === 0;
  useEffect(() => {
    if (!settled) return;
    let wanted = true;
    const ask = (): void => {
      host.run("priorities", { method }).then(
        (value) => wanted && put(readRanks(value)),
        (error: unknown) => wanted && put({ ...NONE, problem: error instanceof Error ? error.message : String(error) }),
      );
    };
    const timer = setTimeout(ask, PAUSE);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [host, method, settled, state.doc.tables.cards, state.doc.tables.improvements]);
  return ranks;
}

/** What Python answered; what does not fit is left out. */
export function readRanks(value: unknown): Ranks {
  const { rows, methods, improvements, problem } = (value ?? {}) as { rows?: unknown; methods?: unknown; improvements?: unknown; problem?: unknown };
  const listed = (from: unknown): Record<string, unknown>[] => (Array.isArray(from) ? from.filter((one): one is Record<string, unknown> => typeof one === "object" && one !== null) : []);
  const list: Record<string, unknown>[] = [...listed(rows), ...listed(improvements).map((row) => ({ ...row, id: improvementId(String(row["id"])) }))];
  const texts = (from: unknown): string[] => (Array.isArray(from) ? from.map(String) : typeof from === "string" && from ? from.split(/,\s*/) : []);
  const ranked = list.map((row) => {
    const id = String(row["id"]);
    return [id, { id, score: numberIn(row, "score"), rank: numberIn(row, "rank"), low: numberIn(row, "rank_low"), high: numberIn(row, "rank_high"), missing: texts(row["missing"]) }] as const;
  });
  return { rows: new Map(ranked), methods: Array.isArray(methods) && methods.length ? methods.map(String) : METHODS, problem: typeof problem === "string" ? problem : "" };
}

function numberIn(row: Record<string, unknown>, name: string): number | null {
  const value = row[name];
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
