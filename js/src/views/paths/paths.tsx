/** The paths lane: draws the moves on the columns of the grid and has them edited. It knows the host and its port, nothing of the grid. */
import { render, type ComponentChild, type JSX } from "preact";
import { useEffect, useLayoutEffect, useMemo } from "preact/hooks";
import type { Drawing as Laid } from "../../layout/paths/shapes";
import { movesIn, variantsIn, type Move } from "../../model/moves";
import type { Anchor } from "../pop";
import { store, useWatched, type Store } from "../store";
import type { Act, Made } from "./acts";
import { add, putTarget } from "./acts";
import { toldIn, type Told } from "../measured/told";
import { MovesBox } from "./box";
import { drags, type Carry, type DragPort, type Grip } from "./drag";
import { Drawing, layOut } from "./drawing";
import css from "./paths.css?inline";
import type { Paths, PathsPort, PathsView } from "./port";
import { Rail, type Shown } from "./rail";
import { read, type Reading } from "./read";

interface Ui extends Shown {
  readonly view: PathsView | null;
  readonly open: { step: string; anchor: Anchor } | null;
  readonly selected: string | null;
  readonly carry: Carry | null;
  /** What a log says of the moves. */
  readonly measured: Told | null;
}

/** What was drawn last: the pointer asks it where things are. */
interface Last {
  reading: Reading | null;
  drawing: Laid | null;
}

/** Draws the lane into a place, its styles with it. */
export function mountPaths(place: HTMLElement, port: PathsPort): Paths {
  const style = document.createElement("style");
  style.textContent = css;
  const root = document.createElement("div");
  root.className = "pt-root";
  const boxes = document.createElement("div");
  place.append(style, root);
  port.root.append(boxes);
  const ui = store<Ui>({ view: null, mode: "actual", variant: null, open: null, selected: null, carry: null, measured: null });
  const last: Last = { reading: null, drawing: null };
  const act = actor(port, ui);
  const look = (): void => ui.set({ measured: toldIn(port.host.state().overlays["measured"]) });
  const deaf = port.host.subscribe(look);
  look();
  const stop = drags(root, dragPort(root, port, ui, last, act));
  render(<Lane port={port} boxes={boxes} ui={ui} last={last} act={act} />, root);
  return {
    update: (view) => ui.set({ view }),
    enter: (step) => openBox(root, ui, last, step, null),
    destroy() {
      stop();
      deaf();
      render(null, root);
      boxes.remove();
      style.remove();
      root.remove();
    },
  };
}

type Actor = (made: Made) => string;

/** Carries an edit out; gives the sentence where it cannot be. */
function actor(port: PathsPort, ui: Store<Ui>): Actor {
  const done = ({ ops, label }: Act): string => {
    if (!ops.length || ui.get().view?.readonly) return "";
    port.host.edit(ops, label);
    port.say(label);
    return "";
  };
  return (made) => {
    if ("ops" in made) return done(made);
    port.say(made.problem);
    return made.problem;
  };
}

function Lane({ port, boxes, ui, last, act }: { port: PathsPort; boxes: HTMLElement; ui: Store<Ui>; last: Last; act: Actor }): JSX.Element | null {
  const { view, mode, variant, open, selected, carry, measured } = useWatched(ui);
  const doc = view?.doc;
  const variants = useMemo(() => (doc ? variantsIn(doc) : []), [doc?.tables.transitions]);
  const plans = useMemo(() => (doc ? movesIn(doc).some(({ planned }) => planned !== null) : false), [doc?.tables.transitions]);
  const kept = { mode: plans ? mode : "actual", variant: variant !== null && variants.includes(variant) ? variant : null } as const;
  const reading = useMemo(() => (view ? read(view, kept.mode, kept.variant, measured) : null), [measured, doc?.tables.transitions, doc?.tables.steps, doc?.tables.stages, view?.plan, view?.slots, view?.zoom, kept.mode, kept.variant]);
  const drawing = useMemo(() => (reading ? layOut(reading) : null), [reading]);
  Object.assign(last, { reading, drawing });
  const row = port.rail?.closest<HTMLElement>("[data-row]");
  useEffect(() => row?.style.setProperty("--paths", `${drawing?.height ?? 0}px`), [row, drawing?.height]);
  if (!view || !reading || !drawing || !doc) return null;
  const rail = { shown: kept, plans, variants, measured, put: (change: Partial<Shown>) => ui.set(change) };
  const shut = (back: boolean): void => {
    ui.set({ open: null, selected: null });
    if (back && open) port.visit(open.step);
  };
  return (
    <>
      <Drawing doc={doc} reading={reading} drawing={drawing} zoom={view.zoom} mode={kept.mode} selected={selected} carry={carry} readonly={view.readonly} />
      {port.rail && <Elsewhere into={port.rail}><Rail {...rail} /></Elsewhere>}
      <Elsewhere into={boxes}>{open && <MovesBox doc={doc} measured={measured} step={open.step} anchor={open.anchor} selected={selected} readonly={view.readonly} select={(move) => ui.set({ selected: move })} act={act} close={shut}><Rail {...rail} tab /></MovesBox>}</Elsewhere>
    </>
  );
}

