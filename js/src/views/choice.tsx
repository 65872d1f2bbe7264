/** The choice list of a lane with allowed texts: type to filter, Enter takes, an unknown one only when added on purpose. */
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { setValue } from "../model/gestures";
import { docOf, type Control, type Editing } from "./control";
import { cellElement, goTo, next } from "./cursor";
import type { LaneLook } from "./look";
import { Pop } from "./pop";
import { words } from "./words";

interface ChoiceProps {
  ctl: Control;
  look: LaneLook;
  editing: Extract<Editing, { at: "cell" }>;
  chosen: readonly string[];
}

interface Option {
  readonly text: string;
  readonly kind: "known" | "new" | "clear";
}

function optionsFor(look: LaneLook, typed: string, chosen: readonly string[]): Option[] {
  const like = typed.trim().toLowerCase();
  const known = look.options.filter((one) => one.toLowerCase().includes(like)).map((text) => ({ text, kind: "known" as const }));
  const exact = look.options.some((one) => one.toLowerCase() === like);
  const fresh = like && !exact ? [{ text: typed.trim(), kind: "new" as const }] : [];
  return [...known, ...fresh, ...(!like && chosen.length && look.many === null ? [{ text: "", kind: "clear" as const }] : [])];
}

const labelOf = ({ text, kind }: Option): string => (kind === "new" ? words.addOption(text) : kind === "clear" ? words.clear : text);

export function Choice(props: ChoiceProps): JSX.Element {
  const { ctl, look, chosen } = props;
  const [anchor] = useState(() => (cellElement(ctl, ctl.spot) ?? ctl.root)?.getBoundingClientRect() ?? new DOMRect());
  const { typed, type, at, options, take, close, onKeyDown } = useChoice(props);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus({ preventScroll: true }), []);
  const id = `choice-${look.id}`;
  return (
    <Pop anchor={anchor} label={words.choose(look.name)} role="dialog" close={close}>
      <input ref={field} class="filter" role="combobox" aria-expanded="true" aria-controls={id} aria-activedescendant={options.length ? `${id}-${at}` : undefined}
        aria-label={words.choose(look.name)} placeholder={words.filter} value={typed} dir="auto" autocomplete="off" onKeyDown={onKeyDown}
        onInput={(event) => type(event.currentTarget.value)} />
      <Options id={id} look={look} options={options} at={at} chosen={chosen} take={take} />
      {options.length === 0 && <div class="opts none">{words.noOption}</div>}
    </Pop>
  );
}

interface OptionsProps { id: string; look: LaneLook; options: readonly Option[]; at: number; chosen: readonly string[]; take: (option: Option) => void }

function Options({ id, look, options, at, chosen, take }: OptionsProps): JSX.Element {
  const list = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => list.current?.children[at]?.scrollIntoView?.({ block: "nearest" }), [at]);
  return (
    <ul ref={list} id={id} class="opts" role="listbox" aria-label={look.name} aria-multiselectable={look.many !== null}>
      {options.map((option, i) => (
        <li key={`${option.kind}${option.text}`} id={`${id}-${i}`} role="option" class={i === at ? "on" : ""} dir="auto" aria-selected={chosen.includes(option.text)}
          onPointerDown={(event) => { event.preventDefault(); take(option); }}>
          {option.kind === "known" && <span class={look.many === null ? "tick" : "box"} aria-hidden="true">{chosen.includes(option.text) ? "✓" : ""}</span>}
          {labelOf(option)}
        </li>
      ))}
    </ul>
  );
}

interface ChoiceState {
  typed: string;
  type: (text: string) => void;
  at: number;
  options: readonly Option[];
  take: (option: Option | undefined) => void;
  close: (back: boolean) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

function useChoice({ ctl, look, editing, chosen }: ChoiceProps): ChoiceState {
  const first = editing.all ? "" : editing.text;
  const [typed, put] = useState(first);
  const [at, go] = useState(first ? 0 : Math.max(0, look.options.indexOf(chosen[0] ?? "")));
  const options = optionsFor(look, typed, chosen);
  const type = (text: string): void => {
    put(text);
    go(0);
  };
  const close = (back: boolean, way?: "ArrowRight" | "ArrowLeft"): void => {
    ctl.ui.set({ editing: null });
    if (back) goTo(ctl, (way && next(ctl, way, false)) ?? ctl.spot);
  };
  const take = (option: Option | undefined): void => {
    if (!option) return;
    write(ctl, look, editing, chosen, option);
    if (look.many === null) close(true);
    else put("");
  };
  const acts: Record<string, (event: KeyboardEvent) => void> = {
    ArrowDown: () => go(Math.min(options.length - 1, at + 1)),
    ArrowUp: () => go(Math.max(0, at - 1)),
    Enter: () => take(options[at]),
    Tab: ({ shiftKey }) => close(true, shiftKey ? "ArrowLeft" : "ArrowRight"),
    Escape: () => close(true),
  };
  return { typed, type, at, options, take, close, onKeyDown: (event) => acted(event, acts) };
}

function acted(event: KeyboardEvent, acts: Record<string, (event: KeyboardEvent) => void>): void {
  const act = event.isComposing ? undefined : acts[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act(event);
}

/** One text replaces the value; of several, a chosen one is taken away and another added. */
function write(ctl: Control, look: LaneLook, { step, lane }: { step: string; lane: string }, chosen: readonly string[], { text, kind }: Option): void {
  const doc = docOf(ctl);
  const rest = chosen.includes(text) ? chosen.filter((one) => one !== text) : [...chosen, text];
  const value = look.many === null ? text || null : look.many === "list" ? rest : rest.join("\n");
  const options = kind === "new" ? [{ op: "set" as const, table: "lanes" as const, id: lane, column: "options", value: [...look.options, text] }] : [];
  ctl.host.edit([...options, ...setValue(doc, { step, lane }, value)], words.did.set(look.name));
}
