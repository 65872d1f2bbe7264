/** The blueprint's own bar: rows by lane or swimlane, which half is drawn, and how wide columns are. */
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { timeScale } from "../../layout/times";
import type { Doc } from "../../model/types";
import type { HostState } from "../../hosts/host";
import type { Control } from "../control";
import { goTo } from "../cursor";
import { laneOf, nameOf, NEAR, slotOfStep, stepAt } from "../frame";
import { words } from "./words";

export interface Drawn {
  readonly by: keyof typeof words.bys;
  readonly half: keyof typeof words.halves;
  readonly columns: keyof typeof words.widths;
  readonly into: string;
}

interface ToolsProps extends Drawn {
  ctl: Control;
  state: HostState;
  /** The lanes a new card of a swimlane can go to. */
  lanes: readonly { id: string; name: string }[];
  set: (change: Partial<Drawn>) => void;
}

export function Tools({ ctl, state, lanes, set, ...drawn }: ToolsProps): JSX.Element {
  const { by, half, columns, into } = drawn;
  const { doc, readonly } = state;
  return (
    <div class="bar views" role="group" aria-label={words.bar}>
      <Choice label={words.by} options={words.bys} now={by} choose={(next) => set({ by: next })} />
      <Choice label={words.half} options={words.halves} now={half} choose={(next) => set({ half: next })} />
      <Choice label={words.columns} options={words.widths} now={columns} choose={(next) => set({ columns: next })} />
      {by !== "lanes" && !readonly && lanes.length > 1 && <Into lanes={lanes} into={into} set={set} />}
      <Elsewhere ctl={ctl} state={state} />
      {columns === "time" && <p class="scale" role="status" dir="auto" data-scale>{scaleText(doc)}</p>}
    </div>
  );
}

interface ChoiceProps<K extends string> { label: string; options: Readonly<Record<K, string>>; now: K; choose: (key: K) => void }

/** Native radio buttons drawn as one bar of words: arrow keys choose. */
function Choice<K extends string>({ label, options, now, choose }: ChoiceProps<K>): JSX.Element {
  const name = useId();
  return (
    <fieldset class="seg">
      <legend>{label}</legend>
      {(Object.keys(options) as K[]).map((key) => (
        <label key={key}>
          <input type="radio" name={name} value={key} checked={key === now} onChange={() => choose(key)} />
          <span>{options[key]}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Into({ lanes, into, set }: Pick<ToolsProps, "lanes" | "into" | "set">): JSX.Element {
  return (
    <label class="into">
      {words.into}
      <select value={into} onChange={(event) => set({ into: event.currentTarget.value })} data-into>
        <option value="">{words.likely}</option>
        {lanes.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
      </select>
    </label>
  );
}

/** The way to what is selected in another view of the map; nothing scrolls by itself. */
function Elsewhere({ ctl, state }: Pick<ToolsProps, "ctl" | "state">): JSX.Element | null {
  const first = state.selected.map(({ step, lane }) => ({ row: `lane:${lane}`, slot: slotOfStep(ctl, step), item: 0 })).find(({ row, slot }) => slot >= 0 && ctl.frame.rows.includes(row));
  if (!first || state.selected.length === 0) return null;
  const name = `${nameOf(state.doc, "steps", stepAt(ctl.frame, first.slot)?.step ?? null)}, ${laneOf(ctl.frame, first.row)?.name ?? ""}`;
  return <button class="btn q" type="button" onClick={() => goTo(ctl, first)} data-elsewhere-go>{words.goElsewhere(name)}</button>;
}

export function scaleText(doc: Doc): string {
  const { size } = doc.tables.steps;
  if (size > NEAR) return words.tooMany(NEAR);
  const scale = timeScale(doc);
  if (!scale) return words.noTimes;
  const { unit, wider, narrower, shares } = scale;
  const untimed = size - shares.size;
  return [words.scale(unit), wider.length ? words.wider(wider) : "", narrower.length ? words.narrower(narrower) : "", untimed ? words.untimed(untimed) : ""].filter(Boolean).join(" ");
}
