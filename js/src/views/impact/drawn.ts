/** What the draws gave last: what is old stays to be seen, marked as old, until the new is there. */
import { useRef } from "preact/hooks";
import type { HostState } from "../../hosts/host";
import { readDrawn, type Drawn, type Told } from "./told";

export interface Shown extends Omit<Drawn, "mark" | "error"> {
  /** A sentence, where the draws failed. */
  readonly error: string;
  /** The change with nothing but likely values: where the bars of `sensitivity` begin. */
  readonly middle: number;
  /** Whether all of it is of the map as it is. */
  readonly fresh: boolean;
}

type Parts = Pick<Shown, "sensitivity" | "portfolio" | "research" | "middle">;

export function useDrawn({ overlays }: HostState, told: Told): Shown {
  const last = useRef<Parts>({ middle: 0 });
  const given = readDrawn(overlays["impact"], overlays["impact_draws"]);
  const mine = given?.mark === told.mark ? given : null;
  if (mine) last.current = together(last.current, mine, told.measure);
  const state = mine?.state ?? "running";
  const answer = mine?.answer ? { answer: mine.answer } : {};
  return { ...last.current, ...answer, state, error: mine?.error ?? "", fresh: state === "done" };
}

function together(last: Parts, { sensitivity, portfolio, research, answer }: Drawn, measure: string): Parts {
  return {
    ...last,
    ...(sensitivity && { sensitivity, middle: answer?.[measure]?.difference ?? 0 }),
    ...(portfolio && { portfolio }),
    ...(research && { research }),
  };
}
