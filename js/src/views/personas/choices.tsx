/** A choice from a few words, and the choice of a colour: a button with a menu in the top layer. */
import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { menuKeys, Pop, type Anchor } from "../pop";
import { SWATCHES } from "./look";
import { words } from "./words";

interface MenuButtonProps {
  class: string;
  label: string;
  face: ComponentChildren;
  title?: string;
  field?: string;
  style?: Record<string, string>;
  items: (close: () => void) => ComponentChildren;
}

/** A button that opens a menu; the focus goes into it and comes back. */
export function MenuButton({ label, face, items, field, ...look }: MenuButtonProps): JSX.Element {
  const [anchor, put] = useState<Anchor | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = (back: boolean): void => {
    put(null);
    if (back) button.current?.focus({ preventScroll: true });
  };
  return (
    <>
      <button ref={button} class={look.class} style={look.style} title={look.title} type="button" aria-haspopup="menu" aria-expanded={anchor !== null} data-field={field}
        onClick={() => put(anchor ? null : (button.current?.getBoundingClientRect() ?? null))}>
        <span class="out">{label}: </span>
        {face}
      </button>
      {anchor && <Pop anchor={anchor} label={label} role="menu" close={close}><Items>{items(() => close(true))}</Items></Pop>}
    </>
  );
}

function Items({ children }: { children: ComponentChildren }): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => list.current?.querySelector<HTMLElement>("[role^=menuitem]")?.focus({ preventScroll: true }), []);
  return <div ref={list} role="presentation" onKeyDown={menuKeys}>{children}</div>;
}

export function Item({ act, off = false, keys, children }: { act: () => void; off?: boolean; keys?: string; children: ComponentChildren }): JSX.Element {
  return (
    <button type="button" role="menuitem" tabIndex={-1} aria-disabled={off || undefined} onClick={() => !off && act()}>
      <span>{children}</span>
      {keys && <span class="key" aria-hidden="true">{keys}</span>}
    </button>
  );
}

interface ChoiceProps {
  field: string;
  label: string;
  value: string;
  options: readonly string[];
  names: Readonly<Record<string, string>>;
  prompt: string;
  mark?: string;
  readonly: boolean;
  save: (value: string | null) => void;
}

/** One of a few words; a mark before it says by shape what it is. */
export function Choice({ field, label, value, options, names, prompt, mark = "", readonly, save }: ChoiceProps): JSX.Element | null {
  const said = names[value] ?? value;
  const face = <>{mark && <span aria-hidden="true">{mark} </span>}{said || prompt}</>;
  const look = `tag ${value ? `is-${value}` : "none"}`;
  if (readonly) return value ? <span class={look} data-field={field}>{face}</span> : null;
  const items = (close: () => void): ComponentChildren =>
    [...options, ""].map((one) => (
      <button key={one} type="button" role="menuitemradio" class="radio" tabIndex={-1} aria-checked={one === value} onClick={() => { close(); if (one !== value) save(one || null); }}>
        <span class="tick" aria-hidden="true">{one === value ? "●" : "○"}</span>
        {one ? (names[one] ?? one) : words.none}
      </button>
    ));
  return <MenuButton class={look} label={label} face={face} field={field} items={items} />;
}

/** The entries that choose a colour: six of ours, any other, or the one of its place. */
export function colourItems(colour: string, save: (colour: string | null) => void): (close: () => void) => ComponentChildren {
  return (close) => (
    <>
      {SWATCHES.map((one, at) => (
        <Item key={one} act={() => { close(); save(one); }}>
          <span class="swatch" style={{ background: one }} aria-hidden="true" /> {words.colours[at]}
        </Item>
      ))}
      <hr role="separator" />
      <label class="other">
        {words.ownColour}
        <input type="color" value={colour} onChange={(event) => { save((event.target as HTMLInputElement).value); close(); }} />
      </label>
      <Item act={() => { close(); save(null); }}>{words.noColour}</Item>
    </>
  );
}
