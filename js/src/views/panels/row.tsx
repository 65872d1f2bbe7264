/** The panel of one row: a card with its fields, its picture and what it rests on; a step, a stage or a lane with its fields. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { HostState } from "../../hosts/host";
import { plainText } from "../../model/items";
import type { Doc, Row } from "../../model/types";
import { sentence } from "./ask";
import { fieldsOf, placeOf, type FieldSpec, type RowTable } from "./columns";
import { Evidence } from "./evidence";
import { Field } from "./field";
import { Frame } from "./frame";
import { told } from "./linked";
import { Picture } from "./picture";
import type { PanelPort, Shown } from "./port";
import { words } from "./words";

interface RowProps {
  port: PanelPort;
  state: HostState;
  shown: Extract<Shown, { what: "row" }>;
}

export function RowPanel({ port, state, shown }: RowProps): JSX.Element {
  const { doc } = state;
  const row = doc.tables[shown.table].rows.get(shown.id);
  if (!row) return <Frame port={port} title={words.gone} />;
  const title = titleOf(doc, shown.table, row);
  const card = shown.table === "cards";
  return (
    <Frame port={port} title={title} note={kindOf(doc, shown.table, row)}>
      {row["author"] === "model" && <p class="by">{words.byModel}</p>}
      <Fields key={`${shown.table} ${shown.id}`} port={port} doc={doc} table={shown.table} row={row} />
      {shown.table === "steps" && !state.readonly && plainText(row["opens"]) !== "" && <OpenMap key={`opens ${row.id}`} port={port} step={row.id} />}
      {card && <Picture key={row.id} port={port} card={row} />}
      {(card || shown.table === "steps") && <Evidence key={`of ${row.id}`} port={port} state={state} about={card ? { card: row.id } : { step: row.id }} />}
    </Frame>
  );
}

export function CellPanel({ port, state, shown }: { port: PanelPort; state: HostState; shown: Extract<Shown, { what: "cell" }> }): JSX.Element {
  const { tables } = state.doc;
  const name = (row: Row | undefined, id: string): string => plainText(row?.["name"]) || id;
  const title = words.cellEvidence(name(tables.steps.rows.get(shown.step), shown.step), name(tables.lanes.rows.get(shown.lane), shown.lane));
  return (
    <Frame port={port} title={title}>
      <Evidence key={`${shown.step} ${shown.lane}`} port={port} state={state} about={{ step: shown.step, lane: shown.lane }} />
    </Frame>
  );
}

/** Leads to the map a step opens. */
function OpenMap({ port, step }: { port: PanelPort; step: string }): JSX.Element {
  const [state, put] = useState({ problem: "", asking: false });
  const open = (): void => {
    if (state.asking) return;
    put({ problem: "", asking: true });
    port.host.run("open", { step }).then(
      () => port.close(),
      (error: unknown) => put({ problem: words.failed(sentence(error)), asking: false }),
    );
  };
  return (
    <div class="opens">
      <button type="button" class="btn" aria-disabled={state.asking} onClick={open} data-open-map>{words.openMap}</button>
      {state.problem !== "" && <p class="why" role="alert">{state.problem}</p>}
    </div>
  );
}

interface FieldsProps { port: PanelPort; doc: Doc; table: RowTable; row: Row }

function Fields({ port, doc, table, row }: FieldsProps): JSX.Element {
  const [all, show] = useState(false);
  const [at] = useState(() => fieldsOf(doc, table, row).first.map(({ column }) => column));
  const { first, more } = fieldsOf(doc, table, row);
  // A field that was behind “more” and is filled in now stays where it is as long as the panel is open.
  const both = [...first, ...more];
  const place = ({ column }: FieldSpec): number => placeOf(column, at, row);
  const early = both.filter((one) => place(one) >= 0).sort((a, b) => place(a) - place(b));
  const late = both.filter((one) => place(one) < 0);
  const draw = (spec: FieldSpec): JSX.Element => <Field key={spec.column} port={port} doc={doc} table={table} row={row} spec={spec} />;
  return (
    <div class="fields">
      {early.map(draw)}
      {late.length > 0 && (
        <button type="button" class="link more-fields" aria-expanded={all} onClick={() => show(!all)}>{all ? words.fewerFields : words.moreFields(late.length)}</button>
      )}
      {all && late.map(draw)}
    </div>
  );
}

/** What the row is called; a link or a move by its ends: from, kind, to. */
function titleOf(doc: Doc, table: RowTable, row: Row): string {
  if (table !== "links" && table !== "transitions") return plainText(table === "cards" ? row["text"] : row["name"]) || words.untitled;
  const { from, kind, to } = told(doc, table, row);
  return words.fromTo(from, kind, to);
}

/** What the row is and where it stands: Pain point · Asks about delivery. */
function kindOf(doc: Doc, table: RowTable, row: Row): string {
  if (table !== "cards") return words.kinds[table];
  const name = (from: "lanes" | "steps", id: string): string => plainText(doc.tables[from].rows.get(id)?.["name"]) || id;
  return `${name("lanes", String(row["lane"]))} · ${name("steps", String(row["step"]))}`;
}
