/** Several curves on one emotion lane: which there are, which can be dragged, how they are told apart, and their mean. No elements. */
import { row } from "../model/document";
import type { Doc, Row } from "../model/types";
import { display } from "../model/values";
import type { LaneLook } from "./look";
import { words } from "./words";

/** The column that holds a persona's curve begins so. */
export const FEELING = "emotion:";
const MOST = 5;
/** The chosen curve alone is drawn whole. */
const DASHES = ["12 3", "7 3", "2 3", "9 3 2 3", "5 2", "1 3"];

export interface Curves {
  /** The lane that stands on the board for all of them; its points can be dragged. */
  readonly chosen: string;
  readonly all: readonly LaneLook[];
  /** Whether each has a lane of its own. */
  readonly apart: boolean;
}

export interface Choice {
  readonly curve: string | null;
  readonly apart: boolean;
}

const isFeeling = ({ kind, id, column }: LaneLook): boolean => kind === "emotion" && (id.startsWith(FEELING) || (column ?? "").startsWith(FEELING));
const isOwn = (look: LaneLook): boolean => look.kind === "emotion" && look.role === "emotion" && look.column !== null && !isFeeling(look);

/** The lanes to draw: the curves of up to five personas join the map's own, unless they are wanted apart. */
export function gather(lanes: readonly LaneLook[], { curve, apart }: Choice): { lanes: readonly LaneLook[]; curves: Curves | null } {
  const own = lanes.find(isOwn);
  const all = [...(own ? [own] : []), ...lanes.filter(isFeeling).slice(0, MOST)];
  const shown = all.find(({ id }) => id === curve) ?? all[0];
  if (!shown || all.length < 2) return { lanes, curves: null };
  if (apart) return { lanes, curves: { chosen: shown.id, all, apart } };
  const first = lanes.findIndex((look) => all.includes(look));
  return { lanes: lanes.flatMap((look, i) => (i === first ? [shown] : all.includes(look) ? [] : [look])), curves: { chosen: shown.id, all, apart } };
}

/** How a curve is drawn: the colour of its persona, and a dash of its own. */
export function strokeOf(doc: Doc, { all }: Curves, look: LaneLook): { stroke: string; dash: string } {
  const said = row(doc, "personas", look.id.slice(FEELING.length))?.["colour"];
  const at = all.indexOf(look);
  const colour = typeof said === "string" && /^#[0-9a-f]{6}$/i.test(said) ? said : isFeeling(look) ? `var(--s${(at % 6) + 1})` : "var(--cjm-ink)";
  return { stroke: `color-mix(in srgb,${colour} 80%,var(--cjm-ink))`, dash: DASHES[at % DASHES.length] ?? "" };
}

const personaOf = ({ column, id }: LaneLook): string => (column ?? id).slice(FEELING.length);

/** The share of customers each persona's curve stands for; nothing where one of them has none, for then each counts as one. */
export function sharesOf(doc: Doc, { all }: Curves): readonly number[] | null {
  const shares = all.filter(isFeeling).map((look) => Number(row(doc, "personas", personaOf(look))?.["share"] ?? 0));
  return shares.every((share) => share > 0) ? shares : null;
}

/** The mean of the personas' curves at a step, by share where all shares are known; nothing where fewer than two feel anything. */
export function meanAt(doc: Doc, curves: Curves, step: Row): number | null {
  const shares = sharesOf(doc, curves);
  let [felt, sum, weights] = [0, 0, 0];
  curves.all.filter(isFeeling).forEach(({ column }, i) => {
    const value = step[column ?? ""];
    const weight = shares?.[i] ?? 1;
    if (typeof value === "number") [felt, sum, weights] = [felt + 1, sum + weight * value, weights + weight];
  });
  return felt < 2 ? null : sum / weights;
}

export const meanName = (doc: Doc, curves: Curves): string => (sharesOf(doc, curves) ? words.meanByShare : words.mean);

/** What the other curves say at a step: Dana 1.2 · Luis −0.4 · mean 0.4. */
export function besideAt(doc: Doc, curves: Curves, step: Row): string {
  const said = (name: string, value: unknown, look: LaneLook): string[] => (typeof value === "number" ? [`${name} ${display(value, look.row)}`] : []);
  const [any] = curves.all;
  const others = curves.all.filter(({ id }) => id !== curves.chosen).flatMap((look) => said(look.name, step[look.column ?? ""], look));
  return [...others, ...(any ? said(meanName(doc, curves), meanAt(doc, curves, step), any) : [])].join(" · ");
}
