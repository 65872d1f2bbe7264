/** The place beside the board where panels are drawn. Their code is a module of its own: it is asked for when one is first opened. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Host } from "../hosts/host";
import { row } from "../model/document";
import { items } from "../model/items";
import { docOf, say, type Control, type Spot } from "./control";
import { goTo, reveal } from "./cursor";
import { headAt, laneOf, slotOfStep, stepAt } from "./frame";
import { part } from "./part";
import type { PanelPort, Panels, PanelsModule, Shown, Target } from "./panels/port";
import { words } from "./words";

export type LoadPanels = (host: Host) => Promise<PanelsModule>;

export const fromHost: LoadPanels = (host) => part<PanelsModule>(host, "panels");

export function Aside({ ctl, shown, load }: { ctl: Control; shown: Shown; load: LoadPanels }): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const panels = useRef<Panels | null>(null);
  const [problem, fail] = useState<string | null>(null);
  const [turn, again] = useState(0);
  useEffect(() => {
    let here = true;
    fail(null);
    load(ctl.host).then(
      ({ open }) => {
        if (!here || !place.current) return;
        panels.current = open(place.current, portOf(ctl));
        panels.current.show(ctl.ui.get().panel ?? shown);
      },
      (error: unknown) => here && fail(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      here = false;
      panels.current?.destroy();
      panels.current = null;
    };
  }, [turn]);
  useEffect(() => panels.current?.show(shown), [shown]);
  useEffect(() => reveal(ctl, ctl.spot), [shown.what]);
  return (
    <aside class={`aside ${shown.what === "checks" ? "broad" : ""}`} onKeyDown={(event) => event.key === "Escape" && closePanel(ctl)}>
      <div ref={place} />
      {problem !== null && (
        <p class="why" role="alert" data-panel-problem>
          {words.panelFailed(problem)}{" "}
          <button type="button" class="link" onClick={() => again(turn + 1)}>{words.tryAgain}</button>{" · "}
          <button type="button" class="link" onClick={() => closePanel(ctl)}>{words.close}</button>
        </p>
      )}
    </aside>
  );
}

export function closePanel(ctl: Control): void {
  ctl.ui.set({ panel: null });
  goTo(ctl, ctl.spot, ctl.anchor !== null);
}

export function portOf(ctl: Control): PanelPort {
  return {
    host: ctl.host,
    close: () => closePanel(ctl),
    back: () => goTo(ctl, ctl.spot),
    visit: (target) => visit(ctl, target),
    open: (panel) => ctl.ui.set({ panel }),
    say: (text) => say(ctl, text),
  };
}

/** What the panel of a spot is about; null where there is nothing to say of it. */
export function detailsAt(ctl: Control, spot: Spot): Shown | null {
  const doc = docOf(ctl);
  const lane = laneOf(ctl.frame, spot.row);
  const step = spot.slot < 0 ? null : (stepAt(ctl.frame, spot.slot)?.step ?? null);
  if (doc.kind !== "map" && !(doc.kind === "long" && lane && step)) return null;
  if (!lane || step === null) return headOf(ctl, spot);
  const cell = { step, lane: lane.id };
  const found = items(doc, cell);
  const card = (found[spot.item] ?? found[0])?.card;
  if (card) return { what: "row", table: "cards", id: card.id };
  return lane.column === null || doc.kind !== "map" ? null : { what: "cell", ...cell };
}

function headOf({ frame }: Control, spot: Spot): Shown | null {
  const head = headAt(frame, spot);
  return head && row(frame.doc, head.at, head.id) ? { what: "row", table: head.at, id: head.id } : null;
}

/** Opens the panel of a spot, or says that there is none. */
export function openDetails(ctl: Control, spot: Spot): void {
  const panel = detailsAt(ctl, spot);
  if (panel) ctl.ui.set({ panel, menu: null });
  else say(ctl, words.noDetails);
}

/** Puts the cursor on a card, a cell, a step, a lane or a stage; false where it is not drawn. */
function visit(ctl: Control, target: Target): boolean {
  const spot = spotFor(ctl, target);
  if (!spot) return false;
  const width = ctl.root?.clientWidth ?? 0;
  if (width > 0 && width <= NARROW) ctl.ui.set({ panel: null });
  goTo(ctl, spot);
  return true;
}

/** Up to this width the panel lies over the board, as grid.css has it, and would hide the place. */
const NARROW = 760;

function spotFor(ctl: Control, { card, step, lane, stage }: Target): Spot | null {
  const { frame } = ctl;
  const found = card ? row(frame.doc, "cards", card) : undefined;
  if (card && !found) return null;
  if (stage) return stageSpot(ctl, stage);
  const at = { step: found ? String(found["step"]) : step, lane: found ? String(found["lane"]) : lane };
  const slot = at.step ? slotOfStep(ctl, at.step) : -1;
  if (at.step && slot < 0) return null;
  const key = at.lane ? `lane:${at.lane}` : "steps";
  if (!frame.rows.includes(key) || stepAt(frame, slot)?.kind === "collapsed") return null;
  const item = found ? items(frame.doc, { step: String(at.step), lane: String(at.lane) }).findIndex(({ id }) => id === found.id) : 0;
  return { row: key, slot, item: Math.max(0, item) };
}

function stageSpot({ frame }: Control, stage: string): Spot | null {
  const part = frame.plan.segments.find((one) => one.stage === stage);
  return part && frame.rows.includes("stages") ? { row: "stages", slot: part.index, item: 0 } : null;
}
