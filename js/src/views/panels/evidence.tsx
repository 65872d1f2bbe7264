/** What a card, a step or a cell rests on: the state in shape and word, the rows behind it, and adding, changing and removing them. */
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { HostState } from "../../hosts/host";
import { newId } from "../../model/slug";
import type { Op, Value } from "../../model/types";
import { RestShape } from "../shapes";
import { useAsked } from "./ask";
import { EvidenceForm, type Draft } from "./evidence_form";
import { holdFocus } from "./frame";
import { behindIn, type Judged, type Observed } from "./observed";
import type { PanelPort } from "./port";
import { words } from "./words";

type About = { readonly card: string } | { readonly step: string; readonly lane?: string };

interface EvidenceProps {
  port: PanelPort;
  state: HostState;
  about: About;
}

const COLUMNS = ["kind", "text", "source", "date", "n", "sentiment", "author"] as const;

export function Evidence({ port, state, about }: EvidenceProps): JSX.Element {
  const asked = useAsked(port.host, "evidence", { ...about }, behindIn, [state.revision, state.overlays["evidence"]]);
  const [open, put] = useState<string | null>(null);
  const section = useRef<HTMLElement>(null);
  const { value, problem } = asked;
  const close = (): void => {
    holdFocus(section.current);
    put(null);
  };
  const edit = (ops: Op[], label: string): void => {
    close();
    if (!ops.length) return;
    port.host.edit(ops, label);
    port.say(label);
    asked.again();
  };
  const add = (draft: Draft): void => edit([inserted(about, draft, value?.rows ?? [])], words.didEvidence.add);
  const fixed = state.readonly;
  return (
    <section ref={section} class="evidence" aria-label={words.evidence}>
      <h4>{words.evidence}</h4>
      {value?.judged && <State judged={value.judged} />}
      {problem !== "" && <p class="why" role="alert">{words.failed(problem)}</p>}
      {value === null && problem === "" && <p class="quiet">{words.asking}</p>}
      {value?.rows.length === 0 && <p class="quiet">{words.noEvidence}</p>}
      <ul>
        {value?.rows.map((row) => (
          <li key={row.id}>
            {open === row.id ? <EvidenceForm row={row} cancel={close} keep={(draft) => edit(changes(row, draft), words.didEvidence.edit)} />
              : <Quoted row={row} fixed={fixed} edit={() => put(row.id)} remove={() => edit([{ op: "remove", table: "evidence", id: row.id }], words.didEvidence.remove)} />}
          </li>
        ))}
      </ul>
      {value !== null && value.total > value.rows.length && <p class="quiet">{words.andMore(value.total - value.rows.length)}</p>}
      {!fixed && open === "" && <EvidenceForm row={null} cancel={close} keep={add} />}
      {!fixed && open !== "" && <button type="button" class="btn" onClick={() => put("")}>{words.addEvidence}</button>}
    </section>
  );
}

function inserted(about: About, draft: Draft, rows: readonly Observed[]): Op {
  const id = newId("", "evidence", (one) => rows.some((row) => row.id === one));
  return { op: "insert", table: "evidence", id, row: { ...about, ...draft }, before: null };
}

/** One `set` for each column that was changed. */
function changes(row: Observed, draft: Draft): Op[] {
  return COLUMNS.flatMap((column): Op[] => {
    const old: Value = row[column] === "" ? null : row[column];
    const value = draft[column] ?? null;
    return value === old ? [] : [{ op: "set", table: "evidence", id: row.id, column, value }];
  });
}

function State({ judged }: { judged: Judged }): JSX.Element {
  const { state, kinds, age, stale, reliability } = judged;
  const facts = [words.sources(kinds.length), age === null ? "" : words.newest(age), reliability === null || !kinds.length ? "" : words.reliability(reliability)];
  return (
    <p class={`state ${state}`} data-state={state}>
      <RestShape state={state} />
      <b>{words.states[state]}</b>: {facts.filter(Boolean).join(", ")}
      {stale && <span class="stale">{words.stale}</span>}
    </p>
  );
}

function Quoted({ row, fixed, edit, remove }: { row: Observed; fixed: boolean; edit: () => void; remove: () => void }): JSX.Element {
  const count = row.n === null ? "" : `n ${row.n.toLocaleString("en")}`;
  const facts = [row.kind, row.source, row.date, count, words.hangsOn[row.hangsOn] ?? "", row.counts ? "" : words.doesNotCount].filter(Boolean).join(" · ");
  const name = row.text || facts;
  return (
    <blockquote data-evidence={row.id}>
      {row.text !== "" && <p dir="auto">{row.text}</p>}
      <footer dir="auto">
        <span>{facts}</span>
        {row.author === "model" && <span class="by">{words.byModel}</span>}
        {!fixed && <button type="button" class="link" aria-label={words.editThis(name)} onClick={edit}>{words.editEvidence}</button>}
        {!fixed && <button type="button" class="link" aria-label={words.removeThis(name)} onClick={remove}>{words.removeEvidence}</button>}
      </footer>
    </blockquote>
  );
}
