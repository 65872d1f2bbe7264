/** Every sentence a person reads where maps are compared, in one place. */

export const words = {
  title: "Maps compared",
  hint: (maps: number, shared: number, steps: number): string => `${maps} maps · ${shared} of ${steps} steps shared`,
  cut: (shown: number, size: number): string => `The first ${shown} of ${size} steps are drawn.`,
  step: "Step",
  emotion: "Emotion",
  over: "Laid over",
  side: "Side by side",
  layout: "How the maps lie",
  differences: "Mark differences",
  only: (names: readonly string[]): string => `only in ${names.join(", ")}`,
  absent: "no such step",
  noLane: "no such lane",
  nothing: "nothing",
  was: (text: string): string => `was: ${text}`,
  base: "compared with this",
  curves: "Emotion of all maps, from −2 to +2",
  point: (map: string, step: string, value: string): string => `${map}, ${step}: ${value}`,
  counted: (kind: string, n: number): string => `${n} ${kind}`,
  same: "Nothing differs from the first map.",
  disconnects: (future: string, current: string): string => `Where ${future} departs from ${current}`,
  noDisconnects: "The desired journey is the actual one.",
  columns: { step: "Step", kind: "Kind", why: "Why", size: "Size" },
  unread: "This comparison cannot be read. Run the cell again.",
  good: "good",
  bad: "bad",
} as const;

/** A shape for each kind of difference, so that no colour is needed. */
export const SHAPES: Readonly<Record<string, string>> = { added: "＋", removed: "－", moved: "⇄", "re-scored": "↕", "re-worded": "✎", changed: "≠" };
