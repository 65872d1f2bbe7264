/** The lanes of what was measured, under the board's own and in its columns. A grid of its own for readers and keys; nothing in it is edited. */
import type { JSX } from "preact";
import type { Slot } from "../../layout/board";
import { row } from "../../model/document";
import type { Doc } from "../../model/types";
import { nameOf } from "../frame";
import { cellOf, ROWS, type Bar, type CellSaid, type RowName } from "./rows";
import { spentOf } from "./spent";
import type { Told } from "./told";
import { words } from "./words";

export interface LanesProps {
  readonly told: Told;
  readonly doc: Doc;
  readonly slots: readonly Slot[];
  /** Where the keys are: a row, and a column of it; -1 is the rail. */
  readonly spot: Spot;
  readonly readonly: boolean;
  readonly choose: (segment: string | null) => void;
  readonly adopt: (what: Adopted) => void;
}

export interface Spot {
  readonly row: number;
  readonly column: number;
}

export type Adopted = "transitions" | "steps";
const ADOPTS: Readonly<Partial<Record<RowName, Adopted>>> = { time: "steps", moves: "transitions" };

export function Lanes(props: LanesProps): JSX.Element {
  const { told, slots } = props;
  const most = Math.max(0, ...[...told.steps.values()].map(({ cases }) => cases));
  return (
    <>
      <div class="ms-head"><div class="ms-stay"><b>{words.heading(told.source)}</b> <span>{told.about}</span> <Segments {...props} /></div></div>
      <div class="ms-grid" role="grid" aria-label={words.grid(told.source)} aria-rowcount={ROWS.length + 2} aria-colcount={slots.length + 1} aria-readonly="true" data-measured-grid>
        <Names {...props} />
        {ROWS.map((name, at) => <Lane key={name} {...props} name={name} at={at} most={most} />)}
        <Unmatched {...props} at={ROWS.length} />
      </div>
    </>
  );
}

/** The steps' names again, for who hears the table: the heads of the board belong to another one. */
function Names({ doc, slots }: LanesProps): JSX.Element {
  return (
    <div role="row" class="out" aria-rowindex={1}>
      <span role="columnheader">{words.measured}</span>
      {slots.map((slot) => <span key={slot.index} role="columnheader">{slotName(doc, slot)}</span>)}
    </div>
  );
}

const slotName = (doc: Doc, slot: Slot): string => (slot.kind === "step" ? nameOf(doc, "steps", slot.id ?? null) : nameOf(doc, "stages", slot.stage));

function Segments({ told, choose }: LanesProps): JSX.Element | null {
  if (told.segments.length === 0) return null;
  return (
    <label class="ms-of">{words.segment}{" "}
      <select value={told.segment ?? ""} onChange={(event) => choose(event.currentTarget.value || null)} data-measured-segment>
        <option value="">{words.everyone}</option>
        {told.segments.map((one) => <option key={one} value={one}>{one}</option>)}
      </select>
    </label>
  );
}

interface LaneProps extends LanesProps { readonly name: RowName; readonly at: number; readonly most: number }

function Lane(props: LaneProps): JSX.Element {
  const { told, doc, slots, spot, name, at, most } = props;
  const start = slots[0]?.x ?? 0;
  return (
    <div class={`row ms-row ms-${name}`} role="row" aria-rowindex={at + 2} data-measured-lane={name}>
      <Rail {...props} />
      {start > 0 && <div role="presentation" style={{ flex: `0 0 ${start}px` }} />}
      {slots.map((slot, column) => (
        <Cell key={slot.index} slot={slot} spot={{ row: at, column }} on={spot.row === at && spot.column === column} said={slot.kind === "step" && slot.id !== undefined && row(doc, "steps", slot.id) ? cellOf(told, doc, name, slot.id, most) : null} />
      ))}
    </div>
  );
}

const isTimed = (told: Told): boolean => [...told.steps.values()].some((step) => spentOf(step, "work") ?? spentOf(step, "wait"));

function Rail({ told, name, at, spot, readonly, adopt }: LaneProps): JSX.Element {
  const [title, hint] = words.lanes[name];
  const what = readonly || told.eventually ? undefined : ADOPTS[name];
  const on = spot.row === at && spot.column === -1;
  return (
    <div class="rail" role="rowheader" tabIndex={on && !what ? 0 : -1} data-ms={`${at} -1`}>
      <span class="name">{title}</span>
      <small>{name === "moves" && told.eventually ? words.eventually : name === "time" && !isTimed(told) ? words.together : hint}</small>
      <small class="src" dir="auto">{told.source}</small>
      {what && <button type="button" class="btn ms-adopt" tabIndex={on ? 0 : -1} title={words.adoptLong[what]} onClick={() => adopt(what)} data-adopt={what}>{words.adopt[what]}</button>}
    </div>
  );
}

function Cell({ slot, spot, on, said }: { slot: Slot; spot: Spot; on: boolean; said: CellSaid | null }): JSX.Element {
  return (
    <div class={`ms-cell ${said?.few ? "few" : ""}`} role="gridcell" tabIndex={on ? 0 : -1} style={{ flex: `0 0 ${slot.width}px` }} data-ms={`${spot.row} ${spot.column}`} data-step={slot.kind === "step" ? slot.id : undefined}>
      {said && <div aria-hidden="true">{said.lines.map(({ text, strong, more, off }, i) => (
        <p key={i} class={off ? "off" : strong ? "" : "quiet"} dir="auto">{strong ? <b>{text}</b> : text}{more ? <small> {more}</small> : null}</p>
      ))}</div>}
      {said?.bar && <BarOf bar={said.bar} few={said.few} />}
      <span class="out">{said?.said ?? ""}</span>
    </div>
  );
}

const at = (share: number): string => `${(Math.min(1, Math.max(0, share)) * 100).toFixed(2)}%`;

function BarOf({ bar: { to, low, high }, few }: { bar: Bar; few: boolean }): JSX.Element {
  return (
    <div class={`ms-bar ${few ? "few" : ""}`} aria-hidden="true">
      <i style={{ width: at(to) }} />
      {low !== undefined && high !== undefined && <u style={{ insetInlineStart: at(low), width: at(high - low) }} />}
    </div>
  );
}

/** The bucket of what belongs to no step, over the whole width. */
function Unmatched({ told, doc, spot, at: index }: LanesProps & { at: number }): JSX.Element {
  const [title, hint] = words.lanes.loose;
  const said = words.looseAll(told.looseEvents, told.events);
  return (
    <div class="row ms-row ms-loose" role="row" aria-rowindex={index + 2} data-measured-lane="loose">
      <div class="rail" role="rowheader" tabIndex={spot.row === index && spot.column === -1 ? 0 : -1} data-ms={`${index} -1`}><span class="name">{title}</span><small>{hint}</small><small class="src" dir="auto">{told.source}</small></div>
      <div class="ms-cell" role="gridcell" tabIndex={spot.row === index && spot.column !== -1 ? 0 : -1} data-ms={`${index} 0`}>
        <div class="ms-stay">
          <p dir="auto">{said}</p>
          {told.loose.length > 0 && <ul>{told.loose.map((one) => <li key={one.activity} dir="auto">{words.loose(one)}{one.closest ? <small> {words.closest(nameOf(doc, "steps", one.closest))}</small> : null}</li>)}{told.looseMore > 0 && <li>{words.looseMore(told.looseMore)}</li>}</ul>}
        </div>
      </div>
    </div>
  );
}
