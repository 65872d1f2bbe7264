/** One cell. Drawn again only when something of its own changed: the focus and the selection are not among its properties. */
import type { JSX } from "preact";
import { memo } from "./memo";
import type { Slot } from "../layout/board";
import { sameLaid, type Laid } from "../layout/spans";
import { cardsIn, row, value } from "../model/document";
import { isScalar, items, type Item } from "../model/items";
import type { Doc, Row, Value } from "../model/types";
import { isNothing, editText } from "../model/values";
import { Choice } from "./choice";
import { docOf, type Control, type Editing, type Landing } from "./control";
import { Hold, One, itemView } from "./content";
import { RestMark } from "./facts";
import { Point } from "./curve";
import { placed, samePlace } from "./frame";
import { Editor } from "./editor";
import { asChips, promptOf, type LaneLook } from "./look";
import { sameMark, type Mark } from "./marks";
import { Notes } from "./notes";
import { movesText } from "./paths_lane";
import { isRest } from "./shapes";
import { words } from "./words";

export interface CellProps {
  ctl: Control;
  look: LaneLook;
  slot: Slot & { kind: "step" };
  step: string;
  held: Value | readonly Row[];
  quote: string;
  truth: boolean;
  /** What the other curves of the lane say here. */
  beside: string;
  /** Changes when what the cell's content rests on does. */
  proof: string;
  /** The cards over this cell that span steps, its own and those of columns before. */
  laid: readonly Laid[];
  mark: Mark | undefined;
  editing: Extract<Editing, { at: "cell" }> | null;
  landing: number;
  near: boolean;
  readonly: boolean;
  stepName: string;
}

/** What a cell holds, the same object as long as it did not change. */
export function heldBy(doc: Doc, look: LaneLook, step: string): Value | readonly Row[] {
  if (look.kind === "paths") return movesText(doc, step);
  return look.column === null ? cardsIn(doc, step, look.id) : value(doc, "steps", step, look.column);
}

export function landingIn(landing: Landing | null, step: string, lane: string): number {
  return landing?.what === "card" && landing.step === step && landing.lane === lane ? landing.before : -1;
}

function sameCell(a: CellProps, b: CellProps): boolean {
  return (
    a.held === b.held && a.look === b.look && a.slot.index === b.slot.index && a.slot.position === b.slot.position &&
    samePlace(a.slot, b.slot, a.near) && a.step === b.step && a.quote === b.quote && a.truth === b.truth && a.beside === b.beside && a.proof === b.proof && sameLaid(a.laid, b.laid) && a.editing === b.editing &&
    a.landing === b.landing && a.near === b.near && a.readonly === b.readonly && a.stepName === b.stepName && sameMark(a.mark, b.mark)
  );
}

export const Cell = memo(function Cell(props: CellProps): JSX.Element {
  const { ctl, look, slot, step, editing, landing, near, readonly } = props;
  const locked = look.locked || isLockedValue(props.held);
  const kinds = [look.kind === "text" && look.role === "quotes" ? "quote-role" : "", editing ? "open" : "", landing >= 0 ? "land" : "", props.laid.length ? "spans" : "", props.mark?.elsewhere ? "fresh" : ""];
  return (
    <div
      class={`cell ${kinds.filter(Boolean).join(" ")}`}
      role="gridcell"
      tabIndex={-1}
      aria-colindex={slot.index + 2}
      aria-selected="false"
      aria-readonly={readonly || locked ? "true" : undefined}
      data-elsewhere={props.mark?.elsewhere ?? undefined}
      data-slot={slot.index}
      data-step={step}
      data-lane={look.id}
      data-position={slot.position}
      style={placed(slot, near)}
    >
      {look.kind === "paths" ? <span class="plain ways">{props.held as string}</span> : look.kind === "emotion" ? <Point {...props} locked={locked} /> : isScalar(look.row) ? <Scalar {...props} /> : <Items {...props} />}
      {look.kind === "emotion" && editing && <FieldEditor ctl={ctl} look={look} editing={editing} name={props.stepName} />}
      {isRest(props.proof) && <RestMark state={props.proof} name={words.rests[props.proof]} />}
      <Notes ctl={ctl} mark={props.mark} />
    </div>
  );
}, sameCell);

