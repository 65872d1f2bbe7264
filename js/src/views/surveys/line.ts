/** In a curve's lane: a survey as a straight dotted line with a square and its interval at each step. */
import type { Row } from "../../model/types";
import { domainOf, heightOf, linesOf } from "../curve";
import type { Frame, Slot } from "../frame";
import type { LaneLook } from "../look";
import { heard, made, seen, svg, type Marks } from "../future/marks";
import type { Line, Point } from "./told";
import { words } from "./words";

export interface Drawn {
  readonly frame: Frame;
  readonly look: LaneLook;
  readonly line: Line;
  /** Which of several lines of this curve it is, from 0. */
  readonly turn: number;
}

const keyOf = ({ line, turn }: Drawn): string => `${line.curve} ${turn}`;
const styleOf = ({ turn }: Drawn): string => `sv sv-${turn % 3}`;

/** The line behind the cells. It joins its points straight: between two steps nothing was asked. */
export function path(marks: Marks, sheet: SVGElement, slots: readonly Slot[], drawn: Drawn): void {
  const { frame, look, line } = drawn;
  const x0 = parseFloat(sheet.style.getPropertyValue("--x")) || 0;
  const runs = linesOf(frame, (step: Row) => line.steps.get(step.id)?.at, domainOf(look), slots, x0);
  const d = runs.map((run) => run.map(({ x, y }, i) => `${i ? "L" : "M"}${x.toFixed(1)},${y.toFixed(2)}`).join("")).join("");
  marks.put(`line ${keyOf(drawn)}`, sheet, d, () => svg("path", { class: `${styleOf(drawn)} sv-line`, d, "data-survey": line.name }));
}

/** What stands in the cell of a step that was asked about: the square, its interval, and the sentence. */
export function point(marks: Marks, cell: Element, step: string, drawn: Drawn): void {
  const told = drawn.line.steps.get(step);
  if (!told) return;
  const said = words.at(drawn.line.name, told.said);
  const domain = domainOf(drawn.look);
  const [y, low, high] = [told.at, told.low, told.high].map((value) => (value === null ? null : heightOf(value, domain)));
  marks.put(`at ${keyOf(drawn)} ${step}`, cell, `${said} ${y}`, () => mark(drawn, told, said, { y: y ?? 50, low: low ?? null, high: high ?? null }));
}

interface Heights {
  readonly y: number;
  readonly low: number | null;
  readonly high: number | null;
}

function mark(drawn: Drawn, told: Point, said: string, { y, low, high }: Heights): HTMLElement {
  const square = seen("sv-square");
  const parts: Element[] = [square, seen("sv-says", told.said), heard(said)];
  if (low !== null && high !== null) {
    const whisker = seen("sv-interval");
    whisker.style.setProperty("--top", `${Math.min(low, high).toFixed(2)}%`);
    whisker.style.setProperty("--tall", `${Math.abs(low - high).toFixed(2)}%`);
    parts.unshift(whisker);
  }
  const place = made("span", `${styleOf(drawn)} sv-point`, ...parts);
  place.style.setProperty("--y", `${y.toFixed(2)}%`);
  return place;
}

/** Which line it is, on which scale and from where, beside the lane's name. */
export function key(marks: Marks, rail: Element, drawn: Drawn): void {
  const { name, scale, source } = drawn.line;
  marks.put(`key ${keyOf(drawn)}`, rail, `${name} ${scale} ${source}`, () => {
    const sample = svg("svg", { viewBox: "0 0 22 8", "aria-hidden": "true" });
    sample.append(svg("path", { class: "sv-line", d: "M0 4h22" }), svg("rect", { class: "sv-sample", x: 8, y: 1, width: 6, height: 6 }));
    const small = made("small", `${styleOf(drawn)} sv-key`, sample, made("span", "", words.key(name)), made("span", "sv-about", [scale, source].filter(Boolean).join(" · ")));
    small.dir = "auto";
    return small;
  });
}
