/** The emotion lane: one drawing behind its cells, and in each cell the point that belongs to it. */
import type { JSX } from "preact";
import { area, curve, scaleY, tone, type Domain, type Point as At } from "../layout/curve";
import { slotAt } from "../layout/board";
import { row } from "../model/document";
import type { Row, Value } from "../model/types";
import { display } from "../model/values";
import type { CellProps } from "./cell";
import { meanAt, strokeOf, type Curves } from "./curves";
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
  const domain = look.arc ? ARC : domainOf(look);
  if (look.arc) return <Arc frame={frame} look={look} slots={slots} x0={x0} width={width} />;
  const base = heightOf(domain[0] < 0 && domain[1] > 0 ? 0 : (domain[0] + domain[1]) / 2, domain);
  const column = look.column ?? "";
  const lines = linesOf(frame, (step) => (held?.step === step.id ? held.value : step[column]), domain, slots, x0);
  const filled = area(lines, base);
  const shared = frame.curves && !frame.curves.apart && frame.curves.chosen === look.id ? frame.curves : null;
  return (
    <svg class="spark" aria-hidden="true" preserveAspectRatio="none" viewBox={`0 0 ${width} 100`} style={{ "--x": `${x0}px`, width: `${width}px` }}>
      {[domain[0], domain[1]].map((end) => (
        <line key={end} class="grid" x1={0} x2={width} y1={heightOf(end, domain)} y2={heightOf(end, domain)} />
      ))}
      <svg x={0} y={0} width={width} height={base}><path class="high" d={filled} /></svg>
      <svg x={0} y={base} width={width} height={100 - base} viewBox={`0 ${base} ${width} ${100 - base}`} preserveAspectRatio="none"><path class="low" d={filled} /></svg>
      <line class="zero" x1={0} x2={width} y1={base} y2={base} />
      {shared && <Others frame={frame} curves={shared} slots={slots} x0={x0} />}
      <path class="line" style={shared ? { stroke: strokeOf(frame.doc, shared, look).stroke, strokeWidth: 2.4 } : undefined} d={curve(lines)} />
    </svg>
  );
}

/** The points in runs; a missing value ends one. One slot beyond each edge, so that the line goes on. */
export function linesOf(frame: Frame, valueOf: (step: Row) => unknown, domain: Domain, slots: readonly Slot[], x0: number): At[][] {
  const lines: At[][] = [[]];
  const before = slotAt(frame.plan, (slots[0]?.index ?? 0) - 1);
  const after = slotAt(frame.plan, (slots.at(-1)?.index ?? 0) + 1);
  let index = -2;
  for (const slot of [...(before ? [before] : []), ...slots, ...(after ? [after] : [])]) {
    const step = slot.kind === "step" && slot.id !== undefined ? row(frame.doc, "steps", slot.id) : undefined;
    const value = step && valueOf(step);
    if (typeof value !== "number" || slot.index !== index + 1) lines.push([]);
    index = slot.index;
    if (typeof value === "number") lines.at(-1)?.push({ x: slot.x - x0 + slot.width / 2, y: heightOf(value, domain) });
  }
  return lines.filter((line) => line.length > 0);
}

/** The curves beside the chosen one, each with its colour, its dash and its points, and the mean of the personas. */
function Others({ frame, curves, slots, x0 }: { frame: Frame; curves: Curves; slots: readonly Slot[]; x0: number }): JSX.Element {
  const drawn = (look: LaneLook, valueOf: (step: Row) => unknown): At[][] => linesOf(frame, valueOf, domainOf(look), slots, x0);
  const [any] = curves.all;
  return (
    <>
      {any && <path class="mean" d={curve(drawn(any, (step) => meanAt(frame.doc, curves, step)))} />}
      {curves.all.filter(({ id }) => id !== curves.chosen).map((look) => {
        const lines = drawn(look, (step) => step[look.column ?? ""]);
        const { stroke, dash } = strokeOf(frame.doc, curves, look);
        return (
          <g key={look.id} style={{ stroke }} data-curve={look.id}>
            <path class="lines" stroke-dasharray={dash} d={curve(lines)} />
            <path class="spots" d={dots(lines)} />
          </g>
        );
      })}
    </>
  );
}

/** Lines without length are drawn as round dots, whatever the drawing is stretched to. */
const dots = (lines: readonly (readonly At[])[]): string => lines.flat().map(({ x, y }) => `M${x.toFixed(1)},${y.toFixed(2)}h0`).join("");

export const ARC: Domain = [1, 5];

/** The dramatic arc: a thin second track behind its numbers. */
function Arc({ frame, look, slots, x0, width }: Omit<CurveProps, "held"> & { x0: number; width: number }): JSX.Element {
  const lines = linesOf(frame, (step) => step[look.column ?? ""], ARC, slots, x0);
  return (
    <svg class="spark arc" aria-hidden="true" preserveAspectRatio="none" viewBox={`0 0 ${width} 100`} style={{ "--x": `${x0}px`, width: `${width}px` }}>
      <path class="mid" d={area(lines, 100)} />
      <path class="line" d={curve(lines)} />
      <path class="spots" d={dots(lines)} />
    </svg>
  );
}

export function Point({ look, held, quote, truth, readonly, locked, beside }: CellProps & { locked: boolean }): JSX.Element {
  const value = held as Value;
  const fixed = readonly || locked;
  if (typeof value !== "number") {
    const text = display(value, look.row);
    return (
      <>
        {text ? <span class="plain">{text}</span> : fixed ? <span class="out">{words.missing}</span> : <span class="nothing" data-prompt>{promptOf(look)}</span>}
        {beside !== "" && <span class="out">{beside}</span>}
      </>
    );
  }
  const domain = domainOf(look);
  const y = { "--y": `${heightOf(value, domain)}%` };
  return (
    <>
      <span class={`point ${tone(value, domain)} ${truth ? "truth" : ""} ${fixed ? "locked-point" : ""}`} data-point style={y}>
        <i aria-hidden="true" />
        <output>{display(value, look.row)}{beside !== "" && <small>{beside}</small>}</output>
      </span>
      {quote !== "" && (
        <span class={`said ${tone(value, domain) === "low" ? "" : "up"}`} dir="auto" style={y} title={quote}>
          “{quote}”
        </span>
      )}
    </>
  );
}
