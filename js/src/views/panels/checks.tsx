/** The findings of the checks: what is wrong, where, why it matters; go there, mend it, or let it stay with a reason. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { HostState } from "../../hosts/host";
import { sentence, useAsked } from "./ask";
import { FindingView } from "./finding";
import { countsOf, findingsIn, keyOf, SEVERITIES, type Counts, type Finding } from "./found";
import type { PanelPort } from "./port";
import type { Tab } from "./port";
import { words } from "./words";

type Filter = keyof typeof words.filters;

export function Checks({ port, state, turn }: { port: PanelPort; state: HostState; turn: (tab: Tab) => void }): JSX.Element {
  const asked = useAsked(port.host, "checks", {}, findingsIn, [state.overlays["checks"], state.revision]);
  const [filter, show] = useState<Filter>("all");
  const [failed, fail] = useState("");
  const { value, problem } = asked;
  const act = async (verb: string, args: Readonly<Record<string, unknown>>, done: string): Promise<void> => {
    try {
      await port.host.run(verb, args);
      fail("");
      port.say(done);
      asked.again();
    } catch (error) {
      fail(sentence(error));
    }
  };
  const counts = value && countsOf(value);
  const shown = (value ?? []).filter((one) => (filter === "silenced" ? one.silenced : !one.silenced && (filter === "all" || one.severity === filter)));
  return (
    <>
      {counts && <p class="quiet">{words.counts(counts.error, counts.warning, counts.note)}</p>}
      {counts && value.length > 0 && <Filters filter={filter} counts={counts} silenced={value.filter((one) => one.silenced).length} show={show} />}
      {(problem || failed) !== "" && <p class="why" role="alert">{words.failed(problem || failed)}</p>}
      {value === null && problem === "" && <p class="quiet">{words.asking}</p>}
      {value && shown.length === 0 && <p class="quiet" role="status">{filter === "all" ? words.allClear : words.noneHere}</p>}
      <ul class="findings">
        {shown.map((one) => (
          <FindingView key={keyOf(one)} port={port} doc={state.doc} finding={one} fixed={state.readonly} turn={state.doc.kind === "map" ? turn : null}
            mend={() => act("mend", { code: one.code, table: one.table, row: one.row, column: one.column }, words.mended)}
            silence={(reason) => act("silence", { code: one.code, row: one.row, reason }, words.silenced)} />
        ))}
      </ul>
    </>
  );
}

function Filters({ filter, counts, silenced, show }: { filter: Filter; counts: Counts; silenced: number; show: (filter: Filter) => void }): JSX.Element {
  const all = SEVERITIES.reduce((sum, one) => sum + counts[one], 0);
  const entries: [Filter, number][] = [["all", all], ...SEVERITIES.map((one): [Filter, number] => [one, counts[one]]), ["silenced", silenced]];
  return (
    <div class="filters" role="group" aria-label={words.filter}>
      {entries.filter(([name, n]) => n > 0 || name === "all" || name === filter).map(([name, n]) => (
        <button key={name} type="button" class="btn" aria-pressed={filter === name} onClick={() => show(name)}>
          {words.filters[name]} <span class="n">{n}</span>
        </button>
      ))}
    </div>
  );
}

export type { Finding };
