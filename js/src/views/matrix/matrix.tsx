/** The priority matrix: opportunities as points to move, those without a place beside it, ranks in a table below. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Host } from "../../hosts/host";
import { whole } from "../../model/document";
import type { Doc } from "../../model/types";
import type { Drawn, Look } from "../alone";
import { useOption } from "../option";
import { Lines, Top, useHost } from "../alone_bar";
import { acting, type Here } from "./acts";
import { fits, IMPROVEMENTS, lanesOf, pointsOf, spreadOf, unitOf, type Point } from "./cards";
import { drags } from "./drag";
import { List } from "./list";
import { Plot, type Held } from "./plot";
import { useRanks, type Ranks } from "./ranks";
import { axisOf, type Axis } from "./scale";
import { words } from "./words";

export interface MatrixLook extends Look {
  readonly x: string;
  readonly y: string;
  readonly method: string;
  readonly lanes: readonly string[];
}

export function Matrix({ host, options }: { host: Host; options: Drawn<MatrixLook> }): JSX.Element {
  const state = useHost(host);
  const { doc, readonly } = state;
  const root = useRef<HTMLElement>(null);
  const [held, hold] = useState<Held | null>(null);
  const [said, say] = useState("");
  const [problem, complain] = useState("");
  const [method, choose] = useOption(options.method);
  useEffect(() => void (whole(doc, "steps") || host.want(0, doc.tables.steps.size)), [doc.tables.steps]);
  const ranks = useRanks(host, state, method);
  const { lanes, all, points } = drawnOf(doc, options);
  const [across, up] = [options.x, options.y].map((column) => unitOf(column, points, doc.meta["currency"]));
  const x = useAxis(options.x, across, points.flatMap((one) => [one.x, ...(spreadOf(one, options.x) ?? [])]));
  const y = useAxis(options.y, up, points.flatMap((one) => [one.y, ...(spreadOf(one, options.y) ?? [])]));
  const here = useRef<Here>({ points, x, y, readonly, language: options.language, held });
  here.current = { points, x, y, readonly, language: options.language, held };
  const [acts] = useState(() => acting({ host, here, hold, say, root }));
  useEffect(() => (root.current && !readonly ? drags(root.current, acts) : undefined), [readonly]);
  const waiting = points.filter((one) => one.x === null || one.y === null);
  const empty = all.length > 0 ? "" : lanes.size === 0 ? words.noLane : words.empty;
  return (
    <section ref={root} class="cjm matrix" data-theme={options.theme} lang={options.language || undefined} style={{ "--max": options.height || undefined }} data-cjm="matrix" aria-label={words.title} onKeyDown={acts.key} onKeyUp={acts.release} onFocusOut={acts.release}>
      <Top host={host} state={state} title={words.title} hint={words.hint(points.length - waiting.length, waiting.length, points.some((one) => one.table === IMPROVEMENTS))}>
        <Method ranks={ranks} method={method} choose={choose} />
      </Top>
      <Lines host={host} state={state} placed={() => false} />
      <Problems problem={problem || (ranks.problem && words.notRanked(ranks.problem))} fetching={!whole(doc, "steps")} />
      {empty ? <div class="empty"><span>{empty}</span></div> : (
        <div class="inner">
          <div class="halves">
            <Plot x={x} y={y} points={points} held={held} ranks={ranks.rows} language={options.language} readonly={readonly} />
            <Waiting points={waiting} others={all.filter((one) => !points.includes(one))} axes={[options.x, options.y]} readonly={readonly} place={acts.middle} />
          </div>
          <List x={x} y={y} points={points} ranks={ranks} language={options.language} readonly={readonly} put={acts.put} complain={complain} />
        </div>
      )}
      <div class="out" role="status" aria-live="polite" data-said>{said}</div>
    </section>
  );
}

/** All that could be points, and those that both axes can show. */
function drawnOf(doc: Doc, { lanes: wanted, x, y }: MatrixLook): { lanes: Set<string>; all: Point[]; points: Point[] } {
  const lanes = lanesOf(doc, wanted);
  const all = pointsOf(doc, lanes, x, y, wanted.length === 0 || wanted.includes(IMPROVEMENTS));
  return { lanes, all, points: all.filter((one) => fits(one, x, all) && fits(one, y, all)) };
}

function Problems({ problem, fetching }: { problem: string; fetching: boolean }): JSX.Element {
  return (
    <>
      {problem && <div class="say warning"><p role="status" dir="auto" data-problem>{problem}</p></div>}
      {fetching && <div class="say"><p role="status">{words.fetching}</p></div>}
    </>
  );
}

/** The axis of a column; it grows with its values and does not shrink under a card that is moved. */
function useAxis(column: string, unit: string | undefined, values: readonly (number | null)[]): Axis {
  const last = useRef<Axis | null>(null);
  const least = last.current?.column === column ? last.current.high : 0;
  last.current = axisOf(column, values.filter((one) => one !== null), least);
  return unit ? { ...last.current, unit } : last.current;
}

function Method({ ranks, method, choose }: { ranks: Ranks; method: string; choose: (method: string) => void }): JSX.Element {
  const names = ranks.methods.includes(method) ? ranks.methods : [method, ...ranks.methods];
  return (
    <label class="method">
      {words.method}
      <select class="btn" data-method onChange={(event) => choose((event.target as HTMLSelectElement).value)}>
        {names.map((one) => <option key={one} value={one} selected={one === method}>{words.methods[one] ?? one}</option>)}
      </select>
    </label>
  );
}

interface WaitingProps { points: readonly Point[]; others: readonly Point[]; axes: readonly [string, string]; readonly: boolean; place: (id: string) => void }

function Waiting({ points, others, axes, readonly, place }: WaitingProps): JSX.Element {
  return (
    <div class="aside" data-waiting>
      <h3>{words.waiting}</h3>
      {points.length === 0 && <p>{words.allPlaced}</p>}
      {points.length > 0 && !readonly && <p>{words.waitingHint}</p>}
      <ul role="list">
        {points.map((one) => (
          <li key={one.id}>
            {readonly ? <span class={`token ${one.table}`} dir="auto">{one.name}</span> : (
              <button class={`token ${one.table}`} type="button" data-carry={one.id} dir="auto" aria-label={words.place(one.name)} onClick={(event) => event.detail === 0 && place(one.id)}>{one.name}</button>
            )}
          </li>
        ))}
      </ul>
      <Others points={others} axes={axes} />
    </div>
  );
}

/** What the two axes cannot show: cards have no cost, improvements no impact. Which axes would is said. */
function Others({ points, axes }: { points: readonly Point[]; axes: readonly [string, string] }): JSX.Element | null {
  if (!points.length) return null;
  const tables = (["cards", "improvements"] as const).filter((table) => points.some((one) => one.table === table));
  return (
    <div data-elsewhere>
      <h3>{words.elsewhere}</h3>
      {tables.map((table) => <p key={table}>{words.axesOf(table, axes.filter((axis) => points.some((one) => one.table === table && !fits(one, axis, points))))}</p>)}
      <ul role="list">{points.map((one) => <li key={one.id}><span class={`token ${one.table}`} dir="auto">{one.name}</span></li>)}</ul>
    </div>
  );
}
