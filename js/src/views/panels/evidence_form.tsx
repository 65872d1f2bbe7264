/** The form of one row of evidence. What was typed is kept together, as one edit. */
import type { JSX } from "preact";
import { useLayoutEffect, useReducer, useRef, useState } from "preact/hooks";
import { SCHEMA } from "../../model/schema";
import type { Value } from "../../model/types";
import { labelOf } from "./field";
import { TextInput, WordInput } from "./inputs";
import type { Observed } from "./observed";
import { words } from "./words";

export type Draft = { [column: string]: Value };

interface FormProps {
  row: Observed | null;
  keep: (draft: Draft) => void;
  cancel: () => void;
}

const FIELDS = ["text", "kind", "source", "date", "n", "sentiment", "author"] as const;

function start(row: Observed | null): Draft {
  if (!row) return { kind: "interview" };
  return Object.fromEntries(FIELDS.flatMap((column): [string, Value][] => (row[column] === "" || row[column] === null ? [] : [[column, row[column]]])));
}

export function EvidenceForm({ row, keep, cancel }: FormProps): JSX.Element {
  const form = useRef<HTMLFormElement>(null);
  const draft = useRef<Draft>(start(row));
  const wrongs = useRef(new Map<string, string>());
  const [, turn] = useReducer((n: number) => n + 1, 0);
  const [lacks, lack] = useState(false);
  useLayoutEffect(() => form.current?.querySelector<HTMLElement>("textarea")?.focus({ preventScroll: true }), []);
  const put = (column: string, value: Value): void => {
    if (value === null) delete draft.current[column];
    else draft.current[column] = value;
    wrongs.current.delete(column);
    turn(0);
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    const said = draft.current["text"] !== undefined || draft.current["n"] !== undefined;
    lack(!said);
    if (said && wrongs.current.size === 0) keep({ ...draft.current });
  };
  const escape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    event.preventDefault();
    cancel();
  };
  return (
    <form ref={form} class="form" onSubmit={submit} onKeyDown={escape}>
      {FIELDS.map((column) => {
        const spec = SCHEMA.evidence.columns[column];
        if (!spec) return null;
        const problem = wrongs.current.get(column) ?? "";
        const id = `evidence-${row?.id ?? "new"}-${column}`;
        const given = {
          id, spec, label: labelOf(column), value: draft.current[column] ?? null, off: false, told: problem ? `${id}-why` : undefined,
          keep: (value: Value) => put(column, value),
          wrong: (text: string) => { if (text) wrongs.current.set(column, text); else wrongs.current.delete(column); turn(0); },
        };
        return (
          <div key={column} class={`field t-${spec.type}`}>
            <label for={id} title={spec.about}>{labelOf(column)}</label>
            <div>
              {spec.type === "enum" ? <WordInput {...given} /> : <TextInput {...given} area={column === "text"} />}
              {problem !== "" && <p class="why" id={`${id}-why`} role="alert">{problem}</p>}
            </div>
          </div>
        );
      })}
      {lacks && <p class="why" role="alert">{words.needsText}</p>}
      <p class="row">
        <button type="submit" class="btn main">{words.keep}</button>
        <button type="button" class="btn q" onClick={cancel}>{words.cancel}</button>
      </p>
    </form>
  );
}
