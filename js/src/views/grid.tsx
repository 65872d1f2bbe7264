/** The grid: title bar, what there is to say, the board, and the boxes that open over it. */
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { addStageAfter, addStepAt } from "./actions";
import { Aside, fromHost, type LoadPanels } from "./aside";
import { Bar } from "./bar";
import { BoardView } from "./board";
import { listen } from "./listen";
import type { HostState } from "../hosts/host";
import { say, type Control } from "./control";
import { FindBar } from "./find";
import type { Half, Measures } from "./frame";
import { LanesMenu } from "./lanes";
import { Menu } from "./menus";
import { Says } from "./says";
import { useWatched } from "./store";
import { words } from "./words";

export interface GridOptions {
  height: string;
  zoom: number;
  theme: "light" | "dark";
  language: string;
  /** Where the panels' code comes from; Python, where nothing is said. */
  panels?: LoadPanels;
  half?: Half;
  /** How wide columns are, where not all alike. */
  widths?: Measures["widths"];
  /** What a widget on the grid has under the title bar. */
  tools?: (state: HostState, ctl: Control) => JSX.Element;
}

/** The part of the options that the board measures by. */
export const measuresOf = ({ zoom, half = "both", widths = null }: Pick<GridOptions, "zoom" | "half" | "widths">): Pick<Measures, "zoom" | "half" | "widths"> => ({ zoom, half, widths });

export function Grid({ ctl, options }: { ctl: Control; options: GridOptions }): JSX.Element {
  const root = useRef<HTMLElement>(null);
  const ui = useWatched(ctl.ui);
  const owner = useMemo(() => ({ get: () => ctl.host.state(), subscribe: (tell: () => void) => ctl.host.subscribe(tell) }), [ctl]);
  const state = useWatched(owner);
  useLayoutEffect(() => {
    const element = root.current;
    if (!element) return;
    ctl.root = element;
    const stop = listen(ctl, element);
    return () => {
      stop();
      ctl.root = null;
    };
  }, []);
  useEffect(() => ctl.port.set(measuresOf(options)), [options.zoom, options.half, options.widths]);
  const newest = state.refused.at(-1);
  useEffect(() => {
    if (newest) say(ctl, words.said.refused(newest.reason));
  }, [newest?.counter]);
  const { steps, lanes } = state.doc.tables;
  const style = { "--zoom": options.zoom, "--max": options.height || undefined };
  return (
    <section ref={root} class="cjm" data-theme={options.theme} lang={options.language || undefined} style={style} data-cjm="grid" aria-label={words.grid(state.doc.title)}>
      <Bar ctl={ctl} state={state} ui={ui} />
      {options.tools?.(state, ctl)}
      {ui.finding && <FindBar ctl={ctl} />}
      <Says ctl={ctl} state={state} ui={ui} />
      {steps.size === 0 && <Empty ctl={ctl} text={words.emptyMap} readonly={state.readonly} />}
      {steps.size > 0 && lanes.size === 0 && <Empty ctl={ctl} text={words.emptyLanes} readonly />}
      <div class="main">
        <BoardView ctl={ctl} state={state} ui={ui} />
        {ui.panel && <Aside ctl={ctl} shown={ui.panel} load={options.panels ?? fromHost} />}
      </div>
      {ui.menu && <Menu ctl={ctl} menu={ui.menu} />}
      {ui.lanes && <LanesMenu ctl={ctl} anchor={ui.lanes} state={state} />}
      <div class="out" role="status" aria-live="polite" data-said>{ui.said}</div>
    </section>
  );
}

function Empty({ ctl, text, readonly }: { ctl: Control; text: string; readonly: boolean }): JSX.Element {
  const stages = ctl.host.state().doc.tables.stages.size;
  return (
    <div class="empty">
      <span>{text}</span>
      {!readonly && stages === 0 && <button class="btn" type="button" onClick={() => addStageAfter(ctl, -1)}>{words.act.addStageOn}</button>}
      {!readonly && <button class="btn" type="button" onClick={() => addStepAt(ctl, -1, true)}>{words.newStep}</button>}
    </div>
  );
}
