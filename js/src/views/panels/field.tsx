/** One labelled field of a row: the input that fits its column, and what is wrong with it. Each change is one edit. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Refusal } from "../../hosts/host";
import { rowsOf } from "../../model/document";
import { plainText, specialForm } from "../../model/items";
import type { Doc, Row, TableName, Value } from "../../model/types";
import { pickList } from "./catalogue";
import type { FieldSpec } from "./columns";
import { DotsInput, RefInput, TextInput, WordInput, YesInput, type InputProps } from "./inputs";
import type { PanelPort } from "./port";
import { words } from "./words";

interface FieldProps {
  port: PanelPort;
  doc: Doc;
  table: TableName;
  row: Row;
  spec: FieldSpec;
  /** What sets this field's id apart where several rows are shown. */
  within?: string;
  /** What a reference may lead to; else every row of its table. */
  rows?: readonly Choice[];
}

interface Choice { readonly id: string; readonly name: string }

/** So many steps can be picked from a list; of more, those that are here. */
const MOST = 400;
const AREAS = new Set(["text", "quote", "goal", "moment_reason", "hint"]);

export const labelOf = (column: string): string => words.columns[column] ?? column;

export function Field({ port, doc, table, row, spec, within, rows }: FieldProps): JSX.Element {
  const [problem, wrong] = useState("");
  const { host } = port;
  const state = host.state();
  const { column } = spec;
  const value = row[column];
  const label = labelOf(column);
  const id = within ? `${table}-${within}-${column}` : `${table}-${column}`;
  const form = specialForm(value);
  const refusal = state.refused.findLast(({ at }) => at?.table === table && at.id === row.id && at.column === column);
  const keep = (next: Value): void => {
    wrong("");
    host.edit([{ op: "set", table, id: row.id, column, value: next }], words.did(label));
  };
  const picks = table === "cards" ? pickList(doc, row, column) : null;
  const told = problem || refusal ? `${id}-why` : undefined;
  const input = { id, label, value, spec, told, keep, wrong, off: state.readonly || form !== null };
  return (
    <div class={`field t-${spec.type}`} data-column={column}>
      <label for={id} title={spec.about || undefined} dir="auto">{label}</label>
      <div>
        <Input {...input} doc={doc} rows={rows} picks={picks} />
        {picks && column === "text" && <Catalogue picks={picks} off={input.off} keep={keep} />}
        {form === "cut" && <WholeText {...input} port={port} table={table} row={row} />}
        {form === "locked" && <small>{words.locked}</small>}
        {problem !== "" && <p class="why" id={`${id}-why`} role="alert">{problem}</p>}
        {problem === "" && refusal && <Refused port={port} id={`${id}-why`} refusal={refusal} />}
      </div>
    </div>
  );
}

function Input(props: InputProps & { spec: FieldSpec; doc: Doc; rows?: readonly Choice[]; picks?: readonly string[] | null }): JSX.Element {
  const { spec, doc } = props;
  if (spec.column === "severity") return <DotsInput {...props} />;
  if (spec.type === "bool") return <YesInput {...props} />;
  if (spec.type === "enum") return <WordInput {...props} />;
  const picks = props.picks ?? null;
  if (picks && spec.column !== "text") return <WordInput {...props} spec={{ ...spec, allowed: picks }} />;
  if (spec.type === "ref") return <RefInput {...props} rows={props.rows ?? named(doc, spec.refers as TableName)} />;
  return <TextInput {...props} area={AREAS.has(spec.column) || spec.type === "texts"} />;
}

/** Words to take for a text that can also be written. */
function Catalogue({ picks, off, keep }: { picks: readonly string[]; off: boolean; keep: (value: Value) => void }): JSX.Element {
  const choose = (event: { currentTarget: HTMLSelectElement }): void => {
    if (event.currentTarget.value) keep(event.currentTarget.value);
    event.currentTarget.value = "";
  };
  return (
    <select aria-label={words.catalogue} disabled={off} onChange={choose} data-catalogue>
      <option value="">{words.catalogue}</option>
      {picks.map((word) => <option key={word} value={word}>{word}</option>)}
    </select>
  );
}

const named = (doc: Doc, table: TableName): Choice[] =>
  rowsOf(doc, table).slice(0, MOST).map((row) => ({ id: row.id, name: plainText(row["name"]) || row.id }));

/** A text that travelled cut is fetched before it is edited, so that its end is not lost. */
function WholeText({ port, table, row, spec, keep, wrong, label, id }: InputProps & { port: PanelPort; table: TableName; row: Row; spec: FieldSpec }): JSX.Element {
  const [whole, put] = useState<string | null>(null);
  const fetch = (): void => void port.host.read(table, row.id, spec.column).then((value) => put(plainText(value)), (error: unknown) => wrong(String(error)));
  if (whole === null) return <button type="button" class="link" onClick={fetch}>{words.wholeText}</button>;
  return <TextInput id={`${id}-whole`} label={label} value={whole} spec={spec} off={false} keep={keep} wrong={wrong} area />;
}

function Refused({ port, id, refusal }: { port: PanelPort; id: string; refusal: Refusal }): JSX.Element {
  const { counter, reason } = refusal;
  return (
    <p class="why" id={id} role="alert">
      {reason}{" "}
      <button type="button" class="link" onClick={() => port.host.retry(counter)}>{words.tryAgain}</button>{" · "}
      <button type="button" class="link" onClick={() => port.host.leave(counter)}>{words.leaveIt}</button>
    </p>
  );
}
