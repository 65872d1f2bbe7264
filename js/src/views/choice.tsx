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

export function Choice({ ctl, look, editing, chosen }: ChoiceProps): JSX.Element {
  const first = editing.all ? "" : editing.text;
  const [typed, type] = useState(first);
  const [at, put] = useState(first ? 0 : Math.max(0, look.options.indexOf(chosen[0] ?? "")));
  const [anchor] = useState(() => (cellElement(ctl, ctl.spot) ?? ctl.root)?.getBoundingClientRect() ?? new DOMRect());
  const list = useRef<HTMLUListElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const options = optionsFor(look, typed, chosen);
  useLayoutEffect(() => field.current?.focus({ preventScroll: true }), []);
  useLayoutEffect(() => list.current?.children[at]?.scrollIntoView?.({ block: "nearest" }), [at]);
  const close = (back: boolean, way?: "ArrowRight" | "ArrowLeft"): void => {
    ctl.ui.set({ editing: null });
    if (back) goTo(ctl, (way && next(ctl, way, false)) ?? ctl.spot);
  };
  const take = (option: Option | undefined): void => {
    if (!option) return;
    write(ctl, look, editing, chosen, option);
    if (look.many === null) close(true);
    else type("");
  };
  const key = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const act: Record<string, () => void> = {
      ArrowDown: () => put(Math.min(options.length - 1, at + 1)),
      ArrowUp: () => put(Math.max(0, at - 1)),
      Enter: () => take(options[at]),
      Tab: () => close(true, event.shiftKey ? "ArrowLeft" : "ArrowRight"),
      Escape: () => close(true),
    };
    if (!act[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    act[event.key]?.();
  };
  const id = `choice-${look.id}`;
  return (
    <Pop anchor={anchor} label={words.choose(look.name)} role="dialog" close={close}>
      <input ref={field} class="filter" role="combobox" aria-expanded="true" aria-controls={id} aria-activedescendant={options.length ? `${id}-${at}` : undefined}
        aria-label={words.choose(look.name)} placeholder={words.filter} value={typed} dir="auto" autocomplete="off" onKeyDown={key}
        onInput={(event) => { type(event.currentTarget.value); put(0); }} />
      <ul ref={list} id={id} class="opts" role="listbox" aria-label={look.name} aria-multiselectable={look.many !== null}>
        {options.map((option, i) => (
          <li key={`${option.kind}${option.text}`} id={`${id}-${i}`} role="option" class={i === at ? "on" : ""} dir="auto" aria-selected={chosen.includes(option.text)}
            onPointerDown={(event) => { event.preventDefault(); take(option); }}>
            {option.kind === "known" && <span class={look.many === null ? "tick" : "box"} aria-hidden="true">{chosen.includes(option.text) ? "✓" : ""}</span>}
            {labelOf(option)}
          </li>
        ))}
      </ul>
      {options.length === 0 && <div class="opts none">{words.noOption}</div>}
    </Pop>
  );
}

/** One text replaces the value; of several, a chosen one is taken away and another added. */
function write(ctl: Control, look: LaneLook, { step, lane }: { step: string; lane: string }, chosen: readonly string[], { text, kind }: Option): void {
  const doc = docOf(ctl);
  const rest = chosen.includes(text) ? chosen.filter((one) => one !== text) : [...chosen, text];
  const value = look.many === null ? text || null : look.many === "list" ? rest : rest.join("\n");
  const options = kind === "new" ? [{ op: "set" as const, table: "lanes" as const, id: lane, column: "options", value: [...look.options, text] }] : [];
  ctl.host.edit([...options, ...setValue(doc, { step, lane }, value)], words.did.set(look.name));
}
