/** What changed since another version: each change as shape, word and sentence; what is gone is struck through, what is there can be gone to. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { HostState } from "../../hosts/host";
import { fieldsIn, numberIn, textIn } from "./ask";
import type { PanelPort, Target } from "./port";
import { words } from "./words";

interface Change {
  readonly kind: string;
  readonly mark: string;
  readonly said: string;
  readonly table: string;
  readonly gone: boolean;
  readonly target: Target | null;
}

/** The changes in the overlay `diff`; null where nothing is compared. */
export function changesIn(state: HostState): { changes: readonly Change[]; total: number } | null {
  const { changes, total } = fieldsIn(state.overlays["diff"]);
  if (!Array.isArray(changes)) return null;
  return { changes: changes.map(changeIn), total: numberIn(total) ?? changes.length };
}

function changeIn(one: unknown): Change {
  const said = fieldsIn(one);
  const [kind, mark, text, table, card, stage, step, lane] = ["kind", "mark", "said", "table", "card", "stage", "step", "lane"].map((name) => textIn(said[name])) as [string, string, string, string, string, string, string, string];
  const target = card || stage || step || lane ? { card: card || null, stage: stage || null, step: step || null, lane: lane || null } : null;
  return { kind, mark, said: text, table, gone: said["gone"] === true, target };
}

export function Changes({ port, state }: { port: PanelPort; state: HostState }): JSX.Element {
  const found = changesIn(state) ?? { changes: [], total: 0 };
  const [kind, show] = useState("");
  const [lost, lose] = useState("");
  const kinds = [...new Set(found.changes.map((one) => one.kind))];
  const shown = found.changes.filter((one) => kind === "" || one.kind === kind);
  const tables = [...new Set(shown.map(({ table }) => table))];
  return (
    <>
      <p class="quiet" role="status">{words.changed(found.total)}</p>
      {kinds.length > 1 && (
        <div class="filters" role="group" aria-label={words.showChanges}>
          {["", ...kinds].map((one) => (
            <button key={one} type="button" class="btn" aria-pressed={one === kind} onClick={() => show(one)}>
              {one || words.filters.all} <span class="n">{one ? found.changes.filter((change) => change.kind === one).length : found.changes.length}</span>
            </button>
          ))}
        </div>
      )}
      {lost !== "" && <p class="why" role="alert">{lost}</p>}
      {tables.map((table) => (
        <section key={table} aria-label={table}>
          <h4>{table}</h4>
          <ul class="changes">
            {shown.filter((one) => one.table === table).map((one, i) => <Line key={`${i} ${one.said}`} change={one} go={(to) => lose(port.visit(to) ? "" : words.notDrawn)} />)}
          </ul>
        </section>
      ))}
      {found.total > found.changes.length && <p class="quiet">{words.moreChanges(found.total - found.changes.length)}</p>}
    </>
  );
}

function Line({ change: { kind, mark, said, gone, target }, go }: { change: Change; go: (to: Target) => void }): JSX.Element {
  const text = gone ? <del>{said}</del> : said;
  return (
    <li data-change={kind}>
      <b>{mark}</b>{" "}
      {target ? <button type="button" class="link" dir="auto" onClick={() => go(target)}>{text}</button> : <span dir="auto">{text}</span>}
    </li>
  );
}
