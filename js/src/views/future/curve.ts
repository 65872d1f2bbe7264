/** In the emotion lane: the curve as it would be, dashed, and a diamond at each step that changes. */
import { area, curve } from "../../layout/curve";
import { row } from "../../model/document";
import type { Row } from "../../model/types";
import { display } from "../../model/values";
import type { Control } from "../control";
import { domainOf, heightOf, linesOf } from "../curve";
import type { Frame, Slot } from "../frame";
import type { LaneLook } from "../look";
import { heard, made, seen, svg, type Marks } from "./marks";
import { feltThen, signed, type Changes, type Mode } from "./told";
import { words } from "./words";

export interface Curved {
  readonly frame: Frame;
  /** The map's own curve, which improvements move. */
  readonly look: LaneLook;
  readonly changes: Changes;
  readonly mode: Mode;
}

/** The map's own curve, and the lane on the board that it is drawn in; null where none is. */
export function ownCurve(frame: Frame): { look: LaneLook; lane: string } | null {
  const look = [...frame.lanes, ...(frame.curves?.all ?? [])].find(({ kind, column }) => kind === "emotion" && column === "emotion");
  if (!look) return null;
  const { curves } = frame;
  const lane = curves && !curves.apart && curves.all.includes(look) ? curves.chosen : look.id;
  return { look, lane };
}

export function line(ctl: Control, marks: Marks, sheet: SVGElement, slots: readonly Slot[], curved: Curved): void {
  const { frame, look, changes, mode } = curved;
  const held = ctl.port.get().held;
  const domain = domainOf(look);
  const own = look.column ?? "";
  const today = (step: Row): unknown => (held?.step === step.id && held.lane === look.id ? held.value : step[own]);
  const lines = linesOf(frame, (step) => feltThen(today(step), changes.get(step.id), domain), domain, slots, parseFloat(sheet.style.getPropertyValue("--x")) || 0);
  const path = curve(lines);
  const base = heightOf(domain[0] < 0 && domain[1] > 0 ? 0 : (domain[0] + domain[1]) / 2, domain);
  const filled = mode === "future" ? area(lines, base) : "";
  const before = sheet.querySelector(":scope>.line");
  marks.put("curve", sheet, `${path} ${filled}`, () => drawn(path, filled), (it) => (before && mode !== "future" ? before.before(it) : sheet.append(it)));
}

function drawn(path: string, filled: string): SVGElement {
  const group = svg("g", { class: "fu-curve", "data-future-curve": "" });
  if (filled) group.append(svg("path", { class: "fu-area", d: filled }));
  group.append(svg("path", { class: "fu-line", d: path }));
  return group;
}

/** What stands in the cell of a step whose emotion changes. */
export function point(marks: Marks, cell: Element, step: string, { frame, look, changes }: Curved): void {
  const today = row(frame.doc, "steps", step)?.[look.column ?? ""];
  const then = feltThen(today, changes.get(step), domainOf(look));
  if (typeof today !== "number" || then === null || then === today) return;
  const [was, will] = [display(today, look.row), display(then, look.row)];
  const y = heightOf(then, domainOf(look));
  marks.put(`point ${step}`, cell, `${was} ${will} ${y}`, () => {
    const delta = seen("fu-by", will === was ? signed(then - today) : `${words.now(was)}, then ${will}`);
    const mark = made("span", "fu-point", seen("fu-diamond"), delta, heard(words.nowThen(was, will)));
    mark.style.setProperty("--y", `${y}%`);
    return mark;
  });
}

/** What the dashed line is, beside the lane's name. */
export function key(marks: Marks, rail: Element): void {
  marks.put("key", rail, "", () => {
    const sample = svg("svg", { viewBox: "0 0 22 6", "aria-hidden": "true" });
    sample.append(svg("path", { class: "fu-line", d: "M0 3h22" }));
    return made("small", "fu-key", sample, words.key);
  });
}
