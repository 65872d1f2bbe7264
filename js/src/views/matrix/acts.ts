/** What drags and keys do to points. A key that repeats moves the point on the page; letting it go makes the edit. */
import type { Host } from "../../hosts/host";
import { turnKeys } from "../alone_bar";
import { putAt, shown, type Point } from "./cards";
import type { Carrying } from "./drag";
import type { Held } from "./plot";
import { cornerAt, shareOf, valueAt, type Axis, type Place } from "./scale";
import { words } from "./words";

/** What is drawn now. */
export interface Here {
  readonly points: readonly Point[];
  readonly x: Axis;
  readonly y: Axis;
  readonly readonly: boolean;
  readonly language: string;
  readonly held: Held | null;
}

interface Context {
  readonly host: Host;
  readonly here: { readonly current: Here };
  readonly root: { readonly current: HTMLElement | null };
  hold(held: Held | null): void;
  say(text: string): void;
}

interface Values { readonly x: number | null; readonly y: number | null }

export interface Acts extends Carrying {
  put(point: Point, to: Values): void;
  middle(id: string): void;
  release(): void;
  key(event: KeyboardEvent): void;
}

export function acting(ctx: Context): Acts {
  return {
    put: (point, to) => put(ctx, point, to),
    release: () => release(ctx),
    middle(id) {
      const point = find(ctx, id);
      if (point) put(ctx, point, valuesAt(ctx, { x: 0.5, y: 0.5 }));
      focus(ctx, id);
    },
    over: (id, place) => ctx.hold(place && { id, ...valuesAt(ctx, place) }),
    cancel: () => ctx.hold(null),
    drop: (id, place, moved) => drop(ctx, id, place, moved),
    key: (event) => key(ctx, event),
  };
}

const find = ({ here }: Context, id: string): Point | undefined => here.current.points.find((one) => one.id === id);

function valuesAt({ here }: Context, { x, y }: Place): { x: number; y: number } {
  return { x: valueAt(here.current.x, x), y: valueAt(here.current.y, y) };
}

function put({ host, here, say }: Context, point: Point, to: Values): void {
  const { x, y, language } = here.current;
  const ops = putAt(point, x.column, y.column, to);
  if (!ops.length) return;
  host.edit(ops, to.x === null && to.y === null ? words.did.lift(point.name) : words.did.place(point.name));
  if (to.x === null || to.y === null) return say(words.nowhere);
  const where = cornerAt(x, y, { x: shareOf(x, to.x), y: shareOf(y, to.y) });
  say(words.at(shown(x.column, to.x, language), shown(y.column, to.y, language), where));
}

/** A card that was placed or taken off is another element than before; the focus goes with it. */
function focus({ root }: Context, id: string): void {
  const there = (): void => root.current?.querySelector<HTMLElement>(`[data-carry="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
  requestAnimationFrame(() => requestAnimationFrame(there));
}

function release(ctx: Context): void {
  const { held } = ctx.here.current;
  const point = held && find(ctx, held.id);
  ctx.hold(null);
  if (held && point) put(ctx, point, held);
}

function drop(ctx: Context, id: string, place: Place | null, moved: boolean): void {
  const point = find(ctx, id);
  ctx.hold(null);
  if (!point || !moved) return;
  if (place) put(ctx, point, valuesAt(ctx, place));
  else if (point.x !== null && point.y !== null) put(ctx, point, { x: null, y: null });
  focus(ctx, id);
}

function key(ctx: Context, event: KeyboardEvent): void {
  turnKeys(ctx.host, event);
  const id = (event.composedPath()[0] as Element | undefined)?.closest?.<HTMLElement>("[data-point]")?.dataset["point"];
  const point = id === undefined ? undefined : find(ctx, id);
  if (event.defaultPrevented || !point || ctx.here.current.readonly || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.startsWith("Arrow")) nudge(ctx, point, event.key, event.shiftKey ? 5 : 1);
  else if (event.key === "Delete" || event.key === "Backspace") {
    put(ctx, point, { x: null, y: null });
    focus(ctx, point.id);
  } else return;
  event.preventDefault();
}

function nudge(ctx: Context, point: Point, name: string, times: number): void {
  const { x, y, held } = ctx.here.current;
  const from = held?.id === point.id ? held : { x: point.x ?? 0, y: point.y ?? 0 };
  const across = name === "ArrowRight" ? times : name === "ArrowLeft" ? -times : 0;
  const up = name === "ArrowUp" ? times : name === "ArrowDown" ? -times : 0;
  const to = valuesAt(ctx, { x: shareOf(x, from.x + across * x.step), y: shareOf(y, from.y + up * y.step) });
  ctx.hold({ id: point.id, x: across ? to.x : from.x, y: up ? to.y : from.y });
}