/** Draws into another element of the page: the rail is none of ours, and a dialog must not stand in a row of the grid. */
function Elsewhere({ into, children }: { into: HTMLElement; children: ComponentChild }): null {
  useLayoutEffect(() => render(children, into));
  useEffect(() => () => render(null, into), [into]);
  return null;
}

function openBox(root: HTMLElement, ui: Store<Ui>, { reading, drawing }: Last, step: string, selected: string | null): void {
  const at = reading?.nodes.findIndex((node) => node.step === step) ?? -1;
  const box = drawing?.nodes[at];
  const frame = root.firstElementChild?.getBoundingClientRect();
  if (!reading || !box || !frame) return;
  const left = frame.left + box.x - reading.from;
  const anchor = { left, right: left + box.w, top: frame.top + box.y, bottom: frame.top + box.y + box.h };
  ui.set({ open: { step, anchor }, selected });
}

function dragPort(root: HTMLElement, port: PathsPort, ui: Store<Ui>, last: Last, act: Actor): DragPort {
  const movesOf = (id: string): readonly Move[] => last.reading?.drawn.get(id)?.moves ?? [];
  const stepAt = (node: number): string | null => last.reading?.nodes[node]?.step ?? null;
  const from = (): number => last.reading?.from ?? 0;
  return {
    free: (grip) => !ui.get().view?.readonly && (grip.what === "node" ? stepAt(grip.node) !== null : grip.what === "head" && movesOf(grip.move).length === 1),
    start(grip: Grip) {
      const box = grip.what === "node" ? last.drawing?.nodes[grip.node] : undefined;
      if (box) return [box.x + box.w / 2, box.y + 4];
      const line = grip.what === "node" ? undefined : last.drawing?.lines.find(({ id }) => id === grip.move);
      return line ? [line.bend[0], line.bend[1]] : null;
    },
    frame: () => {
      const { left, top, width, height } = (root.firstElementChild ?? root).getBoundingClientRect();
      return new DOMRect(left - from(), top, width, height);
    },
    nodeAt(x, y) {
      const found = last.drawing?.nodes.findIndex((box) => x >= box.x - 12 && x <= box.x + box.w + 12 && y >= box.y - 30 && y <= box.y + box.h + 30) ?? -1;
      return found < 0 || stepAt(found) === null ? null : found;
    },
    show: (carry) => ui.set({ carry }),
    click(grip) {
      const step = grip.what === "node" ? stepAt(grip.node) : movesOf(grip.move)[0]?.source;
      if (grip.what === "node" && step) port.visit(step);
      else if (grip.what !== "node" && step) openBox(root, ui, last, step, movesOf(grip.move)[0]?.id ?? null);
    },
    drop(grip, node) {
      const { doc } = port.host.state();
      const target = stepAt(node);
      if (target === null) return;
      const source = grip.what === "node" ? stepAt(grip.node) : null;
      const [move] = grip.what === "node" ? [] : movesOf(grip.move);
      if (source !== null) act(add(doc, source, target));
      else if (move) act(putTarget(doc, move, target));
    },
  };
}

export { told } from "./words";
