/** The editors that lie over what they edit. Text is kept once only, whether by a key or by leaving. */
import type { JSX, RefObject } from "preact";
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

export function Editor(props: EditorProps): JSX.Element {
  const { editing, label, line, now } = props;
  const field = useField(props);
  const given = { ...field, "aria-label": label, dir: "auto" as const, spellcheck: !line, defaultValue: editing.text };
  const changed = now !== editing.was;
  return (
    <div class="edit" data-editor>
      {line ? <input type="text" autocomplete="off" {...given} /> : <textarea rows={rowsFor(editing.text)} {...given} />}
      <div class="hint" role={changed ? "status" : undefined}>{changed ? words.changedMeanwhile(short(now)) : words.keepHint}</div>
    </div>
  );
}

type Field = HTMLTextAreaElement & HTMLInputElement;

interface FieldProps {
  ref: RefObject<Field | null>;
  onKeyDown: (event: KeyboardEvent) => void;
  onInput: (event: Event) => void;
  onBlur: () => void;
}

/** What a field does: takes the focus, and ends once, by a key or by losing the focus. */
function useField({ ctl, editing, line }: EditorProps): FieldProps {
  const field = useRef<Field>(null);
  const done = useRef(false);
  const last = useRef(editing.text);
  useLayoutEffect(() => {
    if (field.current) focusIn(field.current, editing.all && line);
    // The cell may go away under the editor: what was typed must not go with it.
    return () => {
      if (!done.current && last.current !== editing.was && ctl.ui.get().editing === editing) ctl.ui.set({ editing: null, lost: last.current });
    };
  }, []);
  const finish = (act: (text: string) => void): void => {
    if (done.current) return;
    done.current = true;
    act(last.current);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const act = event.isComposing || event.keyCode === 229 ? null : actOf(ctl, event);
    if (!act) return;
    event.preventDefault();
    finish(act);
  };
  const onInput = (event: Event): void => void (last.current = (event.currentTarget as HTMLInputElement).value);
  const onBlur = (): void => {
    if (document.hasFocus()) finish((text) => keepQuietly(ctl, text));
  };
  return { ref: field, onKeyDown, onInput, onBlur };
}

function focusIn(field: Field, all: boolean): void {
  field.focus({ preventScroll: true });
  if (all) field.select();
  else field.setSelectionRange(field.value.length, field.value.length);
  field.scrollIntoView?.({ block: "nearest", inline: "nearest" });
}

function actOf(ctl: Control, event: KeyboardEvent): ((text: string) => void) | null {
  const { key, altKey, shiftKey } = event;
  if (key === "Escape") return (text) => giveUp(ctl, text);
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
