/** Parts of the page that are loaded when they are first needed: modules that Python gives as text. */
import { useEffect, useRef } from "preact/hooks";
import type { Host } from "../hosts/host";
import { docOf, type Control } from "./control";
import { words } from "./words";

const parts = new WeakMap<Host, Map<string, Promise<unknown>>>();

function held(host: Host): Map<string, Promise<unknown>> {
  const known = parts.get(host) ?? new Map<string, Promise<unknown>>();
  parts.set(host, known);
  return known;
}

/** One load for a host, however often it is asked for; a failed one can be tried again. */
export function part<T>(host: Host, name: string): Promise<T> {
  const known = held(host);
  const asked = known.get(name) ?? load(host, name);
  known.set(name, asked);
  asked.catch(() => known.delete(name));
  return asked as Promise<T>;
}

/** What a part puts into the board, from when it is wanted and here until the board lets it go. */
export function useMounted<M, T extends { destroy(): void }>(ctl: Control, wanted: boolean, mount: (module: M) => T): { current: T | null } {
  const mounted = useRef<T | null>(null);
  useEffect(() => {
    let here = wanted;
    if (here)
      part<M>(ctl.host, "links")
        .then((module) => here && (mounted.current = mount(module)))
        .catch((error: unknown) => here && docOf(ctl).tables.links.size && ctl.ui.set({ problem: String(error) }));
    return () => {
      here = false;
      mounted.current?.destroy();
      mounted.current = null;
    };
  }, [wanted]);
  return mounted;
}

/** Gives a part that is here already: a bundle that brings it, a test. */
export const give = (host: Host, name: string, module: unknown): void => void held(host).set(name, Promise.resolve(module));

/** The text is imported from an address that is taken back at once. */
async function load(host: Host, name: string): Promise<unknown> {
  const told = (await host.run("module", { name })) as { text?: unknown } | null;
  const text = told?.text;
  if (typeof text !== "string" || text === "") throw new Error(words.panelEmpty);
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  try {
    return await import(/* @vite-ignore */ address);
  } finally {
    URL.revokeObjectURL(address);
  }
}
