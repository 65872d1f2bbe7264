/** The scroll container: a sticky head, the lanes, and only the columns in view. */
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { HostState } from "../hosts/host";
import { rulesOf } from "../layout/rules";
import { portOf } from "./aside";
import type { Control, Ui } from "./control";
import { settle } from "./cursor";
import { begin } from "./editing";
import { drawnSlots, type Frame, type Slot } from "./frame";
import { StageRow, StepRow } from "./head";
import { LaneRow, Rule } from "./lane";
import type { Layer, LinksModule } from "./links/port";
import { marksOf, PATIENCE, type Marks } from "./marks";
import { useMounted } from "./part";
import { useWatched } from "./store";
import { words } from "./words";

interface BoardProps {
  ctl: Control;
  state: HostState;
  ui: Ui;
}

export function BoardView({ ctl, state, ui }: BoardProps): JSX.Element {
  const port = useWatched(ctl.port);
  const scroll = useRef<HTMLDivElement>(null);
  const marks = useMarks(state, ui.mine);
  const { frame } = ctl;
  const over = ui.landing;
  const kept = keptSlot(ctl, ui);
  const slots = useMemo(() => drawnSlots(frame, port.from, port.to, kept), [frame, port.from, port.to, kept]);
  useWindow(ctl, scroll);
  const links = useMounted<LinksModule, Layer>(ctl, state.doc.kind === "map", ({ mountLinks }) => mountLinks({ ...portOf(ctl), ctl, begin }));
  useWanted(ctl, frame, slots);
  useLayoutEffect(() => {
    ctl.drawn = frame;
    settle(ctl);
    links.current?.update();
  });
  const rules = useMemo(() => rulesOf(frame.lanes.map(({ row }) => row)), [frame.lanes]);
  const shared = { ctl, frame, slots, editing: ui.editing, landing: over };
  const size = { "--rail": `${frame.rail}px`, "--col": `${frame.column}px`, "--w": `${frame.plan.width}px` };
  return (
    <div ref={scroll} class={`scroll ${frame.near ? "near" : "far"} ${isBlank(state) ? "blank" : ""}`} style={size} data-scroll data-linked={state.doc.tables.links.size > 0 || undefined}>
      <div class="board" role="grid" aria-label={words.grid(state.doc.title)} aria-rowcount={frame.rows.length} aria-colcount={frame.slots + 1} aria-multiselectable="true" aria-readonly={state.readonly}>
        <div class="head" role="rowgroup">
          {frame.headRows > 1 && <StageRow {...shared} />}
          <StepRow {...shared} />
        </div>
        <div class="body" role="rowgroup">
          {frame.lanes.flatMap((look, index) => {
            const rule = rules.get(look.id) ?? null;
            const height = port.resizing?.lane === look.id ? port.resizing.height : null;
            const lane = <LaneRow key={look.id} {...shared} landing={over && "lane" in over && over.lane === look.id ? over : null} state={state} turn={port.turn} look={look} index={index} marks={marks} readonly={state.readonly} height={height} rule={rule} held={port.held?.lane === look.id ? port.held : null} />;
            return rule ? [<Rule key={`rule-${look.id}`} kind={rule} />, lane] : [lane];
          })}
        </div>
      </div>
    </div>
  );
}

/** A map without a card shows in every cell what could be written there. */
const isBlank = ({ doc }: HostState): boolean => doc.kind === "map" && doc.tables.cards.size === 0;

/** The column of the cursor stays drawn while the grid has the focus, or its editor is open. */
function keptSlot(ctl: Control, ui: Ui): number {
  const inside = ctl.root?.getRootNode() as ShadowRoot | undefined;
  return ui.editing || inside?.activeElement ? ctl.spot.slot : -1;
}

/** Follows the scroll position and the width; the columns change only when a new stretch comes into view. */
function useWindow(ctl: Control, scroll: { readonly current: HTMLDivElement | null }): void {
  useLayoutEffect(() => {
    const element = scroll.current;
    if (!element) return;
    ctl.scroll = element;
    let asked = 0;
    const look = (): void => {
      asked = 0;
      const { column, rail } = ctl.frame;
      const stretch = column * 2;
      const left = Math.floor((element.scrollLeft - column) / stretch) * stretch;
      const right = Math.ceil((element.scrollLeft + (ctl.port.get().width || 1200) - rail + column) / stretch) * stretch;
      ctl.port.set({ from: Math.max(0, left), to: right });
    };
    const scrolled = (): void => {
      asked ||= requestAnimationFrame(look);
    };
    const sized = new ResizeObserver(([entry]) => {
      ctl.port.set({ width: Math.round(entry?.contentRect.width ?? 0) });
      look();
    });
    sized.observe(element);
    element.addEventListener("scroll", scrolled, { passive: true });
    return () => {
      sized.disconnect();
      element.removeEventListener("scroll", scrolled);
      cancelAnimationFrame(asked);
      ctl.scroll = null;
    };
  }, []);
}

/** Asks for the steps in view that are not here, and for the ends of cards that span into view: Python says where these are. */
function useWanted(ctl: Control, frame: Frame, slots: readonly Slot[]): void {
  const { spans } = ctl.host.state().overlays;
  useLayoutEffect(() => {
    const here = slots.flatMap((slot) => (slot.kind === "step" ? [slot.position] : []));
    for (const ends of Array.isArray(spans) ? (spans as number[][]) : [])
      if ((ends[0] ?? 0) <= (here.at(-1) ?? -1) && (ends[1] ?? 0) >= (here[0] ?? 0)) ends.forEach((at) => ctl.host.want(at, at + 1));
    const missing = slots.flatMap((slot) => (slot.kind === "step" && (slot.id === undefined || !frame.doc.tables.steps.rows.has(slot.id)) ? [slot.position] : []));
    const [first, last] = [missing[0], missing.at(-1)];
    if (first !== undefined && last !== undefined) ctl.host.want(first, last + 1);
  }, [frame.doc, spans, slots[0]?.index, slots.at(-1)?.index]);
}

/** The marks of the cells, looked at again when an edit has waited long enough to say so. */
function useMarks(state: HostState, mine: Ui["mine"]): Marks {
  const [now, tick] = useState(0);
  useEffect(() => {
    const young = state.pending.filter((one) => performance.now() - one.since < PATIENCE);
    const [first] = young;
    if (!first) return;
    const timer = setTimeout(() => tick(performance.now()), PATIENCE + first.since - performance.now() + 5);
    return () => clearTimeout(timer);
  }, [state.pending, now]);
  return useMemo(() => marksOf(state, performance.now(), mine), [mine, state.pending, state.refused, state.elsewhere, state.connection, state.overlays["diff"], state.doc.tables.lanes, now]);
}
