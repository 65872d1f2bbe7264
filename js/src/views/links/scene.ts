/** What the parts of the layer share: the board as it was measured, the routes, and what is drawn of them. */
import type { Link } from "../../layout/routes/board";
import type { Label } from "../../layout/routes/labels";
import type { Plan, Route } from "../../layout/routes/route";
import { linksOf } from "../../model/connections";
import { items } from "../../model/items";
import type { Row } from "../../model/types";
import { docOf, type Control, type Spot } from "../control";
import { laneOf, stepAt } from "../frame";
import type { Measured } from "./measure";
import { ends, kindOf, labelOf } from "./names";
import type { Drawn, Picture } from "./picture";
import type { LinksPort } from "./port";

export interface Scene {
  readonly port: LinksPort;
  readonly place: HTMLElement;
  readonly picture: Picture;
  measured: Measured | null;
  plan: Plan | null;
  drawn: readonly Drawn[];
  /** Whether a card is on its way: the picture shows where its links would run. */
  readonly held: boolean;
  /** Asks for a new look at the board with the next frame. */
  look(): void;
}

/** The link as the router takes it; none where an end is nowhere on the board. */
export function asked(row: Row, { at, zoom }: Measured): Link | null {
  const { source, target } = ends(row);
  const [from, to] = [at.get(source), at.get(target)];
  const away = (box: string): boolean => box.startsWith("edge") || box.startsWith("fold");
  if (from === undefined || to === undefined || from === to || (away(from) && away(to))) return null;
  const text = labelOf(row);
  return { id: row.id, source: from, target: to, both: row["both"] === true, label: text === "" ? 0 : Math.min(130, wide(text)) * zoom, tall: 16 * zoom };
}

/** A link with its route, as it is drawn; nothing where it has none. */
export const drawnOf = (row: Row | undefined, route: Route | undefined, label: Label | undefined): Drawn | null =>
  row && route ? { id: row.id, kind: kindOf(row), both: row["both"] === true, text: labelOf(row), route, label } : null;

let pen: CanvasRenderingContext2D | null | undefined;

const widths = new Map<string, number>();

function wide(text: string): number {
  const known = widths.get(text) ?? measured(text);
  widths.set(text, known);
  return known;
}

function measured(text: string): number {
  pen ??= document.createElement("canvas").getContext("2d");
  if (!pen) return text.length * 6.4 + 10;
  pen.font = "11.5px system-ui,sans-serif";
  return pen.measureText(text).width + 12;
}

/** The links of a card, as they are drawn. */
export const linesOf = (scene: Scene, card: string): ReadonlySet<string> => new Set(linksOf(docOf(scene.port.ctl), card).map(({ id }) => id));

/** The card of a spot; null where there is none. */
export function cardAt({ frame }: Control, spot: Spot): string | null {
  const [lane, step] = [laneOf(frame, spot.row), stepAt(frame, spot.slot)?.step];
  if (!lane || lane.column !== null || !step) return null;
  const found = items(frame.doc, { step, lane: lane.id });
  return (found[spot.item] ?? found[0])?.card?.id ?? null;
}
