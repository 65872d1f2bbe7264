/** One lane: its label in the rail, and the cells of the columns that are drawn. */
import type { JSX } from "preact";
import type { HostState } from "../hosts/host";
import { slotAt } from "../layout/board";
import { laneHeight } from "../layout/lanes";
import type { RuleKind } from "../layout/rules";
import { laidAt, spansIn, type Laid, type Span } from "../layout/spans";
import { row } from "../model/document";
import { scaleOf } from "../model/scales";
import { chooseCurve } from "./actions";
import { Cell, heldBy, landingIn } from "./cell";
import type { Control, Editing, Landing } from "./control";
import { Curve } from "./curve";
import { besideAt, meanName, strokeOf, type Curves } from "./curves";
import { Editor } from "./editor";
import { nameOf, placed, type Frame, type Slot } from "./frame";
import { further } from "./further";
import { asChips, type LaneLook } from "./look";
import { cellKey, changeOf, type Marks } from "./marks";
import { memo } from "./memo";
import { Diff } from "./notes";
import { PathsLane } from "./paths_lane";
import { proofKey } from "./proof";
import { words } from "./words";

export interface LaneProps {
  /** Not read: where the host knows something new, or the board shall settle again, lanes are drawn again. */
  state: HostState;
  turn: number;
  ctl: Control;
  frame: Frame;
  look: LaneLook;
  index: number;
  slots: readonly Slot[];
  marks: Marks;
  editing: Editing | null;
  landing: Landing | null;
  height: number | null;
  readonly: boolean;
  rule: RuleKind | null;
  held: { step: string; value: number } | null;
}

/** The height of a lane of several curves; grid.css knows it too. */
const SEVERAL = 200;
const shares = ({ curves }: Frame, look: LaneLook): boolean => curves !== null && !curves.apart && curves.chosen === look.id;

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** Drawn again only for what is its own: a card that is carried over one lane leaves the others alone. */
export const LaneRow = memo(Lane, (a: LaneProps, b: LaneProps) => (Object.keys(a) as (keyof LaneProps)[]).every((key) => a[key] === b[key]));

function Lane(props: LaneProps): JSX.Element {
  const { frame, look, index, height, landing } = props;
  const own = height ?? look.height;
  const several = shares(frame, look);
  const spans = look.column === null && !asChips(look) ? spansIn(frame.plan, look.id) : [];
  const edge = landing?.what === "lane" && landing.lane === look.id ? (landing.after ? "land-below" : "land-above") : "";
  const px = frame.near ? own : (own ?? (several ? SEVERAL : laneHeight(look.row)) * props.ctl.port.get().zoom);
  const style = frame.near ? (px === null ? undefined : { height: `${px}px` }) : { "--h": `${px}px`, "--lines": Math.max(1, Math.floor(((px ?? 70) - 24) / 17)) };
  return (
    <div class={`row lane ${look.accent} ${look.kind === "emotion" || look.kind === "paths" ? look.kind : look.arc ? "arc" : ""} ${several ? "several" : ""} ${own !== null ? "sized" : ""} ${edge}`} role="row" aria-rowindex={frame.headRows + index + 1} data-row={`lane:${look.id}`} data-lane={look.id} style={style}>
      <Rail {...props} />
      {(look.kind === "emotion" || look.arc) && <Curve frame={frame} look={look} slots={props.slots} held={props.held} />}
      {look.kind === "paths" && <PathsLane ctl={props.ctl} frame={frame} slots={props.slots} lane={look.id} readonly={props.readonly} />}
      {drawnIn(props, spans).map((slot) => cellOf(props, slot, laidAt(spans, slot.index)))}
    </div>
  );
}

/** The columns of a lane that are drawn: those in view, and those where a card begins that reaches into view. */
function drawnIn({ frame, slots }: LaneProps, spans: readonly Span[]): readonly Slot[] {
  const first = slots[0]?.index ?? 0;
  const before = spans.filter(({ from, to }) => from < first && to >= first).flatMap(({ from }) => slotAt(frame.plan, from) ?? []);
  const [...starts] = new Map(before.map((slot) => [slot.index, slot])).values();
  return starts.length ? [...starts, ...slots] : slots;
}

