/** In a lane of numbers that tells who goes on: how many points more, and where the bar would end. */
import { bar } from "../../layout/bars";
import { value } from "../../model/document";
import type { Doc } from "../../model/types";
import { display } from "../../model/values";
import type { LaneLook } from "../look";
import { heard, made, seen, type Marks } from "./marks";
import { pointsOf, scaleOfShares, type Mode, type Pair } from "./told";
import { words } from "./words";

interface Cell {
  readonly doc: Doc;
  readonly look: LaneLook;
  readonly step: string;
  /** The cell's element. */
  readonly element: Element;
  readonly mode: Mode;
}

/** False where the cell has no number to stand beside. */
export function passThrough(marks: Marks, { doc, look, step, element, mode }: Cell, pair: Pair): boolean {
  const today = look.column === null ? null : value(doc, "steps", step, look.column);
  const number = element.querySelector(".num");
  const first = number?.querySelector("b");
  if (typeof today !== "number" || !number || !first) return false;
  const after = today + (pair[1] - pair[0]) * scaleOfShares(look.row);
  const [now, then] = [display(today, look.row), display(Number(after.toFixed(9)), look.row)];
  const tone = pair[1] < pair[0] ? "fu-bad" : "fu-good";
  const points = words.points(pointsOf(pair));
  const make = (): Element => made("span", "fu fu-number", ...(mode === "future" ? [seen("fu-then", then)] : []), seen(tone, points), heard(words.nowThen(now, then)));
  marks.put(`number ${look.id} ${step}`, number, `${mode} ${now} ${then} ${points}`, make, (it) => first.after(it));
  const track = number.querySelector(".bar2");
  if (track && look.domain) tick(marks, track, `${look.id} ${step}`, bar(after, look.domain).to);
  return true;
}

function tick(marks: Marks, track: Element, key: string, at: number): void {
  const left = `${(at * 100).toFixed(2)}%`;
  marks.put(`tick ${key}`, track, left, () => {
    const mark = made("u", "fu-tick");
    mark.style.left = left;
    return mark;
  });
}
