/** Parts of the page that are loaded when they are first needed: modules that Python gives as text. */
import type { Host } from "../hosts/host";
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