function cellOf({ ctl, frame, look, marks, editing, landing, readonly }: LaneProps, slot: Slot, laid: readonly Laid[]): JSX.Element {
  const step = slot.kind === "step" && slot.id !== undefined ? row(frame.doc, "steps", slot.id) : undefined;
  if (!step || slot.kind !== "step") return <Blank key={`slot-${slot.index}`} slot={slot} near={frame.near} />;
  const mine = editing?.at === "cell" && editing.step === step.id && editing.lane === look.id ? editing : null;
  const felt = look.kind === "emotion" && look.role !== "staff_emotion";
  const held = heldBy(frame.doc, look, step.id);
  return (
    <Cell key={step.id} ctl={ctl} look={look} slot={slot} step={step.id} held={held} laid={laid} proof={proofKey(ctl.host.state().overlays, held, step.id, look.id)} stepName={nameOf(frame.doc, "steps", step.id)}
      quote={felt ? text(step.quote) : ""} truth={felt && step.moment_of_truth === true} beside={felt && frame.curves?.chosen === look.id && !frame.curves.apart ? besideAt(frame.doc, frame.curves, step) : ""}
      mark={marks.get(cellKey(step.id, look.id))} editing={mine} landing={landingIn(landing, step.id, look.id)} near={frame.near} readonly={readonly} />
  );
}

/** A column without cells: a folded stage, a stage without steps, or steps that are still on their way. */
function Blank({ slot, near }: { slot: Slot; near: boolean }): JSX.Element {
  const waiting = slot.kind === "step";
  return (
    <div class={`${waiting ? "skel" : "cell"} ${slot.kind === "collapsed" ? "folded" : ""}`} role="gridcell" tabIndex={-1} aria-colindex={slot.index + 2} aria-busy={waiting || undefined} data-slot={slot.index}
      style={placed(slot, near)}>
      <span class="out">{waiting ? words.loading : words.nothing}</span>
    </div>
  );
}

function Rail({ ctl, frame, look, editing, rule, readonly }: LaneProps): JSX.Element {
  const mine = editing?.at === "lanes" && editing.id === look.id ? editing : null;
  return (
    <div class="rail" role="rowheader" tabIndex={-1} aria-colindex={1} data-slot={-1} data-lane={look.id}>
      {rule && <span class="out">{words.lines[rule]}: </span>}
      <span class="name" dir="auto">{look.name}</span>
      {look.hint !== "" && <small dir="auto">{look.hint}</small>}
      {further.rail?.(look.row)}
      {look.source !== "" && <small class="src" dir="auto">{look.source}</small>}
      <Diff text={changeOf(ctl.host.state(), "lanes", look.id)} />
      {look.kind === "emotion" && <Ends look={look} />}
      {look.kind === "paths" && <div data-ways />}
      {frame.curves && shares(frame, look) && <Legend ctl={ctl} frame={frame} curves={frame.curves} />}
      {!readonly && <span class="handle" data-handle aria-hidden="true"><svg viewBox="0 0 8 14"><circle cx="2" cy="3" r="1" /><circle cx="6" cy="3" r="1" /><circle cx="2" cy="7" r="1" /><circle cx="6" cy="7" r="1" /><circle cx="2" cy="11" r="1" /><circle cx="6" cy="11" r="1" /></svg></span>}
      {!readonly && <span class="grip" data-grip aria-hidden="true" />}
      {mine && <div class="over"><Editor ctl={ctl} editing={mine} label={words.lanes} line now={look.name} /></div>}
    </div>
  );
}

/** The names of the curves with the line each is drawn in; a press lets one be dragged. The menu of the lane does the same. */
function Legend({ ctl, frame, curves }: { ctl: Control; frame: Frame; curves: Curves }): JSX.Element {
  return (
    <ul class="legend" aria-label={words.curves}>
      {curves.all.map((look) => {
        const { stroke, dash } = strokeOf(frame.doc, curves, look);
        const on = look.id === curves.chosen;
        return (
          <li key={look.id}>
            <button type="button" tabIndex={-1} aria-pressed={on} title={words.dragCurve(look.name)} onClick={() => chooseCurve(ctl, look.id)} data-curve={look.id}>
              <svg viewBox="0 0 22 6" aria-hidden="true"><path d="M0 3h22" stroke-dasharray={on ? "" : dash} style={{ stroke }} /></svg>
              <span dir="auto">{look.name}</span>
            </button>
          </li>
        );
      })}
      <li><span><svg viewBox="0 0 22 6" aria-hidden="true"><path class="mean" d="M0 3h22" /></svg>{meanName(frame.doc, curves)}</span></li>
    </ul>
  );
}

function Ends({ look }: { look: LaneLook }): JSX.Element {
  const [low, high] = scaleOf(look.row) ?? look.domain ?? [-2, 2];
  const signed = (n: number): string => (n < 0 ? `−${-n}` : n > 0 && low < 0 ? `+${n}` : String(n));
  return (
    <>
      <span class="end top"><b>{signed(high)}</b> {words.high}</span>
      <span class="end bottom"><b>{signed(low)}</b> {words.low}</span>
    </>
  );
}

export function Rule({ kind }: { kind: RuleKind }): JSX.Element {
  return (
    <div class={`rule ${kind}`} aria-hidden="true">
      <span>{words.lines[kind]}</span>
    </div>
  );
}
