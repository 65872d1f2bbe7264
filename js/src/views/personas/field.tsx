/** One field of a persona: a text to read, a button to press, a box to write in. Enter keeps, Esc gives up, leaving it keeps. */
import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { words } from "./words";

export interface FieldProps {
  /** The column, for those who look for it. */
  column: string;
  label: string;
  /** What the editor starts with; null where only part of it is here. */
  text: string | null;
  prompt: string;
  readonly: boolean;
  line?: boolean;
  /** What is shown where it differs from the text. */
  children?: ComponentChildren;
  save: (text: string) => void;
  read?: () => Promise<string>;
  fresh?: boolean;
}

interface Draft { text: string; was: string }

export function Field(props: FieldProps): JSX.Element {
  const { column, label, text, prompt, readonly, children } = props;
  const [draft, put] = useState<Draft | null>(null);
  const [problem, say] = useState("");
  const button = useRef<HTMLButtonElement>(null);
  const open = (): void => {
    if (text !== null) return put({ text, was: text });
    say(words.reading);
    props.read?.().then((whole) => (say(""), put({ text: whole, was: whole })), () => say(words.readFailed));
  };
  const close = (keep: boolean, back: boolean): void => {
    if (draft && keep && draft.text !== draft.was) props.save(draft.text);
    put(null);
    if (back) requestAnimationFrame(() => button.current?.focus({ preventScroll: true }));
  };
  if (draft) return <Writing {...props} draft={draft} put={(value) => put({ ...draft, text: value })} close={close} />;
  const shown = children ?? text;
  const empty = shown === "" || shown === null;
  if (readonly) return <span class="value" data-field={column} dir="auto">{empty ? <span class="out">{words.nothing}</span> : shown}</span>;
  return (
    <>
      <button ref={button} class={`value${empty ? " none" : ""}${props.fresh ? " fresh" : ""}`} type="button" data-field={column} dir="auto" onClick={open}>
        <span class="out">{label}: </span>
        {empty ? prompt : shown}
      </button>
      {problem && <span class="why" role="status">{problem}</span>}
    </>
  );
}

function Writing({ column, label, line = false, text, draft, put, close }: FieldProps & { draft: Draft; put: (text: string) => void; close: (keep: boolean, back: boolean) => void }): JSX.Element {
  const box = useRef<HTMLTextAreaElement & HTMLInputElement>(null);
  const done = useRef(false);
  useLayoutEffect(() => {
    box.current?.focus({ preventScroll: true });
    box.current?.select();
  }, []);
  const end = (keep: boolean, back: boolean): void => {
    if (done.current) return;
    done.current = true;
    close(keep, back);
  };
  const key = (event: KeyboardEvent): void => {
    if (event.isComposing || (event.key !== "Escape" && (event.key !== "Enter" || event.shiftKey))) return;
    event.preventDefault();
    event.stopPropagation();
    end(event.key === "Enter", true);
  };
  const meanwhile = text !== null && text !== draft.was;
  const shared = { ref: box, "aria-label": label, dir: "auto" as const, value: draft.text, onKeyDown: key, onBlur: () => end(true, false) };
  const typed = (event: Event): void => put((event.target as HTMLInputElement).value);
  return (
    <span class="writing" data-writing={column}>
      {line ? <input type="text" {...shared} onInput={typed} /> : <textarea rows={2} {...shared} onInput={typed} />}
      <small class={meanwhile ? "why" : "hint"} role={meanwhile ? "status" : undefined}>{meanwhile ? words.meanwhile(text) : words.keep}</small>
    </span>
  );
}
