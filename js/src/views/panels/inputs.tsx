/** The inputs of a panel, one for each type of column. Each gives a value once; none knows where it is kept. */
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Value } from "../../model/types";
import { read, textOf, type Typed } from "./typing";
import { words } from "./words";

export interface InputProps {
  id: string;
  label: string;
  value: Value | undefined;
  spec: Typed & { readonly allowed?: readonly string[] };
  off: boolean;
  /** The id of the sentence that says what is wrong, where there is one. */
  told?: string;
  keep: (value: Value) => void;
  wrong: (problem: string) => void;
}

/** A line or an area of text, kept when it is left or on Enter (of `lines`, with Ctrl: a plain one begins the next); Escape gives the typed text up first. */
export function TextInput({ id, value, spec, off, told, keep, wrong, area = false, lines = false, label }: InputProps & { area?: boolean; lines?: boolean }): JSX.Element {
  const [draft, put] = useState<string | null>(null);
  const now = textOf(value, spec);
  const finish = (): void => {
    if (draft === null) return;
    const found = draft === now ? null : read(draft, spec);
    if (found?.problem !== undefined) return wrong(found.problem);
    put(null);
    wrong("");
    if (found) keep(found.value);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === "Enter" && (!area || (lines ? event.ctrlKey || event.metaKey : !event.shiftKey && !event.altKey))) {
      event.preventDefault();
      finish();
    }
    if (event.key !== "Escape" || draft === null) return;
    event.preventDefault();
    event.stopPropagation();
    put(null);
    wrong("");
  };
  const given = {
    id, onKeyDown, onBlur: finish, value: draft ?? now, disabled: off, dir: "auto" as const, "aria-invalid": told !== undefined, "aria-describedby": told, "aria-label": label,
    onInput: (event: { currentTarget: { value: string } }) => put(event.currentTarget.value),
  };
  if (area) return <textarea rows={2} {...given} />;
  const numeric = spec.type === "number" || spec.type === "integer";
  if (spec.type === "date") return <input type="date" {...given} />;
  return <input type="text" inputMode={numeric ? "decimal" : undefined} placeholder={hintOf(spec)} autocomplete="off" {...given} />;
}

/** What can be typed, where that is not plain: a length of time, a number between two. */
const hintOf = ({ type, low, high }: Typed): string | undefined =>
  type === "duration" ? words.spanHint : low === undefined || high === undefined ? undefined : words.range(low, high);

/** The agreed words of a column to choose from, and a word of one's own. */
export function WordInput(props: InputProps): JSX.Element {
  const { id, label, value, spec, off, told, keep } = props;
  const [own, write] = useState(false);
  const now = textOf(value, spec);
  const agreed = spec.allowed ?? [];
  if (own) return <TextInput {...props} keep={(next) => { write(false); keep(next); }} />;
  return (
    <select id={id} aria-label={label} aria-describedby={told} disabled={off} value={now}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        if (chosen === OWN) write(true);
        else keep(chosen || null);
      }}>
      <option value="">{words.nothing}</option>
      {agreed.map((word) => <option key={word} value={word}>{word}</option>)}
      {now !== "" && !agreed.includes(now) && <option value={now}>{now}</option>}
      <option value={OWN}>{words.ownWord}</option>
    </select>
  );
}

const OWN = "\u0000own";

/** A row of another table, by its name. */
export function RefInput({ id, label, value, off, told, keep, rows }: InputProps & { rows: readonly { id: string; name: string }[] }): JSX.Element {
  const now = typeof value === "string" ? value : "";
  return (
    <select id={id} aria-label={label} aria-describedby={told} disabled={off} value={now} onChange={(event) => keep(event.currentTarget.value || null)}>
      <option value="">{words.nothing}</option>
      {rows.map((row) => <option key={row.id} value={row.id}>{row.name}</option>)}
      {now !== "" && !rows.some((row) => row.id === now) && <option value={now}>{now}</option>}
    </select>
  );
}

export function YesInput({ id, label, value, off, told, keep }: InputProps): JSX.Element {
  return <input id={id} type="checkbox" aria-label={label} aria-describedby={told} checked={value === true} disabled={off} onChange={(event) => keep(event.currentTarget.checked)} />;
}

/** Five dots to choose how bad something is: one tab stop, arrows move, pressing the chosen one takes it back. */
export function DotsInput({ id, label, value, off, keep }: InputProps): JSX.Element {
  const now = typeof value === "number" ? value : 0;
  const group = useRef<HTMLDivElement>(null);
  const go = (to: number): void => {
    keep(to);
    group.current?.querySelectorAll<HTMLElement>("[role=radio]")[to - 1]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (event.key === "Delete" || event.key === "Backspace") keep(null);
    else if (by) go(Math.max(1, Math.min(5, now + by)));
    else if (/^[1-5]$/.test(event.key)) go(Number(event.key));
    else return;
    event.preventDefault();
  };
  return (
    <div class="dots-in">
      <div ref={group} id={id} role="radiogroup" aria-label={label} onKeyDown={onKeyDown}>
        {[1, 2, 3, 4, 5].map((n) => (
          <button key={n} type="button" role="radio" class={n <= now ? "on" : ""} aria-checked={n === now} aria-label={words.ofFive(n)} disabled={off}
            tabIndex={n === Math.max(1, now) ? 0 : -1} onClick={() => keep(n === now ? null : n)} />
        ))}
      </div>
      <span aria-hidden="true">{now ? words.ofFive(now) : words.none}</span>
    </div>
  );
}
