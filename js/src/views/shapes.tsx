/** Signs that do not rest on colour: how well something is evidenced, how grave a finding is. */
import type { JSX } from "preact";

export type Rest = "researched" | "partly" | "assumed";

const inner: Readonly<Record<Rest, string>> = { researched: "M6 1.5a4.5 4.5 0 0 1 0 9a4.5 4.5 0 0 1 0-9", partly: "M6 1.5a4.5 4.5 0 0 0 0 9z", assumed: "" };

/** A filled, half or open circle. */
export function RestShape({ state }: { state: Rest }): JSX.Element {
  return (
    <svg class={`rest ${state}`} viewBox="0 0 12 12" aria-hidden="true">
      <circle cx="6" cy="6" r="4.5" />
      {inner[state] !== "" && <path d={inner[state]} />}
    </svg>
  );
}

const signs: Readonly<Record<string, string>> = { error: "M2.5 2.5l7 7M9.5 2.5l-7 7", warning: "M6 1.5 11 10.5H1zM6 5v2.4M6 9v.2", note: "M6 1.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9M6 5.4v3M6 3.5v.2" };

export function GraveShape({ severity }: { severity: string }): JSX.Element {
  return (
    <svg class="grave" viewBox="0 0 12 12" aria-hidden="true">
      <path d={signs[severity] ?? signs["note"] ?? ""} />
    </svg>
  );
}

export const isRest = (value: unknown): value is Rest => value === "researched" || value === "partly" || value === "assumed";
