/** The value proposition: what the customer wants to get done, fears and hopes for, beside what the offer has for it. Every change is an edit. */
import type { JSX } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import type { HostState } from "../../hosts/host";
import type { Op, Row } from "../../model/types";
import { CanvasEntry } from "./canvas_entry";
import type { PanelPort } from "./port";
import { added, alone, asked, entriesOf, moved, removed, SIDES, strays, type Kind, type Side } from "./propositions";
import { words } from "./words";

export interface CanvasProps { port: PanelPort; state: HostState }

export function Canvas({ port, state }: CanvasProps): JSX.Element {
  const { doc } = state;
  const open = asked(doc).filter((row) => alone(doc, row)).length;
  const lost = strays(doc);
  const { size, rows } = doc.tables.propositions;
  return (
    <div class="canvas">
      <p class="quiet" role="status">{words.unanswered(open)}</p>
      <div class="sides">
        {(Object.keys(SIDES) as Side[]).map((side) => (
          <section key={side} aria-label={words.sides[side]}>
            <h4>{words.sides[side]}</h4>
            {SIDES[side].map((kind) => <List key={kind} port={port} state={state} kind={kind} list={entriesOf(doc, kind)} />)}
          </section>
        ))}
      </div>
      {lost.length > 0 && <List port={port} state={state} kind={null} list={lost} />}
      {size > rows.size && <p class="quiet">{words.moreEntries(size - rows.size)}</p>}
    </div>
  );
}

function List({ port, state, kind, list }: CanvasProps & { kind: Kind | null; list: readonly Row[] }): JSX.Element {
  const box = useRef<HTMLElement>(null);
  const title = kind ? words.propositions[kind] : words.strays;
  const edit = (ops: Op[], label: string): void => {
    if (!ops.length) return;
    port.host.edit(ops, label);
    port.say(label);
  };
  const remove = (id: string): void => {
    // The focus must not go with the entry.
    const next = box.current?.querySelector<HTMLElement>(".add input") ?? box.current?.closest<HTMLElement>("[data-panel]");
    next?.focus({ preventScroll: true });
    edit(removed(state.doc, id), words.didProposition.remove);
  };
  return (
    <section ref={box} class="asked" aria-label={title} data-kind={kind ?? "none"}>
      <h5>{title}</h5>
      <ul>
        {list.map((row, at) => (
          <CanvasEntry key={row.id} port={port} state={state} row={row} first={at === 0} last={at === list.length - 1}
            move={(by) => edit(moved(list, row.id, by), words.didProposition.move)} remove={() => remove(row.id)} />
        ))}
      </ul>
      {kind && !state.readonly && <Adding label={words.addProposition[kind]} add={(text) => edit(added(state.doc, kind, text), words.didProposition.add)} />}
      {list.length === 0 && state.readonly && <p class="quiet">{words.nothing}</p>}
    </section>
  );
}

/** A line to write the next entry into; Enter adds it and the line is free again. */
function Adding({ label, add }: { label: string; add: (text: string) => void }): JSX.Element {
  const [text, put] = useState("");
  const id = useId();
  const submit = (event: Event): void => {
    event.preventDefault();
    if (text.trim() === "") return;
    add(text.trim());
    put("");
  };
  return (
    <form class="add" onSubmit={submit}>
      <label for={id} class="out">{label}</label>
      <input id={id} type="text" autocomplete="off" dir="auto" placeholder={label} value={text} onInput={(event) => put(event.currentTarget.value)} />
      <button type="submit" class="btn" aria-label={label}>{words.add}</button>
    </form>
  );
}
