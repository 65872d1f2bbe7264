/** The head of the board: the band of the stages and the names of the steps. */
import type { JSX } from "preact";
import { slotAt } from "../layout/board";
import { positionOf, row } from "../model/document";
import type { Doc, Row } from "../model/types";
import { isNothing } from "../model/values";
import { showSpan } from "../model/times";
import { fold } from "./actions";
import type { Control, Editing, Landing } from "./control";
import { Editor } from "./editor";
import { bandAt, nameOf, placed, samePlace, type BandAt, type Frame, type Slot } from "./frame";
import { Icon } from "./icons";
import { tint } from "./look";
import { changeOf } from "./marks";
import { Diff } from "./notes";
import { memo } from "./memo";
import { words } from "./words";

interface HeadProps {
  ctl: Control;
  frame: Frame;
  slots: readonly Slot[];
  editing: Editing | null;
  landing: Landing | null;
}

export const tintOf = (doc: Doc, stage: string | null): string => tint(stage === null ? -1 : positionOf(doc, "stages", stage));

/** The bands over the drawn slots. */
function bandsOver(frame: Frame, slots: readonly Slot[]): BandAt[] {
  const bands: BandAt[] = [];
  for (const { index } of slots) {
    const last = bands.at(-1);
    if (last && index < last.slot + last.span) continue;
    const band = bandAt(frame, index);
    if (band) bands.push(band);
  }
  return bands;
}

export function StageRow({ ctl, frame, slots, editing, landing }: HeadProps): JSX.Element {
  return (
    <div class="row stages" role="row" aria-rowindex={1} data-row="stages">
      <div class="rail corner" role="rowheader" aria-colindex={1} data-slot={-1} tabIndex={-1}>{words.stage}</div>
      {bandsOver(frame, slots).map((band) => (
        <Stage key={`${band.stage}-${band.slot}`} ctl={ctl} frame={frame} band={band} landing={landing}
          editing={editing?.at === "stages" && editing.id === band.stage && ctl.spot.slot >= band.slot && ctl.spot.slot < band.slot + band.span ? editing : null} />
      ))}
    </div>
  );
}

interface StageProps { ctl: Control; frame: Frame; band: BandAt; editing: Editing | null; landing: Landing | null }

function Stage({ ctl, frame, band, editing, landing }: StageProps): JSX.Element {
  const { doc, plan } = frame;
  const { stage, slot, span } = band;
  const first = slotAt(plan, slot);
  const last = slotAt(plan, slot + span - 1);
  const x = first?.x ?? 0;
  const end = last ? last.x + last.width : x;
  const folded = first?.kind === "collapsed";
  const name = stage === null ? words.noStage : nameOf(doc, "stages", stage);
  const goal = stage === null ? null : (row(doc, "stages", stage)?.goal ?? null);
  const over = landing?.what === "step" && landing.stage === stage && landing.slot >= slot && landing.slot < slot + span;
  const edge = landing?.what === "stage" && landing.slot === slot ? (landing.after ? "land-after" : "land-before") : "";
  return (
    <div class={`stage ${tintOf(doc, stage)} ${folded ? "folded" : ""} ${over ? "land" : ""} ${edge} ${stage ? "can-drag" : ""}`} role="columnheader" aria-colindex={slot + 2} aria-colspan={span}
      tabIndex={-1} data-slot={slot} data-stage={stage ?? ""} style={{ "--x": `${x}px`, width: `${end - x}px` }} title={folded ? name : undefined}>
      <div class="stay">
        {stage !== null && doc.runs !== null && first?.kind !== "stub" && (
          <button class="fold" type="button" tabIndex={-1} aria-expanded={!folded} aria-label={folded ? words.unfold(name) : words.fold(name)} onClick={() => fold(ctl, stage)}>
            <Icon name="fold" />
          </button>
        )}
        {!folded && <span class="name" dir="auto">{name}</span>}
        {folded && <span class="out">{name}</span>}
        {!folded && typeof goal === "string" && goal !== "" && <small dir="auto">{goal}</small>}
        <Diff text={changeOf(ctl.host.state(), "stages", stage)} />
      </div>
      {editing && <div class="over"><Editor ctl={ctl} editing={editing} label={words.stage} line now={name} /></div>}
    </div>
  );
}

