/** The sliders: what is held while one moves, the exact answer of the page itself, and Python's intervals a moment later. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { carriedOut, sum } from "../../engine/chain";
import { measures, solve } from "../../engine/solve";
import type { Host } from "../../hosts/host";
import { row } from "../../model/document";
import type { Doc, Op } from "../../model/types";
import type { Shown } from "./drawn";
import type { Answer, Told } from "./told";
import { words } from "./words";

export interface Live {
  /** How far each improvement is carried out now, by place: held ones as held, all others as the document says. */
  readonly shares: readonly number[];
  /** Exact, for the likely values: now and then by measure. */
  readonly now: Measures;
  readonly then: Measures;
  /** With intervals; null while they are on their way, or where none can come. */
  readonly answer: Answer | null;
  /** Whether the intervals were asked for in vain. */
  readonly unanswered: boolean;
  /** Whether an improvement is carried out otherwise than Python knows. */
  readonly moved: boolean;
  hold(name: string, share: number): void;
  /** Writes shares by name as one edit; nothing is held any more. */
  put(changes: ReadonlyMap<string, number>): void;
}

export type Measures = Readonly<Record<string, number | null>>;
type Held = ReadonlyMap<string, number>;

const NOTHING: Held = new Map();
const PAUSE = 60;

export function useLive(host: Host, doc: Doc, told: Told, drawn: Shown, readonly: boolean): Live {
  const [held, holdAll] = useState<Held>(NOTHING);
  const shares = told.levers.map((one) => held.get(one.name) ?? shareOf(doc, one));
  const before = sum(told.chain.start);
  const now = useMemo(() => measures(told.chain, solve(told.chain), before), [told]);
  const then = useMemo(() => measures(told.chain, solve(carriedOut(told.chain, told.levers, shares)), before), [told, shares.join()]);
  const moved = told.levers.some((one, k) => one.adoption !== shares[k]);
  const { answer, unanswered } = useIntervals(host, told, drawn, shares, moved);
  const put = (changes: Held): void => {
    holdAll(NOTHING);
    if (readonly) return;
    const ops = [...changes].flatMap(([name, share]) => adopt(doc, told, name, share));
    if (ops.length) host.edit(ops, words.did(ops.length));
  };
  return { shares, now, then, answer, unanswered, moved, hold: (name, share) => holdAll(new Map(held).set(name, share)), put };
}

/** What the document says, edits on their way in it; what Python told where it says nothing readable. */
function shareOf(doc: Doc, { name, adoption }: Told["levers"][number]): number {
  const improvement = row(doc, "improvements", name);
  if (!improvement) return adoption;
  const share = improvement["adoption"] ?? 1;
  return typeof share === "number" && share >= 0 && share <= 1 ? share : adoption;
}

function adopt(doc: Doc, told: Told, name: string, share: number): Op[] {
  const one = told.levers.find((lever) => lever.name === name);
  if (!one || !row(doc, "improvements", name) || shareOf(doc, one) === share) return [];
  return [{ op: "set", table: "improvements", id: name, column: "adoption", value: share }];
}

interface Found { key: string; answer: Answer | null }

/** Python's answer with intervals: what it told where nothing moved since, else asked for, one question at a time. */
function useIntervals(host: Host, told: Told, drawn: Shown, shares: readonly number[], moved: boolean): { answer: Answer | null; unanswered: boolean } {
  const [found, put] = useState<Found | null>(null);
  const model = useMemo(() => JSON.stringify([told.chain, told.levers.map((one) => ({ ...one, adoption: 0 })), told.settings]), [told]);
  const known = moved ? null : (drawn.answer ?? null);
  const key = `${shares.join()} ${model}`;
  const wanted = useRef<{ key: string; args: object } | null>(null);
  const adoption = Object.fromEntries(told.levers.map((one, k) => [one.name, shares[k] ?? one.adoption]));
  const { draws, seed } = told.settings;
  wanted.current = moved && found?.key !== key ? { key, args: { adoption, draws, seed, measure: told.measure } } : null;
  useAsking(host, wanted, key, put);
  const own = found?.key === key ? found : null;
  return { answer: known ?? own?.answer ?? null, unanswered: known === null && own !== null && own.answer === null };
}

function useAsking(host: Host, wanted: { readonly current: { key: string; args: object } | null }, key: string, put: (found: Found) => void): void {
  const busy = useRef(false);
  const gone = useRef(false);
  useEffect(() => () => void (gone.current = true), []);
  useEffect(() => {
    const ask = (): void => {
      const one = wanted.current;
      busy.current = one !== null && !gone.current;
      if (!one || gone.current) return;
      const heard = (answer: Answer | null): void => {
        if (gone.current) return;
        put({ key: one.key, answer });
        setTimeout(ask);
      };
      host.run("impact_answer", { ...one.args }).then((value) => heard((value as { answer: Answer }).answer), () => heard(null));
    };
    if (busy.current || !wanted.current) return;
    busy.current = true;
    setTimeout(ask, PAUSE);
  }, [key]);
}
