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

interface Writing {
  readonly draft: Draft;
  problem(column: string): string;
  put(column: string, value: Value): void;
  wrong(column: string, problem: string): void;
  /** Whether every field could be read. */
  sound(): boolean;
}

/** What is being written; kept in one place, so that a field left by pressing “Keep” is in it. */
function useWriting(row: Observed | null): Writing {
  const draft = useRef<Draft>(start(row));
  const problems = useRef(new Map<string, string>());
  const [, turn] = useReducer((n: number) => n + 1, 0);
  return {
    draft: draft.current,
    problem: (column) => problems.current.get(column) ?? "",
    put: (column, value) => {
      if (value === null) delete draft.current[column];
      else draft.current[column] = value;
      problems.current.delete(column);
      turn(0);
    },
    wrong: (column, problem) => {
      if (problem) problems.current.set(column, problem);
      else problems.current.delete(column);
      turn(0);
    },
    sound: () => problems.current.size === 0,
  };
}

export function EvidenceForm({ row, keep, cancel }: FormProps): JSX.Element {
  const form = useRef<HTMLFormElement>(null);
  const writing = useWriting(row);
  const [lacks, lack] = useState(false);
  useLayoutEffect(() => form.current?.querySelector<HTMLElement>("textarea")?.focus({ preventScroll: true }), []);
  const submit = (event: Event): void => {
    event.preventDefault();
    const said = writing.draft["text"] !== undefined || writing.draft["n"] !== undefined;
    lack(!said);
    if (said && writing.sound()) keep({ ...writing.draft });
  };
  const escape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    event.preventDefault();
    cancel();
  };
  return (
    <form ref={form} class="form" onSubmit={submit} onKeyDown={escape}>
      {FIELDS.map((column) => <FormField key={column} of={row?.id ?? "new"} column={column} writing={writing} />)}
      {lacks && <p class="why" role="alert">{words.needsText}</p>}
      <p class="row">
        <button type="submit" class="btn primary">{words.keep}</button>
        <button type="button" class="btn q" onClick={cancel}>{words.cancel}</button>
      </p>
    </form>
  );
}

function FormField({ of, column, writing }: { of: string; column: string; writing: Writing }): JSX.Element | null {
  const spec = SCHEMA.evidence.columns[column];
  if (!spec) return null;
  const problem = writing.problem(column);
  const id = `evidence-${of}-${column}`;
  const label = labelOf(column);
  const given = {
    id, spec, label, value: writing.draft[column] ?? null, off: false, told: problem ? `${id}-why` : undefined,
    keep: (value: Value) => writing.put(column, value),
    wrong: (text: string) => writing.wrong(column, text),
  };
  return (
    <div class={`field t-${spec.type}`}>
      <label for={id} title={spec.about}>{label}</label>
      <div>
        {spec.type === "enum" ? <WordInput {...given} /> : <TextInput {...given} area={column === "text"} />}
        {problem !== "" && <p class="why" id={`${id}-why`} role="alert">{problem}</p>}
      </div>
    </div>
  );
}
