/** One finding: its severity in shape and word, what it says, and what can be done about it. */
import type { JSX } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { plainText } from "../../model/items";
import type { Doc } from "../../model/types";
import { GraveShape } from "../shapes";
import type { Finding } from "./found";
import { holdFocus } from "./frame";
import type { PanelPort, Target } from "./port";
import type { Tab } from "./port";
import { words } from "./words";

interface FindingProps {
  port: PanelPort;
  doc: Doc;
  finding: Finding;
  fixed: boolean;
  /** Turns to another tab of the panel, where there are some. */
  turn: ((tab: Tab) => void) | null;
  mend: () => void;
  silence: (reason: string) => void;
}

export function FindingView({ port, doc, finding, fixed, turn, mend, silence }: FindingProps): JSX.Element {
  const { severity, what, code, why, how, silenced, reason } = finding;
  const [asking, ask] = useState(false);
  const [lost, lose] = useState(false);
  const target = targetOf(finding);
  const place = placeOf(doc, finding);
  const tab = turn && target === null ? tabOf(finding) : null;
  const id = useId();
  const item = useRef<HTMLLIElement>(null);
  const stop = (): void => {
    holdFocus(item.current);
    ask(false);
  };
  return (
    <li ref={item} class={`sev-${severity}`} data-code={code} aria-labelledby={id}>
      <p class="grade"><GraveShape severity={severity} />{words.severities[severity]}</p>
      <div class="says">
        <p id={id} dir="auto"><span class="out">{words.severities[severity]}: </span>{what}</p>
        <code>{code}</code>
        <details>
          <summary>{words.why}</summary>
          <p>{why}</p>
          <p>{how}</p>
        </details>
        {silenced && <p class="quiet" dir="auto">{words.silencedFor(reason)}</p>}
        <p class="row">
          <Where target={target} place={place} tab={tab} go={(to) => lose(!port.visit(to))} turn={turn} />
          {!fixed && finding.mendable && !silenced && <button type="button" class="btn primary" title={how} aria-label={words.mendThis(what)} onClick={(event) => { holdFocus(event.currentTarget); mend(); }}>{words.mend}</button>}
          {finding.table === "cards" && finding.row !== null && <button type="button" class="link" onClick={() => port.open({ what: "row", table: "cards", id: finding.row ?? "" })}>{words.details}</button>}
          {!fixed && !silenced && !asking && <button type="button" class="link" aria-label={words.silenceThis(what)} onClick={() => ask(true)}>{words.silence}</button>}
        </p>
        {lost && <p class="why" role="alert">{words.notDrawn}</p>}
        {asking && <Reason cancel={stop} keep={(said) => { stop(); silence(said); }} />}
      </div>
    </li>
  );
}

interface WhereProps {
  target: Target | null;
  place: string;
  tab: Tab | null;
  go: (target: Target) => void;
  turn: ((tab: Tab) => void) | null;
}

/** Leads to the place on the board, or to the tab where the finding is mended. */
function Where({ target, place, tab, go, turn }: WhereProps): JSX.Element {
  if (target) return <button type="button" class="link go" dir="auto" aria-label={words.goTo(place)} onClick={() => go(target)}>{place}</button>;
  if (!tab || !turn) return <span class="quiet">{words.wholeMap}</span>;
  const open = (event: { currentTarget: HTMLElement }): void => {
    holdFocus(event.currentTarget);
    turn(tab);
  };
  return <button type="button" class="link go" onClick={open}>{words.tabs[tab]}</button>;
}

/** Asks why a finding may stay; nothing goes without a reason. */
function Reason({ keep, cancel }: { keep: (reason: string) => void; cancel: () => void }): JSX.Element {
  const [text, put] = useState("");
  const [lacks, lack] = useState(false);
  const id = useId();
  const submit = (event: Event): void => {
    event.preventDefault();
    if (text.trim() === "") lack(true);
    else keep(text.trim());
  };
  const escape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    cancel();
  };
  return (
    <form class="form" onSubmit={submit} onKeyDown={escape}>
      <label for={id}>{words.reason}</label>
      <input ref={(field) => void (field && field.value === "" && field.ownerDocument && !lacks && field.focus({ preventScroll: true }))} id={id} type="text" autocomplete="off" value={text} aria-invalid={lacks} onInput={(event) => put(event.currentTarget.value)} />
      {lacks && <p class="why" role="alert">{words.needsReason}</p>}
      <p class="row">
        <button type="submit" class="btn primary">{words.silenceDo}</button>
        <button type="button" class="btn q" onClick={cancel}>{words.cancel}</button>
      </p>
    </form>
  );
}

/** Where a finding is on the board: a card, a cell, a step, a lane, a stage; nothing where it is about the whole map. */
function targetOf({ table, row, step, lane }: Finding): Target | null {
  if (table === "cards" && row) return { card: row };
  if (table === "stages" && row) return { stage: row };
  const target = { step: step ?? (table === "steps" ? row : null), lane: lane ?? (table === "lanes" ? row : null) };
  return target.step || target.lane ? target : null;
}

/** The tab where a finding about the map itself, or its value proposition, is mended by hand. */
const tabOf = ({ table }: Finding): Tab | null => (table === "meta" ? "about" : table === "propositions" ? "propositions" : null);

/** The names of the place: Reads reviews, Pain points. */
function placeOf({ tables }: Doc, { table, row, step, lane, where }: Finding): string {
  const name = (from: "steps" | "lanes" | "stages", id: string | null): string => (id === null ? "" : plainText(tables[from].rows.get(id)?.["name"]) || id);
  const card = table === "cards" && row ? tables.cards.rows.get(row) : undefined;
  const at = (own: string | null, column: string, of: string): string | null => own ?? (card ? String(card[column]) : table === of ? row : null);
  const names = [name("steps", at(step, "step", "steps")), name("lanes", at(lane, "lane", "lanes")), table === "stages" ? name("stages", row) : ""];
  return names.filter(Boolean).join(", ") || where;
}
