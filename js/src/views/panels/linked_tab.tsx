/** All links and moves of the map as ordered tables: from, kind, to. Each end leads to its card or step, each kind to its fields. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Doc } from "../../model/types";
import { linksIn, movesIn, type Told } from "./linked";
import type { PanelPort, Target } from "./port";
import { words } from "./words";

/** So many rows are drawn at once; the rest on request. */
const AT_ONCE = 200;

/** Whether a map has anything to tell here. */
export const hasLinked = (doc: Doc): boolean => doc.tables.links.size + doc.tables.transitions.size > 0;

export function Linked({ port, doc }: { port: PanelPort; doc: Doc }): JSX.Element {
  const [lost, lose] = useState("");
  const go = (to: Target): void => lose(port.visit(to) ? "" : words.notDrawn);
  return (
    <>
      {lost !== "" && <p class="why" role="alert">{lost}</p>}
      <Rows port={port} table="links" told={linksIn(doc)} total={doc.tables.links.size} go={(card) => go({ card })} leads={(id) => doc.tables.cards.rows.has(id)} />
      <Rows port={port} table="transitions" told={movesIn(doc)} total={doc.tables.transitions.size} go={(step) => go({ step })} leads={(id) => doc.tables.steps.rows.has(id)} />
    </>
  );
}

interface RowsProps {
  port: PanelPort;
  table: "links" | "transitions";
  told: readonly Told[];
  /** How many there are in all; the page may hold fewer. */
  total: number;
  go: (id: string) => void;
  leads: (id: string) => boolean;
}

function Rows({ port, table, told, total, go, leads }: RowsProps): JSX.Element | null {
  const [most, show] = useState(AT_ONCE);
  if (total === 0) return null;
  const end = (id: string, name: string): JSX.Element => (leads(id) ? <button type="button" class="link" dir="auto" onClick={() => go(id)}>{name}</button> : <span dir="auto">{name}</span>);
  return (
    <table class="linked" data-linked={table}>
      <caption>{words.linked[table](total)}</caption>
      <thead><tr>{words.linkedHeads[table].map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
      <tbody>
        {told.slice(0, most).map((one) => (
          <tr key={one.id}>
            <td>{end(one.source, one.from)}</td>
            <td><button type="button" class="link" aria-label={words.fieldsOf(one.from, one.kind, one.to)} onClick={() => port.open({ what: "row", table, id: one.id })}>{one.kind}</button></td>
            <td>{end(one.target, one.to)}</td>
            <td dir="auto">{one.more}</td>
          </tr>
        ))}
        {told.length > most && <tr><td colSpan={4}><button type="button" class="link" onClick={() => show(most + AT_ONCE)}>{words.moreLinked(told.length - most)}</button></td></tr>}
      </tbody>
    </table>
  );
}
