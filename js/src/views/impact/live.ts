/** The sliders: what is held while one moves, the exact answer of the page itself, and Python's intervals a moment later. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { carriedOut, sum } from "../../engine/chain";
import { measures, solve } from "../../engine/solve";
import type { Host } from "../../hosts/host";
import type { Op } from "../../model/types";
import type { Answer, Told } from "./told";
import { words } from "./words";

export interface Live {
  /** How far each improvement is carried out now, held ones as held. */
  readonly shares: readonly number[];
  /** Exact, for the likely values: now and then by measure. */
  readonly now: Measures;
  readonly then: Measures;
  /** With intervals; null while they are on their way for a slider that moved. */
  readonly answer: Answer | null;
  hold(k: number, share: number): void;
  /** Writes what is held as one edit. */
  put(changes: ReadonlyMap<number, number>): void;
  release(): void;
}

export type Measures = Readonly<Record<string, number | null>>;
type Held = ReadonlyMap<number, number>;

const NOTHING: Held = new Map();
const PAUSE = 60;

export function useLive(host: Host, told: Told, readonly: boolean): Live {
  const [held, holdAll] = useState<Held>(NOTHING);
  const told_ = useRef(told);
  const shares = told.levers.map((one, k) => held.get(k) ?? one.adoption);
  // What was written comes back with the next overlay: only then is it no longer held.
  useEffect(() => {
    if (told_.current !== told && [...held].every(([k, share]) => told.levers[k]?.adoption === share)) holdAll(NOTHING);
    told_.current = told;
  }, [told]);
  const before = sum(told.chain.start);
  const now = useMemo(() => measures(told.chain, solve(told.chain), before), [told]);
  const then = useMemo(() => measures(told.chain, solve(carriedOut(told.chain, told.levers, shares)), before), [told, ...shares]);
  const answer = useIntervals(host, told, held.size ? shares : null);
  const put = (changes: Held): void => {
    if (readonly) return;
    holdAll(changes);
    const ops = [...changes].flatMap(([k, share]) => adopt(told, k, share));
    if (ops.length) host.edit(ops, words.did(ops.length));
  };
  return { shares, now, then, answer, hold: (k, share) => holdAll(new Map(held).set(k, share)), put, release: () => put(held) };
}

function adopt(told: Told, k: number, share: number): Op[] {
  const one = told.levers[k];
  return one && one.adoption !== share ? [{ op: "set", table: "improvements", id: one.name, column: "adoption", value: share }] : [];
}

/** Python's answer with intervals: the overlay's where nothing is held, else asked for, one question at a time. */
function useIntervals(host: Host, told: Told, shares: readonly number[] | null): Answer | null {
  const [found, put] = useState<{ told: Told; key: string; answer: Answer } | null>(null);
  const key = shares?.join() ?? "";
  const wanted = useRef(key);
  wanted.current = key;
  const busy = useRef(false);
  useEffect(() => {
    if (shares === null || busy.current) return;
    const { draws, seed } = told.settings;
    const ask = (): void => {
      const asked = wanted.current;
      if (asked === "") return void (busy.current = false);
      host.run("impact_answer", { adoption: asked.split(",").map(Number), draws, seed, measure: told.measure }).then(
        (value) => {
          put({ told, key: asked, answer: (value as { answer: Answer }).answer });
          if (wanted.current !== asked) ask();
          else busy.current = false;
        },
        () => (busy.current = false),
      );
    };
    busy.current = true;
    const timer = setTimeout(ask, PAUSE);
    return () => {
      if (wanted.current === "") clearTimeout(timer);
    };
  }, [key]);
  if (shares === null) return told.answer;
  return found?.told === told && found.key === key ? found.answer : null;
}
