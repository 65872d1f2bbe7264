/** One entry of the value proposition: its text, what it answers, the card it belongs to, and its place in the list. */
import type { JSX } from "preact";
import { rowsOf } from "../../model/document";
import { SCHEMA } from "../../model/schema";
import type { Doc, Row } from "../../model/types";
import type { CanvasProps } from "./canvas";
import { Field } from "./field";
import { alone, asked, isOffer, nameOf } from "./propositions";
import { words } from "./words";

interface EntryProps extends CanvasProps {
  row: Row;
  first: boolean;
  last: boolean;
  move: (by: 1 | -1) => void;
  remove: () => void;
}

/** So many cards can be picked from a list. */
const MOST = 400;

export function CanvasEntry(props: EntryProps): JSX.Element {
  const { port, state, row } = props;
  const { doc } = state;
  const offer = isOffer(row);
  const draw = (column: string, rows?: readonly { id: string; name: string }[]): JSX.Element => {
    const spec = { type: "text", about: "", ...SCHEMA.propositions.columns[column], column, known: true };
    return <Field key={column} port={port} doc={doc} table="propositions" row={row} spec={spec} within={row.id} rows={rows} />;
  };
  return (
    <li class="entry" data-proposition={row.id} aria-label={nameOf(row)}>
      {draw("text")}
      {offer && draw("answers", answerable(doc))}
      {alone(doc, row) && <p class="alone">{offer ? words.answersNothing : words.nothingAnswers}</p>}
      <details>
        <summary>{words.details}</summary>
        <div class="fields">{draw("card", cards(doc))}{draw("persona")}{draw("kind")}</div>
      </details>
      {!state.readonly && <Placing {...props} />}
    </li>
  );
}

function Placing({ row, first, last, move, remove }: EntryProps): JSX.Element {
  const name = nameOf(row);
  const go = (by: 1 | -1, off: boolean) => (event: { currentTarget: HTMLElement }): void => {
    if (off) return;
    const button = event.currentTarget;
    move(by);
    // An element that is put elsewhere in the page loses the focus.
    requestAnimationFrame(() => button.focus({ preventScroll: true }));
  };
  return (
    <p class="row">
      <button type="button" class="btn q" aria-disabled={first} aria-label={words.moveUp(name)} title={words.moveUp(name)} data-up onClick={go(-1, first)}>↑</button>
      <button type="button" class="btn q" aria-disabled={last} aria-label={words.moveDown(name)} title={words.moveDown(name)} data-down onClick={go(1, last)}>↓</button>
      <button type="button" class="link" aria-label={words.removeEntry(name)} data-remove onClick={remove}>{words.removeEvidence}</button>
    </p>
  );
}

const answerable = (doc: Doc): { id: string; name: string }[] =>
  asked(doc).map((row) => ({ id: row.id, name: `${words.kindsOfProposition[String(row["kind"])] ?? ""}: ${nameOf(row)}` }));

/** The cards that this page holds, by their texts. */
const cards = (doc: Doc): { id: string; name: string }[] => rowsOf(doc, "cards").slice(0, MOST).map((row) => ({ id: row.id, name: nameOf(row) }));
