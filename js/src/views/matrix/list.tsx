/** All opportunities as a table to sort: ranks, scores and the two values of the plot, which can be written here too. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { readNumber, showNumber } from "../../model/numbers";
import { IMPROVEMENTS, shown, type Point } from "./cards";
import type { Ranked, Ranks } from "./ranks";
import { cornerAt, shareOf, SIZES, type Axis } from "./scale";
import { plain, words } from "./words";

interface ListProps {
  x: Axis;
  y: Axis;
  points: readonly Point[];
  ranks: Ranks;
  language: string;
  readonly: boolean;
  put: (point: Point, values: { x: number | null; y: number | null }) => void;
  complain: (problem: string) => void;
}

type Key = "rank" | "name" | "score" | "x" | "y" | "where";
interface Sorting { by: Key; down: boolean }

export function List(props: ListProps): JSX.Element {
  const { x, y, points, ranks } = props;
  const [sorting, sort] = useState<Sorting>({ by: "rank", down: false });
  const rows = sorted(points, sorting, (point) => keyOf(point, sorting.by, ranks.rows.get(point.id), x, y));
  const bounds = [...ranks.rows.values()].some(({ low }) => low !== null);
  const heads: [Key, string][] = [["rank", words.columns.rank], ["name", words.columns.name], ["score", words.columns.score], ["x", words.axis(x.column, x.unit)], ["y", words.axis(y.column, y.unit)], ["where", words.columns.where]];
  const order = (by: Key): "ascending" | "descending" | undefined => (sorting.by === by ? (sorting.down ? "descending" : "ascending") : undefined);
  return (
    <div class="list" tabIndex={0} role="region" aria-label={words.list}>
      <table>
        <caption class="out">{words.list}</caption>
        <thead>
          <tr>
            {heads.map(([by, name]) => (
              <th key={by} scope="col" class={by === "name" || by === "where" ? "" : "n"} aria-sort={order(by)}>
                <button type="button" data-sort={by} onClick={() => sort({ by, down: sorting.by === by && !sorting.down })}>
                  {name}<span aria-hidden="true"> {sorting.by === by ? (sorting.down ? "▾" : "▴") : ""}</span>
                </button>
              </th>
            ))}
            {bounds && <th scope="col" class="n">{words.interval}</th>}
            <th scope="col">{words.columns.missing}</th>
          </tr>
        </thead>
        <tbody>{rows.map((point) => <Line key={point.id} {...props} point={point} ranked={ranks.rows.get(point.id)} bounds={bounds} />)}</tbody>
      </table>
      {points.some((one) => one.table === IMPROVEMENTS) && <p class="note" data-per-cost>{words.perCost}</p>}
    </div>
  );
}

function Line({ point, ranked, bounds, x, y, language, ...rest }: ListProps & { point: Point; ranked: Ranked | undefined; bounds: boolean }): JSX.Element {
  const where = point.x === null || point.y === null ? words.nowhere : cornerAt(x, y, { x: shareOf(x, point.x), y: shareOf(y, point.y) });
  const number = (value: number | null | undefined): string => (value == null ? "" : showNumber(value, language || undefined));
  const cell = (axis: Axis, which: "x" | "y"): JSX.Element => (
    <td class="n"><Entry {...rest} axis={axis} point={point} language={language} value={point[which]} put={(value) => rest.put(point, { x: point.x, y: point.y, [which]: value })} /></td>
  );
  return (
    <tr data-row={point.id}>
      <td class="n">{number(ranked?.rank)}</td>
      <th scope="row" dir="auto">{point.name}{point.table === "improvements" && <small>{words.improvement}</small>}</th>
      <td class="n">{number(ranked?.score)}</td>
      {cell(x, "x")}
      {cell(y, "y")}
      <td>{where}</td>
      {bounds && <td class="n">{ranked?.low != null && ranked.high != null ? words.ranks(ranked.low, ranked.high) : ""}</td>}
      <td>{ranked?.missing.map(plain).join(", ")}</td>
    </tr>
  );
}

interface EntryProps { axis: Axis; point: Point; value: number | null; language: string; readonly: boolean; put: (value: number | null) => void; complain: (problem: string) => void }

function Entry({ axis, point, value, language, readonly, put, complain }: EntryProps): JSX.Element {
  const text = shown(axis.column, value, language);
  if (readonly) return <>{text}</>;
  const changed = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    const typed = field.value.trim();
    const size = (SIZES as readonly string[]).indexOf(typed.toUpperCase()) + 1;
    const read = typed === "" ? null : axis.column === "effort" ? size || Number.NaN : (readNumber(typed) ?? Number.NaN);
    complain(Number.isNaN(read) ? words.notNumber(typed) : "");
    if (Number.isNaN(read)) field.value = text;
    else put(read);
  };
  return <input class="entry" type="text" inputMode={axis.column === "effort" ? "text" : "decimal"} value={text} aria-label={words.valueOf(axis.column, point.name)} data-entry={axis.column} onChange={changed} />;
}

function keyOf(point: Point, by: Key, ranked: Ranked | undefined, x: Axis, y: Axis): number | string | null {
  if (by === "rank" || by === "score") return ranked?.[by] ?? null;
  if (by === "name") return point.name;
  if (by === "where") return point.x === null || point.y === null ? null : cornerAt(x, y, { x: shareOf(x, point.x), y: shareOf(y, point.y) });
  return point[by];
}

/** In the order of a key; what has none comes last, either way. */
export function sorted(points: readonly Point[], { down }: { down: boolean }, key: (point: Point) => number | string | null): Point[] {
  const way = down ? -1 : 1;
  return points
    .map((point, at) => ({ point, at, key: key(point) }))
    .sort((a, b) => {
      if (a.key === null || b.key === null) return a.key === b.key ? a.at - b.at : a.key === null ? 1 : -1;
      const between = typeof a.key === "string" ? a.key.localeCompare(String(b.key)) : a.key - Number(b.key);
      return way * between || a.at - b.at;
    })
    .map(({ point }) => point);
}
