/** The priority matrix: opportunities as points to move, those without a place beside it, ranks in a table below. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Host } from "../../hosts/host";
import { whole } from "../../model/document";
import type { Drawn, Look } from "../alone";
import { useOption } from "../option";
import { Lines, Top, turnKeys, useHost } from "../alone_bar";
import { lanesOf, pointsOf, putAt, shown, type Point } from "./cards";
import { drags } from "./drag";
import { List } from "./list";
import { Plot, type Held } from "./plot";
import { useRanks, type Ranks } from "./ranks";
import { axisOf, cornerAt, shareOf, valueAt, type Axis, type Place } from "./scale";
import { words } from "./words";

export interface MatrixLook extends Look {
  readonly x: string;
  readonly y: string;
  readonly method: string;
  readonly lanes: readonly string[];
}

interface Here { points: readonly Point[]; x: Axis; y: Axis; readonly: boolean; language: string; held: Held | null }

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
  const lanes = lanesOf(doc, options.lanes);
  const points = pointsOf(doc, lanes, options.x, options.y);
  const x = useAxis(options.x, points.map((one) => one.x));
  const y = useAxis(options.y, points.map((one) => one.y));
  const here = useRef<Here>({ points, x, y, readonly, language: options.language, held });
  here.current = { points, x, y, readonly, language: options.language, held };
  const [acts] = useState(() => acting(host, here, hold, say, () => root.current));
  useEffect(() => (root.current && !readonly ? drags(root.current, acts) : undefined), [readonly]);
  const waiting = points.filter((one) => one.x === null || one.y === null);
  const empty = lanes.size === 0 ? words.noLane : points.length === 0 ? words.empty : "";
  return (
    <section ref={root} class="cjm matrix" data-theme={options.theme} lang={options.language || undefined} style={{ "--max": options.height || undefined }} data-cjm="matrix" aria-label={words.title} onKeyDown={acts.key} onKeyUp={acts.release} onFocusOut={acts.release}>
      <Top host={host} state={state} title={words.title} hint={words.hint(points.length - waiting.length, waiting.length)}>
        <Method ranks={ranks} method={method} choose={choose} />
      </Top>
      <Lines host={host} state={state} placed={() => false} />
      {(problem || ranks.problem) && <div class="say warning"><p role="status" dir="auto" data-problem>{problem || words.notRanked(ranks.problem)}</p></div>}
      {!whole(doc, "steps") && <div class="say"><p role="status">{words.fetching}</p></div>}
      {empty ? <div class="empty"><span>{empty}</span></div> : (
        <div class="inner">
          <div class="halves">
            <Plot x={x} y={y} points={points} held={held} ranks={ranks.rows} language={options.language} readonly={readonly} />
            <Waiting points={waiting} readonly={readonly} place={acts.middle} />
          </div>
          <List x={x} y={y} points={points} ranks={ranks} language={options.language} readonly={readonly} put={acts.put} complain={complain} />
        </div>
      )}
      <div class="out" role="status" aria-live="polite" data-said>{said}</div>
    </section>
  );
}

/** The axis of a column; it grows with its values and does not shrink under a card that is moved. */
function useAxis(column: string, values: readonly (number | null)[]): Axis {
  const last = useRef<Axis | null>(null);
  const least = last.current?.column === column ? last.current.high : 0;
  last.current = axisOf(column, values.filter((one) => one !== null), least);
  return last.current;
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

function Waiting({ points, readonly, place }: { points: readonly Point[]; readonly: boolean; place: (id: string) => void }): JSX.Element {
  return (
    <div class="aside" data-waiting>
      <h3>{words.waiting}</h3>
      {points.length === 0 && <p>{words.allPlaced}</p>}
      {points.length > 0 && !readonly && <p>{words.waitingHint}</p>}
      <ul role="list">
        {points.map((one) => (
          <li key={one.id}>
            {readonly ? <span class="token" dir="auto">{one.name}</span> : (
              <button class="token" type="button" data-carry={one.id} dir="auto" aria-label={words.place(one.name)} onClick={(event) => event.detail === 0 && place(one.id)}>{one.name}</button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What drags and keys do. A key that repeats moves the point on the page; letting it go makes the edit. */
function acting(host: Host, here: { current: Here }, hold: (held: Held | null) => void, say: (text: string) => void, root: () => HTMLElement | null) {
  const find = (id: string): Point | undefined => here.current.points.find((one) => one.id === id);
  const values = ({ x, y }: Place): { x: number; y: number } => ({ x: valueAt(here.current.x, x), y: valueAt(here.current.y, y) });
  const put = (point: Point, to: { x: number | null; y: number | null }): void => {
    const { x, y, language } = here.current;
    const ops = putAt(point, x.column, y.column, to);
    if (!ops.length) return;
    const off = to.x === null && to.y === null;
    host.edit(ops, off ? words.did.lift(point.name) : words.did.place(point.name));
    say(to.x === null || to.y === null ? words.nowhere : words.at(shown(x.column, to.x, language), shown(y.column, to.y, language), cornerAt(x, y, { x: shareOf(x, to.x), y: shareOf(y, to.y) })));
  };
  const focus = (id: string): void => void requestAnimationFrame(() => requestAnimationFrame(() => root()?.querySelector<HTMLElement>(`[data-carry="${CSS.escape(id)}"]`)?.focus({ preventScroll: true })));
  const release = (): void => {
    const { held } = here.current;
    const point = held && find(held.id);
    hold(null);
    if (held && point) put(point, held);
  };
  const nudge = (point: Point, key: string, times: number): void => {
    const { x, y, held } = here.current;
    const from = held?.id === point.id ? held : { x: point.x ?? 0, y: point.y ?? 0 };
    const [across, up] = [{ ArrowLeft: -1, ArrowRight: 1 }[key] ?? 0, { ArrowDown: -1, ArrowUp: 1 }[key] ?? 0];
    const to = values({ x: shareOf(x, from.x + across * times * x.step), y: shareOf(y, from.y + up * times * y.step) });
    hold({ id: point.id, x: across ? to.x : from.x, y: up ? to.y : from.y });
  };
  return {
    put,
    release,
    middle: (id: string): void => {
      const point = find(id);
      if (point) put(point, values({ x: 0.5, y: 0.5 }));
      focus(id);
    },
    over: (id: string, place: Place | null): void => hold(place && { id, ...values(place) }),
    cancel: (): void => hold(null),
    drop(id: string, place: Place | null, moved: boolean): void {
      const point = find(id);
      hold(null);
      if (!point || !moved) return;
      if (place) put(point, values(place));
      else if (point.x !== null && point.y !== null) put(point, { x: null, y: null });
      focus(id);
    },
    key(event: KeyboardEvent): void {
      turnKeys(host, event);
      const id = (event.composedPath()[0] as Element | undefined)?.closest?.<HTMLElement>("[data-point]")?.dataset["point"];
      const point = id === undefined ? undefined : find(id);
      if (event.defaultPrevented || !point || here.current.readonly || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key.startsWith("Arrow")) nudge(point, event.key, event.shiftKey ? 5 : 1);
      else if (event.key === "Delete" || event.key === "Backspace") {
        put(point, { x: null, y: null });
        focus(point.id);
      } else return;
      event.preventDefault();
    },
  };
}
