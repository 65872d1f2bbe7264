/** The emotion lane: one drawing behind its cells, and in each cell the point that belongs to it. */
import type { JSX } from "preact";
import { area, curve, scaleY, tone, type Domain, type Point as At } from "../layout/curve";
import { slotAt } from "../layout/board";
import { row } from "../model/document";
import type { Value } from "../model/types";
import { display } from "../model/values";
import type { CellProps } from "./cell";
import type { Frame, Slot } from "./frame";
import { promptOf, type LaneLook } from "./look";
import { words } from "./words";

/** The curve keeps a margin above and below, for the words of quotes. */
export const MARGIN = 14;

/** The height of a value, in hundredths of the lane. */
export function heightOf(value: number, domain: Domain): number {
  return MARGIN + scaleY(domain, 100 - 2 * MARGIN)(value);
}

export const domainOf = (look: LaneLook): Domain => look.domain ?? [-2, 2];

interface CurveProps {
  frame: Frame;
  look: LaneLook;
  slots: readonly Slot[];
  /** A point that is being dragged stands where the pointer is. */
  held: { step: string; value: number } | null;
}

export function Curve({ frame, look, slots, held }: CurveProps): JSX.Element | null {
  const [first, last] = [slots[0], slots.at(-1)];
  if (!first || !last) return null;
  const x0 = first.x;
  const width = last.x + last.width - x0;
  const domain = domainOf(look);
  const base = heightOf(domain[0] < 0 && domain[1] > 0 ? 0 : (domain[0] + domain[1]) / 2, domain);
  const lines = linesOf(frame, look, slots, x0, held);
  const filled = area(lines, base);
  return (
    <svg class="spark" aria-hidden="true" preserveAspectRatio="none" viewBox={`0 0 ${width} 100`} style={{ "--x": `${x0}px`, width: `${width}px` }}>
      {[domain[0], domain[1]].map((end) => (
        <line key={end} class="grid" x1={0} x2={width} y1={heightOf(end, domain)} y2={heightOf(end, domain)} />
      ))}
      <svg x={0} y={0} width={width} height={base}><path class="high" d={filled} /></svg>
      <svg x={0} y={base} width={width} height={100 - base} viewBox={`0 ${base} ${width} ${100 - base}`} preserveAspectRatio="none"><path class="low" d={filled} /></svg>
      <line class="zero" x1={0} x2={width} y1={base} y2={base} />
      <path class="line" d={curve(lines)} />
    </svg>
  );
}

/** The points in runs; a missing value ends one. One slot beyond each edge, so that the line goes on. */
function linesOf(frame: Frame, look: LaneLook, slots: readonly Slot[], x0: number, held: CurveProps["held"]): At[][] {
  const lines: At[][] = [[]];
  const before = slotAt(frame.plan, (slots[0]?.index ?? 0) - 1);
  const after = slotAt(frame.plan, (slots.at(-1)?.index ?? 0) + 1);
  let index = -2;
  for (const slot of [...(before ? [before] : []), ...slots, ...(after ? [after] : [])]) {
    const value = slot.kind === "step" && slot.id !== undefined ? (held?.step === slot.id ? held?.value : row(frame.doc, "steps", slot.id)?.[look.column ?? ""]) : null;
    if (typeof value !== "number" || slot.index !== index + 1) lines.push([]);
    index = slot.index;
    if (typeof value === "number") lines.at(-1)?.push({ x: slot.x - x0 + slot.width / 2, y: heightOf(value, domainOf(look)) });
  }
  return lines.filter((line) => line.length > 0);
}

export function Point({ look, held, quote, truth, readonly, locked }: CellProps & { locked: boolean }): JSX.Element {
  const value = held as Value;
  const fixed = readonly || locked;
  if (typeof value !== "number") {
    const text = display(value, look.row);
    return text ? <span class="plain">{text}</span> : fixed ? <span class="out">{words.missing}</span> : <span class="nothing" data-prompt>{promptOf(look)}</span>;
  }
  const domain = domainOf(look);
  const y = { "--y": `${heightOf(value, domain)}%` };
  return (
    <>
      <span class={`point ${tone(value, domain)} ${truth ? "truth" : ""} ${fixed ? "locked-point" : ""}`} data-point style={y}>
        <i aria-hidden="true" />
        <output>{display(value, look.row)}</output>
      </span>
      {quote !== "" && (
        <span class={`said ${tone(value, domain) === "low" ? "" : "up"}`} dir="auto" style={y} title={quote}>
          “{quote}”
        </span>
      )}
    </>
  );
}
