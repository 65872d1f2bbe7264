/** The impact panel: improvements to carry out, what follows with how sure it is, what it hangs on, what fits the budget. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Host, HostState } from "../../hosts/host";
import type { Drawn, Look } from "../alone";
import { Lines, Top, turnKeys, useHost } from "../alone_bar";
import { useOption } from "../option";
import { Choices, Research } from "./choices";
import { Items } from "./items";
import { useLive } from "./live";
import { Swings } from "./swings";
import { Tiles } from "./tiles";
import { read, type Told } from "./told";
import { labelOf, words, type Speaker } from "./words";

export interface ImpactLook extends Look {
  readonly budget: number | null;
}

export function Impact({ host, options }: { host: Host; options: Drawn<ImpactLook> }): JSX.Element {
  const state = useHost(host);
  const [budget, spend] = useOption(options.budget);
  const told = useTold(host, state, budget);
  const title = state.doc.title ? `${words.title}: ${state.doc.title}` : words.title;
  return (
    <section class="cjm impact" data-theme={options.theme} lang={options.language || undefined} style={{ "--max": options.height || undefined }} data-cjm="impact" aria-label={title} onKeyDown={(event) => turnKeys(host, event)}>
      <Top host={host} state={state} title={title} hint="" />
      <Lines host={host} state={state} placed={() => false} />
      {told === null && <div class="empty"><span role="status">{words.waiting}</span></div>}
      {typeof told === "string" && <div class="say warning"><p role="status" dir="auto" data-problem>{words.failed(told)}</p></div>}
      {told !== null && typeof told !== "string" && <Body host={host} state={state} told={told} options={options} budget={budget} spend={spend} />}
    </section>
  );
}

/** What Python told, or what it answered for another budget typed here. */
function useTold(host: Host, state: HostState, budget: number | null): Told | string | null {
  const overlay = state.overlays["impact"];
  const [own, put] = useState<{ overlay: unknown; told: Told | string | null } | null>(null);
  const told = read(overlay);
  const asked = told !== null && typeof told !== "string" && "budget" in told.portfolio && told.portfolio.budget !== budget;
  useEffect(() => {
    if (!asked || told === null || typeof told === "string") return;
    let wanted = true;
    host.run("impact", { ...told.settings, measure: told.measure, budget }).then(
      (value) => wanted && put({ overlay, told: read(value) }),
      () => undefined,
    );
    return () => void (wanted = false);
  }, [overlay, budget, asked]);
  return asked && own !== null && own.overlay === overlay ? own.told : told;
}

interface BodyProps { host: Host; state: HostState; told: Told; options: Drawn<ImpactLook>; budget: number | null; spend: (budget: number | null) => void }

function Body({ host, state, told, options, budget, spend }: BodyProps): JSX.Element {
  const { doc, readonly } = state;
  const live = useLive(host, told, readonly);
  const currency = doc.meta["currency"];
  const by: Speaker = { language: options.language, currency: typeof currency === "string" ? currency : "" };
  const middle = (live.then[told.measure] ?? 0) - (live.now[told.measure] ?? 0);
  const success = told.chain.outcomes.filter((_, m) => told.chain.success[m]);
  return (
    <div class="inner">
      {told.gate && !told.gate.passed && <div class="say warning"><p role="status" data-gate>▲ {told.gate.sentence}</p></div>}
      <div class="thirds">
        <section>
          <Head text={words.items} small={words.itemsHint} />
          <Items doc={doc} told={told} live={live} readonly={readonly} />
          <Choices {...{ doc, told, live, by, budget, spend, readonly }} />
        </section>
        <section>
          <Head text={words.title} small={words.tilesHint(told.settings.draws, told.settings.interval)} />
          <Tiles told={told} live={live} by={by} />
          <p class="note">{words.causal}</p>
          {told.notes.length > 0 && <details class="notes"><summary>{words.notes(told.notes.length)}</summary><ul>{told.notes.map((one) => <li key={one} dir="auto">{one}</li>)}</ul></details>}
        </section>
        <section>
          {told.levers.length > 0 && <Head text={words.swings} small={words.swingsHint(labelOf(told.measure, success).toLowerCase())} />}
          <Swings doc={doc} told={told} by={by} middle={middle} />
          {told.levers.length > 0 && <Head text={words.research} small={words.researchHint} />}
          <Research doc={doc} told={told} by={by} />
        </section>
      </div>
    </div>
  );
}

const Head = ({ text, small }: { text: string; small: string }): JSX.Element => <h3>{text}<small>{small}</small></h3>;
