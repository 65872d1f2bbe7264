/** The editors that lie over what they edit. Text is kept once only, whether by a key or by leaving. */
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Control, Editing } from "./control";
import { giveUp, keep, keepQuietly } from "./editing";
import { words } from "./words";

interface EditorProps {
  ctl: Control;
  editing: Editing;
  label: string;
  /** One line: a number, a time, a name. */
  line: boolean;
  /** What the document says now, to tell when it changed under the editor. */
  now: string;
}

export function Editor({ ctl, editing, label, line, now }: EditorProps): JSX.Element {
  const field = useRef<HTMLTextAreaElement & HTMLInputElement>(null);
  const done = useRef(false);
  const last = useRef(editing.text);
  useLayoutEffect(() => {
    const { current } = field;
    if (!current) return;
    current.focus({ preventScroll: true });
    if (editing.all && line) current.select();
    else current.setSelectionRange(current.value.length, current.value.length);
    current.scrollIntoView?.({ block: "nearest", inline: "nearest" });
  }, []);
  useLayoutEffect(
    () => () => {
      // The cell went away under the editor: what was typed must not go with it.
      const text = last.current;
      if (!done.current && text !== editing.was && ctl.ui.get().editing === editing) ctl.ui.set({ editing: null, lost: text });
    },
    [],
  );
  const finish = (act: (text: string) => void): void => {
    if (done.current) return;
    done.current = true;
    act(last.current);
  };
  const key = (event: KeyboardEvent): void => {
    if (event.isComposing || event.keyCode === 229) return;
    const act = actOf(ctl, event);
    if (!act) return;
    event.preventDefault();
    finish(act);
  };
  const props = {
    ref: field,
    "aria-label": label,
    dir: "auto" as const,
    spellcheck: !line,
    defaultValue: editing.text,
    onKeyDown: key,
    onInput: (event: Event) => void (last.current = (event.currentTarget as HTMLInputElement).value),
    onBlur: () => {
      if (document.hasFocus()) finish((text) => keepQuietly(ctl, text));
    },
  };
  const changed = now !== editing.was;
  return (
    <div class="edit" data-editor>
      {line ? <input type="text" autocomplete="off" {...props} /> : <textarea rows={rowsFor(editing.text)} {...props} />}
      <div class="hint" role={changed ? "status" : undefined}>{changed ? words.changedMeanwhile(short(now)) : words.keepHint}</div>
    </div>
  );
}

function actOf(ctl: Control, event: KeyboardEvent): ((text: string) => void) | null {
  const { key, altKey, shiftKey } = event;
  if (key === "Escape") return () => giveUp(ctl);
  if (key === "Tab") return (text) => keep(ctl, text, shiftKey ? "ArrowLeft" : "ArrowRight");
  if (key !== "Enter") return null;
  if ((altKey || shiftKey) && event.currentTarget instanceof HTMLTextAreaElement) return altKey ? newLine(event) : null;
  return (text) => keep(ctl, text);
}

/** Alt+Enter is no new line of its own in a text area, so one is put in. */
function newLine(event: KeyboardEvent): null {
  const area = event.currentTarget as HTMLTextAreaElement;
  event.preventDefault();
  area.setRangeText("\n", area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
  return null;
}

const rowsFor = (text: string): number => Math.max(2, Math.min(12, text.split("\n").length + Math.floor(text.length / 24)));

export const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 58)}…` : text);
