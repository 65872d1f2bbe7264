/** In the heads of steps: the time that changes, who goes on where no lane tells it, what a point is worth. */
import { row } from "../../model/document";
import { showSpan } from "../../model/times";
import type { Control } from "../control";
import { timeOf } from "../head";
import { heard, made, seen, type Marks } from "./marks";
import { percentOf, pointsOf, worthText, type Mode, type Pair } from "./told";
import { words } from "./words";

interface Head {
  readonly step: string;
  readonly element: Element;
  readonly mode: Mode;
}

/** 2 d → 1 d: behind the time that stands there, or with both where another one stands there or none. */
export function time(ctl: Control, marks: Marks, { step, element, mode }: Head, [now, then]: Pair): void {
  const [before, after] = [showSpan(now), showSpan(then)];
  const own = row(ctl.frame.doc, "steps", step);
  const place = element.querySelector(":scope>.t");
  const behind = mode === "both" && own !== undefined && timeOf(own) === before && place?.firstChild?.nodeType === Node.TEXT_NODE;
  const rtl = getComputedStyle(element).direction === "rtl";
  const tone = then < now ? "fu-good" : "fu-bad";
  const said = heard(words.nowThen(before, after));
  const shown = mode === "future" ? after : !behind ? `${before} → ${after}` : rtl ? `${after} ←` : `→ ${after}`;
  const make = (): Element => made("span", `fu fu-time ${tone}`, seen("", shown), ...(mode === "future" ? [seen("fu-was", words.now(before))] : []), said);
  const text = `${mode} ${behind} ${shown} ${before}`;
  if (behind) marks.put(`time ${step}`, place, text, make, (it) => (place.firstChild as ChildNode).after(it));
  else marks.put(`time ${step}`, element, text, () => made("span", "t fu-line-of", mode === "future" ? "" : `${words.time} `, make()));
}

/** Who goes on: 49 % → 53 %, +4.1 pp. */
export function goesOn(marks: Marks, { step, element, mode }: Head, pair: Pair): void {
  const [now, then] = pair.map(percentOf) as [string, string];
  const points = words.points(pointsOf(pair));
  const tone = pair[1] < pair[0] ? "fu-bad" : "fu-good";
  const make = (): Element => {
    const delta = seen(`fu ${tone}`, points);
    return made("span", "t fu-line-of", `${words.goesOn} `, seen("", mode === "future" ? then : now), delta, heard(words.nowThen(now, then)));
  };
  marks.put(`on ${step}`, element, `${mode} ${now} ${then} ${points}`, make);
}

/** What one point more is worth, beside the most any is worth: a number, a bar under the head, a quiet tint. */
export function worth(marks: Marks, { step, element }: Pick<Head, "step" | "element">, value: number, most: number): void {
  const share = most > 0 ? Math.max(0, value) / most : 0;
  const make = (): Element => {
    const tint = seen("fu-tint");
    tint.style.setProperty("--w", share.toFixed(3));
    return made("span", "t fu-worth", seen("", words.worthHere(worthText(value))), heard(words.worthSaid(worthText(value))), tint);
  };
  marks.put(`worth ${step}`, element, `${value} ${share}`, make);
}