export function StepRow({ ctl, frame, slots, editing, landing }: HeadProps): JSX.Element {
  const facts = factColumns(frame);
  return (
    <div class="row steps" role="row" aria-rowindex={frame.headRows} data-row="steps">
      <div class="rail" role="rowheader" aria-colindex={1} data-slot={-1} tabIndex={-1}>{words.step}</div>
      {slots.map((slot) => {
        const id = slot.kind === "step" ? slot.id : undefined;
        const step = id === undefined ? undefined : row(frame.doc, "steps", id);
        const at = landing?.what === "step" && landing.slot === slot.index ? (landing.after ? "land-after" : "land-before") : "";
        return (
          <Step key={id ?? `slot-${slot.index}`} ctl={ctl} slot={slot} near={frame.near} tint={tintOf(frame.doc, slot.stage)} at={at}
            name={step ? nameOf(frame.doc, "steps", step.id) : ""} loaded={step !== undefined} stage={slot.stage === null ? "" : nameOf(frame.doc, "stages", slot.stage)}
            truth={step?.moment_of_truth === true && facts.truth} time={step && facts.time ? timeOf(step) : ""} change={changeOf(ctl.host.state(), "steps", id)}
            editing={editing?.at === "steps" && editing.id === id ? editing : null} />
        );
      })}
    </div>
  );
}

/** A map's own columns are shown in the head where no lane draws them; in a frame of the user's they are lanes like any other. */
function factColumns({ doc, lanes }: Frame): { truth: boolean; time: boolean } {
  const drawn = new Set([...doc.tables.lanes.rows.values()].map((lane) => lane.column));
  const times = lanes.some((look) => look.kind === "duration");
  return { truth: !drawn.has("moment_of_truth"), time: !times && !drawn.has("duration") };
}

const spanOf = (value: unknown): string => (typeof value === "number" ? showSpan(value) : typeof value === "string" && !isNothing(value) ? value : "");

/** The likely time, the range around it, and the waiting kept apart: 4 min (2 min–9 min) + 2 d waiting. */
export function timeOf({ duration, duration_low, duration_high, wait }: Row): string {
  const [likely, low, high, waiting] = [duration, duration_low, duration_high, wait].map(spanOf) as [string, string, string, string];
  const range = low && high ? rangeOf(low, high) : "";
  const time = likely && range ? `${likely} (${range})` : likely || range || low || high;
  return [time, waiting && words.waitingTime(waiting)].filter(Boolean).join(" + ");
}

/** The unit is said once where both ends have it: 2–9 min. */
function rangeOf(low: string, high: string): string {
  const [number, unit] = low.split(" ");
  return low.split(" ").length === 2 && high.split(" ").length === 2 && high.endsWith(` ${unit}`) ? `${number}–${high}` : `${low}–${high}`;
}

interface StepProps {
  ctl: Control; slot: Slot; near: boolean; tint: string; at: string; name: string; stage: string; loaded: boolean; truth: boolean; time: string; change: string; editing: Editing | null;
}

const sameStep = (a: StepProps, b: StepProps): boolean =>
  (Object.keys(a) as (keyof StepProps)[]).every((key) => key === "slot" || a[key] === b[key]) &&
  a.slot.index === b.slot.index && a.slot.kind === b.slot.kind && samePlace(a.slot, b.slot, a.near) && positionIn(a.slot) === positionIn(b.slot);

const positionIn = (slot: Slot): number => (slot.kind === "step" ? slot.position : slot.kind === "collapsed" ? slot.count : -1);

const Step = memo(function Step({ ctl, slot, near, tint: colour, at, name, stage, loaded, truth, time, change, editing }: StepProps): JSX.Element {
  const style = placed(slot, near);
  const common = { role: "columnheader", tabIndex: -1, "aria-colindex": slot.index + 2, "data-slot": slot.index, style } as const;
  if (slot.kind === "collapsed") return <div class={`step folded ${colour}`} {...common} title={words.hiddenSteps(slot.count)}><span aria-hidden="true">+{slot.count}</span><span class="out">{words.hiddenSteps(slot.count)}</span></div>;
  if (slot.kind === "stub") return <div class={`step ${colour}`} {...common}><span class="out">{words.nothing}</span></div>;
  return (
    <div class={`step ${colour} ${at} ${loaded ? "can-drag" : ""}`} data-step={slot.id} data-position={slot.position} {...common}>
      {loaded ? <span class="name" dir="auto">{name}</span> : <span class="out">{words.loading}</span>}
      {stage !== "" && <span class="out">, {stage}</span>}
      {(time !== "" || truth) && (
        <span class="t">
          {time}
          {truth && <span class="star" title={words.truthLong}><span aria-hidden="true">★ </span>{words.truth}</span>}
        </span>
      )}
      <Diff text={change} />
      {editing && <div class="over"><Editor ctl={ctl} editing={editing} label={words.step} line now={name} /></div>}
    </div>
  );
}, sameStep);

