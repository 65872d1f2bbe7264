/** The frame of a panel: its title, the button that closes it, and the keys that lead out. A dialog that takes nothing away from the board. */
import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "../icons";
import type { PanelPort } from "./port";
import { words } from "./words";

/** Gives the focus to the panel around an element that is about to go, so that it is not lost to the page. */
export const holdFocus = (inside: Element | null): void => inside?.closest<HTMLElement>("[data-panel]")?.focus({ preventScroll: true });

interface FrameProps {
  port: PanelPort;
  title: string;
  note?: string;
  wide?: boolean;
  children?: ComponentChildren;
}

export function Frame({ port, title, note = "", wide = false, children }: FrameProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => box.current?.focus({ preventScroll: true }), []);
  const onKeyDown = (event: KeyboardEvent): void => {
    const command = (event.ctrlKey || event.metaKey) && event.key === ".";
    if (event.key !== "Escape" && !command) return;
    event.preventDefault();
    event.stopPropagation();
    if (command) port.back();
    else port.close();
  };
  return (
    <div ref={box} class={`pn ${wide ? "wide" : ""}`} role="dialog" aria-modal="false" aria-labelledby="pn-title" aria-describedby={note ? "pn-note" : undefined} tabIndex={-1} onKeyDown={onKeyDown} data-panel>
      <header>
        <h3 id="pn-title" dir="auto">{title}</h3>
        <button type="button" class="btn q" aria-label={words.close} title={`${words.close} (Esc)`} onClick={() => port.close()}><Icon name="close" /></button>
      </header>
      {note !== "" && <p class="note" id="pn-note" dir="auto">{note}</p>}
      {children}
    </div>
  );
}
