/** The plot: four named corners, two axes, a point with its name for each card. */
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { apart, type Place } from "./apart";
import { shown, spreadOf, type Point } from "./cards";
import { inset } from "./drag";
import { placeLabels, type Side } from "./labels";
import { cornerAt, cornerName, shareOf, type Axis } from "./scale";
import { plain, words } from "./words";
import type { Ranked } from "./ranks";

export interface Held { readonly id: string; readonly x: number; readonly y: number }

interface PlotProps {
  x: Axis;
  y: Axis;
  points: readonly Point[];
  held: Held | null;
  ranks: ReadonlyMap<string, Ranked>;
  language: string;
  readonly: boolean;
}

export function Plot(props: PlotProps): JSX.Element {
  const { x, y, points, held, ranks } = props;
  const box = useRef<HTMLDivElement>(null);
  const [size, put] = useState({ width: 560, height: 380 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || typeof ResizeObserver === "undefined") return;
    const seen = new ResizeObserver(() => put({ width: element.clientWidth || 560, height: element.clientHeight || 380 }));
    seen.observe(element);
    return () => seen.disconnect();
  }, []);
  const placed = points.flatMap((point) => {
    const here = held?.id === point.id ? held : point;
    return here.x === null || here.y === null ? [] : [{ point, x: here.x, y: here.y, across: inset(shareOf(x, here.x)), up: inset(shareOf(y, here.y)) }];
  });
  const belongs = placed.map(({ point, across, up }) => ({ id: point.id, x: across * size.width, y: (1 - up) * size.height, text: point.name }));
  const drawn = apart(belongs, size.width, size.height, held?.id ?? null);
  const sides = placeLabels(belongs.map((one) => ({ ...one, ...drawn.get(one.id) })), size.width, size.height);
  return (
    <div class="chart" dir="ltr">
      <span class="axis y" aria-hidden="true">{words.axis(y.column, y.unit)} →</span>
      <div ref={box} class="plot" data-plot role="group" aria-label={words.plot(plain(x.column), plain(y.column))}>
        {[true, false].map((high) => [false, true].map((right) => (
          <span key={`${high}${right}`} class={`corner ${high ? "up" : "down"} ${right ? "right" : "left"}`} data-corner>{cornerName(x.column, y.column, right, high)}</span>
        )))}
        {placed.map((one) => <Spread key={`spread ${one.point.id}`} {...one} axes={[x, y]} />)}
        {belongs.map((one) => <Leader key={`leader ${one.id}`} from={one} to={drawn.get(one.id) ?? one} />)}
        {placed.map((one) => (
          <Dot key={one.point.id} {...one} at={drawn.get(one.point.id)} axes={[x, y]} side={sides.get(one.point.id) ?? "right"} rank={ranks.get(one.point.id)?.rank ?? null} held={held?.id === one.point.id} language={props.language} readonly={props.readonly} />
        ))}
      </div>
      <span class="axis x" aria-hidden="true">
        <span>{shown(x.column, x.low, props.language)}</span>
        <span>{words.axis(x.column, x.unit)} →</span>
        <span>{shown(x.column, x.high, props.language)}</span>
      </span>
    </div>
  );
}

const unitOf = ({ row }: Point): string => (typeof row["unit"] === "string" ? row["unit"] : "");

/** The low and the high guess of an improvement, as a line through its point. */
function Spread({ axes: [first, second], point, across, up }: { axes: readonly [Axis, Axis]; point: Point; across: number; up: number }): JSX.Element | null {
  const clamp = (axis: Axis, value: number): number => inset(Math.max(0, Math.min(1, shareOf(axis, value)))) * 100;
  const [wide, high] = [spreadOf(point, first.column), spreadOf(point, second.column)];
  if (wide) return <span class="spread" aria-hidden="true" style={{ left: `${clamp(first, wide[0])}%`, width: `${clamp(first, wide[1]) - clamp(first, wide[0])}%`, top: `${(1 - up) * 100}%` }} data-spread />;
  if (!high) return null;
  return <span class="spread up" aria-hidden="true" style={{ left: `${across * 100}%`, bottom: `${clamp(second, high[0])}%`, height: `${clamp(second, high[1]) - clamp(second, high[0])}%` }} data-spread />;
}

/** From where a point belongs to where it is drawn, where another point takes its place. */
function Leader({ from, to }: { from: Place; to: Place }): JSX.Element | null {
  const [x, y] = [to.x - from.x, to.y - from.y];
  const long = Math.hypot(x, y);
  return long < 3 ? null : <span class="leader" aria-hidden="true" data-leader style={{ left: `${from.x}px`, top: `${from.y}px`, width: `${long}px`, rotate: `${Math.atan2(y, x)}rad` }} />;
}

interface DotProps {
  axes: readonly [Axis, Axis];
  point: Point;
  x: number;
  y: number;
  across: number;
  up: number;
  /** Where it is drawn, in pixels. */
  at: Place | undefined;
  side: Side;
  rank: number | null;
  held: boolean;
  language: string;
  readonly: boolean;
}

function Dot({ axes: [first, second], point, x, y, across, up, at, side, rank, held, language, readonly }: DotProps): JSX.Element {
  const where = cornerAt(first, second, { x: shareOf(first, x), y: shareOf(second, y) });
  const named = (axis: Axis, value: number): string => `${plain(axis.column)} ${shown(axis.column, value, language)}`;
  const spread = (axis: Axis): string => { const ends = spreadOf(point, axis.column); return ends ? words.between(shown(axis.column, ends[0], language), shown(axis.column, ends[1], language), unitOf(point)) : ""; };
  const label = words.point(named(first, x) + spread(first), named(second, y) + spread(second), where);
  const style = at ? { left: `${at.x}px`, top: `${at.y}px` } : { left: `${across * 100}%`, top: `${(1 - up) * 100}%` };
  const look = `dot ${side} ${point.table}${held ? " held" : ""}`;
  const face = (
    <>
      {rank === null ? <i aria-hidden="true">·</i> : <i><span class="out">{words.rank} </span>{rank}</i>}
      <span class="name" dir="auto">{point.name}</span>
      <span class="out">{point.table === "improvements" && `, ${words.improvement}`}{label}</span>
    </>
  );
  if (readonly) return <span class={look} style={style} title={point.name + label}>{face}</span>;
  return (
    <button class={look} style={style} type="button" data-carry={point.id} data-point={point.id} aria-roledescription={words.pointKind} title={`${point.name}${label}\n${words.moveHint}`}>
      {face}
    </button>
  );
}