function isLockedValue(held: Value | readonly Row[]): boolean {
  return held !== null && typeof held === "object" && !Array.isArray(held) && "$" in held && held.$ === "locked";
}

function Scalar({ ctl, look, held, editing, readonly, stepName }: CellProps): JSX.Element {
  const empty = isNothing(held as Value);
  return (
    <>
      {empty ? <Prompt look={look} hidden={readonly || look.locked} /> : <One value={held as Value} look={look} />}
      {editing && <FieldEditor ctl={ctl} look={look} editing={editing} name={stepName} />}
    </>
  );
}

function FieldEditor({ ctl, look, editing, name }: { ctl: Control; look: LaneLook; editing: Extract<Editing, { at: "cell" }>; name: string }): JSX.Element {
  const now = editText(look.column === null ? null : (row(docOf(ctl), "steps", editing.step)?.[look.column] ?? null), look.row);
  return (
    <div class="over">
      <Editor ctl={ctl} editing={editing} label={`${look.name}, ${name}`} line now={now} />
    </div>
  );
}

function Prompt({ look, hidden }: { look: LaneLook; hidden: boolean }): JSX.Element {
  return hidden ? <span class="out">{words.nothing}</span> : <span class="nothing" data-prompt>{promptOf(look)}</span>;
}

function Items(props: CellProps): JSX.Element {
  const { ctl, look, step, editing, landing, readonly, laid } = props;
  const found = items(docOf(ctl), { step, lane: look.id });
  const drop = <div class="drop" key="drop" aria-hidden="true" />;
  const view = (item: Item): JSX.Element => <ItemAt key={look.column === null ? item.id : `at-${item.index}`} {...props} item={item} own={found.length > 1 && look.options.length === 0} />;
  const own = new Set(laid.filter(({ start }) => start).map(({ card }) => card.id));
  const drawn = found.flatMap((item, i) => [...(i === landing ? [drop] : []), ...(own.has(item.id) ? [] : [view(item)])]);
  const over = laid.map(({ card, start, width }) => {
    const item = start ? found.find(({ id }) => id === card.id) : undefined;
    return item ? <div class="span" key={item.id} style={{ "--span": `${width}px` }}>{view(item)}</div> : <Hold key={`hold-${card.id}`} card={card} width={width} host={ctl.host} />;
  });
  if (landing >= found.length) drawn.push(drop);
  const list = asChips(look) && drawn.length ? <div class="chips">{drawn}</div> : drawn;
  const late = editing && look.options.length === 0 && (editing.add || editing.item >= found.length);
  return (
    <>
      {over}
      {list}
      {found.length === 0 && landing < 0 && !editing && <Prompt look={look} hidden={readonly || look.locked} />}
      {late && <Editor ctl={ctl} editing={editing} label={`${look.name}, ${props.stepName}`} line={asChips(look)} now={editing.was} />}
      {editing && look.options.length > 0 && <Choice ctl={ctl} look={look} editing={editing} chosen={found.map((one) => one.text)} />}
    </>
  );
}

function ItemAt({ ctl, look, editing, item, own, stepName }: CellProps & { item: Item; own: boolean }): JSX.Element {
  const View = itemView(look);
  const edited = editing && !editing.add && editing.item === item.index && look.options.length === 0;
  const drawn = <View item={item} look={look} own={own} host={ctl.host} />;
  if (!edited) return drawn;
  return (
    <div class="hold">
      <div class="ghosted">
        {drawn}
      </div>
      <Editor ctl={ctl} editing={editing} label={`${look.name}, ${stepName}`} line={false} now={editing.reading ? editing.was : item.text} />
    </div>
  );
}

