/** The place of the paths lane. What draws it is loaded when a map has such a lane; until then its cells tell the moves as they stand in the table. */
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { rowsOf, value } from "../model/document";
import type { Doc } from "../model/types";
import { say, type Control } from "./control";
import { goTo } from "./cursor";
import { slotOfStep, type Frame, type Slot } from "./frame";
import { useMounted } from "./part";
import type { Paths, PathsModule } from "./paths/port";

const drawn = new WeakMap<Control, Paths>();
let drawing: PathsModule | null = null;

/** What a cell of the lane says. */
export const movesText = (doc: Doc, step: string): string => (drawing ? drawing.told(doc, step) : plain(doc, step));

const plain = (doc: Doc, step: string): string =>
  rowsOf(doc, "transitions").filter((one) => one["source"] === step).map(({ target, probability }) => `→ ${value(doc, "steps", String(target), "name") ?? target} ${probability ?? ""}`).join("\n");

/** Opens the moves of a step; false where they are not drawn. */
export function enterMoves(ctl: Control, step: string): boolean {
  drawn.get(ctl)?.enter(step);
  return drawn.has(ctl);
}

interface PathsProps { ctl: Control; frame: Frame; slots: readonly Slot[]; lane: string; readonly: boolean }

export function PathsLane({ ctl, frame, slots, lane, readonly }: PathsProps): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const { zoom } = ctl.port.get();
  const now = { doc: frame.doc, plan: frame.plan, near: frame.near, slots, zoom, readonly };
  const latest = useRef(now);
  latest.current = now;
  const paths = useMounted<PathsModule, Paths>(ctl, true, (loaded) => {
    drawing = loaded;
    const mine = loaded.mountPaths(place.current as HTMLDivElement, {
      host: ctl.host,
      rail: place.current?.parentElement?.querySelector<HTMLElement>("[data-ways]") ?? null,
      root: ctl.root as HTMLElement,
      visit: (step) => goTo(ctl, { row: `lane:${lane}`, slot: slotOfStep(ctl, step), item: 0 }),
      say: (text) => say(ctl, text),
    });
    drawn.set(ctl, mine);
    mine.update(latest.current);
    ctl.port.set({ turn: ctl.port.get().turn + 1 });
    return mine;
  });
  useLayoutEffect(() => paths.current?.update(latest.current), Object.values(now));
  return <div ref={place} role="presentation" />;
}
