/** Asking Python while a panel is open: the last answer stays until the next is here, and comes anew when the map changed. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Host } from "../../hosts/host";

export interface Asked<T> {
  readonly value: T | null;
  readonly problem: string;
  again(): void;
}

const REST = 200;

/** The answer to a verb; `read` gives null for what has another shape. Asked again a moment after `keys` changed. */
export function useAsked<T>(host: Host, verb: string, args: Readonly<Record<string, unknown>>, read: (answer: unknown) => T | null, keys: readonly unknown[]): Asked<T> {
  const [state, put] = useState<{ value: T | null; problem: string; about: string }>({ value: null, problem: "", about: "" });
  const turn = useRef(0);
  const about = JSON.stringify([verb, args]);
  const ask = (): void => {
    const mine = ++turn.current;
    host.run(verb, args).then(
      (answer) => mine === turn.current && put({ value: read(answer), problem: "", about }),
      (error: unknown) => mine === turn.current && put((old) => ({ ...old, problem: sentence(error), about })),
    );
  };
  const first = useRef("");
  useEffect(() => {
    const fresh = first.current !== about;
    first.current = about;
    if (fresh) return ask();
    const timer = setTimeout(ask, REST);
    return () => clearTimeout(timer);
  }, [about, ...keys]);
  useEffect(() => () => void turn.current++, []);
  return state.about === about ? { ...state, again: ask } : { value: null, problem: "", again: ask };
}

export const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The entries of an answer that is a JSON object; nothing else has any. */
export const fieldsIn = (answer: unknown): Readonly<Record<string, unknown>> =>
  answer !== null && typeof answer === "object" && !Array.isArray(answer) ? (answer as Record<string, unknown>) : {};

export const textIn = (value: unknown): string => (typeof value === "string" ? value : "");
export const numberIn = (value: unknown): number | null => (typeof value === "number" && Number.isFinite(value) ? value : null);
