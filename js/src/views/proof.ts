/** What the overlay of evidence says of a card or a cell. It is computed elsewhere and read with care. */
import type { HostState } from "../hosts/host";
import type { Row, Value } from "../model/types";
import { isRest, type Rest } from "./shapes";
import { words } from "./words";

type Overlays = HostState["overlays"];

export interface Proof {
  readonly state: Rest;
  readonly kinds: readonly string[];
  readonly n: number | null;
  readonly stale: boolean;
}

const read = (one: unknown): Readonly<Record<string, unknown>> => (one !== null && typeof one === "object" ? (one as Record<string, unknown>) : {});
const part = (overlays: Overlays, name: "cards" | "cells", id: string): unknown => {
  const held = read(read(overlays["evidence"])[name]);
  return Object.hasOwn(held, id) ? held[id] : undefined;
};

/** What a card rests on; null where nobody says. */
export function proofOf(overlays: Overlays, card: string): Proof | null {
  const said = part(overlays, "cards", card);
  if (!Array.isArray(said)) return null;
  const [state, kinds, n, stale] = said as unknown[];
  if (!isRest(state)) return null;
  const named = Array.isArray(kinds) ? kinds.map(String) : typeof kinds === "string" ? kinds.split(",").map((one) => one.trim()).filter(Boolean) : [];
  return { state, kinds: named, n: typeof n === "number" ? n : null, stale: stale === true };
}

/** What a cell that holds no cards rests on. */
export function cellProof(overlays: Overlays, step: string, lane: string): Rest | null {
  const said = part(overlays, "cells", `${step}\0${lane}`);
  return isRest(said) ? said : null;
}

/** A text that changes when what is said of a cell's content does. */
export function proofKey(overlays: Overlays, held: Value | readonly Row[], step: string, lane: string): string {
  if (overlays["evidence"] === undefined) return "";
  if (!Array.isArray(held) || !held.length || typeof held[0] === "string") return cellProof(overlays, step, lane) ?? "";
  return (held as readonly Row[]).map(({ id }) => { const one = proofOf(overlays, id); return one ? `${one.state} ${one.kinds.length} ${one.n} ${one.stale}` : ""; }).join("|");
}

/** In short, as it stands on a card: 212 tickets, 2 kinds, assumed. */
export function shortOf({ state, kinds, n }: Proof): string {
  const [kind] = kinds;
  if (!kind) return words.rests[state];
  return kinds.length === 1 && n ? words.counted(n, kind) : words.kindsOf(kinds.length);
}

/** In full, as it is read out. */
export function longOf(proof: Proof): string {
  const facts = [proof.kinds.join(", "), proof.n ? `n ${proof.n.toLocaleString("en")}` : "", proof.stale ? words.stale : ""].filter(Boolean);
  return `${words.rests[proof.state]}${facts.length ? `: ${facts.join(", ")}` : ""}`;
}
