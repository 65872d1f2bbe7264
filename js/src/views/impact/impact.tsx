/** The impact panel: improvements to carry out, what follows with how sure it is, what it hangs on, what fits the budget. */
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { Host, HostState } from "../../hosts/host";
import type { Drawn, Look } from "../alone";
import { Lines, Top, turnKeys, useHost } from "../alone_bar";
import { useOption } from "../option";
import { Choices, Research } from "./choices";
import { useDrawn, type Shown } from "./drawn";
import { Items } from "./items";
import { useLive } from "./live";
import { Swings } from "./swings";
import { Spoken, Tiles } from "./tiles";
import { read, type Told } from "./told";
import { labelOf, successOf, words, type Speaker } from "./words";

export interface ImpactLook extends Look {
  readonly budget: number | null;
}

export function Impact({ host, options }: { host: Host; options: Drawn<ImpactLook> }): JSX.Element {
  const state = useHost(host);
  const told = useMemo(() => read(state.overlays["impact"]), [state.overlays["impact"]]);
  const title = state.doc.title ? `${words.title}: ${state.doc.title}` : words.title;
  return (
    <section class="cjm impact" data-theme={options.theme} lang={options.language || undefined} style={{ "--max": options.height || undefined }} data-cjm="impact" aria-label={title} onKeyDown={(event) => turnKeys(host, event)}>
      <Top host={host} state={state} title={title} hint="" />
      <Lines host={host} state={state} placed={() => false} />
      {told === null && <div class="empty"><span role="status">{words.waiting}</span></div>}
      {typeof told === "string" && <div class="say warning"><p role="status" dir="auto" data-problem>{words.failed(told)}</p></div>}
      {told !== null && typeof told !== "string" && <Body host={host} state={state} told={told} options={options} />}
    </section>
  );
}

interface BodyProps { host: Host; state: HostState; told: Told; options: Drawn<ImpactLook> }

function Body({ host, state, told, options }: BodyProps): JSX.Element {
  const { doc, readonly, connection } = state;
  const [budget, spend] = useBudget(host, options.budget);
  const drawn = useDrawn(state, told);
  const live = useLive(host, doc, told, drawn, readonly);
  const currency = doc.meta["currency"];
  const by: Speaker = { language: options.language, currency: typeof currency === "string" ? currency : "" };
  const success = successOf(told);
  const some = told.levers.length > 0;
  return (
    <div class="inner">
      {told.gate && !told.gate.passed && <div class="say warning"><p role="status" data-gate>▲ {told.gate.sentence}</p></div>}
      <div class="thirds">
        <section>
          <Head text={words.items} small={words.itemsHint} />
          <Items doc={doc} told={told} live={live} readonly={readonly} />
          <Choices {...{ doc, told, drawn, live, by, budget, spend, readonly }} />
        </section>
        <section>
          <Head text={words.title} small={words.tilesHint(told.settings.draws, told.settings.interval)} />
          <Tiles told={told} live={live} by={by} connection={connection} />
          <Spoken told={told} live={live} by={by} />
          <p class="note">{words.causal}</p>
          {told.notes.length > 0 && <details class="notes"><summary>{words.notes(told.notes.length)}</summary><ul>{told.notes.map((one) => <li key={one} dir="auto">{one}</li>)}</ul></details>}
        </section>
        <section class={drawn.fresh ? "" : "old"} aria-busy={drawn.state === "running"}>
          {some && <Head text={words.swings} small={words.swingsHint(labelOf(told.measure, success))} />}
          <Swings doc={doc} told={told} swings={drawn.sensitivity ?? []} middle={drawn.middle} by={by} />
          {some && drawn.research && <Head text={words.research} small={words.researchHint} />}
          <Research doc={doc} told={told} drawn={drawn} by={by} />
          <Progress host={host} drawn={drawn} moved={live.moved} unanswered={live.unanswered} connection={connection} />
        </section>
      </div>
    </div>
  );
}

/** A budget typed here holds at once; Python is told, so that it looks for the best within it. */
function useBudget(host: Host, option: number | null): [number | null, (budget: number | null) => void] {
  const [budget, put] = useOption(option);
  const spend = (next: number | null): void => {
    put(next);
    host.run("impact_budget", { budget: next }).catch(() => undefined); // the line above says that Python does not answer
  };
  return [budget, spend];
}

interface ProgressProps { host: Host; drawn: Shown; moved: boolean; unanswered: boolean; connection: HostState["connection"] }

/** Whether the draws go on, and a way to stop them or to begin again. */
function Progress({ host, drawn, moved, unanswered, connection }: ProgressProps): JSX.Element | null {
  const run = (verb: string): void => void host.run(verb).catch(() => undefined); // the lines above say that Python does not answer
  if ((connection === "gone" || unanswered) && (moved || !drawn.fresh)) return <p class="note" role="status" data-progress>{words.stays} {words.needsPython}</p>;
  if (drawn.fresh) return null;
  if (drawn.state === "running") return <p class="note" role="status" data-progress>{words.waiting} <button type="button" class="link" data-stop onClick={() => run("impact_stop")}>{words.stop}</button></p>;
  return <p class="note" role="status" dir="auto" data-progress>{drawn.state === "failed" ? drawn.error : words.stopped} <button type="button" class="link" data-again onClick={() => run("impact_go")}>{words.again}</button></p>;
}

const Head = ({ text, small }: { text: string; small: string }): JSX.Element => <h3>{text}<small>{small}</small></h3>;
