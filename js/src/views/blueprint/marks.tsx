/** What a blueprint says of a card and a lane beyond the grid: decisions, waits, risks, who customers think it is, who carries it out. */
import type { JSX } from "preact";
import { plainText } from "../../model/items";
import { showSpan } from "../../model/times";
import type { Row, Value } from "../../model/types";
import { words } from "./words";

const numbers = (...values: readonly (Value | undefined)[]): readonly number[] | null => (values.every((one) => typeof one === "number") ? values : null);

/** Likelihood times impact, of 100; times detection, of 1000, where that is known too. */
export function riskOf({ likelihood, failure_impact, detection }: Row): { risk: number; most: number } | null {
  const known = numbers(likelihood, failure_impact);
  if (!known) return null;
  const all = numbers(...known, detection) ?? known;
  return { risk: all.reduce((product, one) => product * one, 1), most: 10 ** all.length };
}

export function CardMarks(card: Row): JSX.Element | null {
  const said = saidOf(card);
  const decision = card["decision"] === true;
  if (!decision && said.length === 0) return null;
  return (
    <>
      {said.length > 0 && <div class="m">{said.map(({ kind, text, title }) => <span key={kind} class={`bp-${kind}`} title={title} dir="auto" data-mark={kind}>{text}</span>)}</div>}
      {decision && <span class="diamond" role="img" aria-label={words.decision} title={words.decision} data-mark="decision">?</span>}
    </>
  );
}

function saidOf(card: Row): { kind: string; text: string; title?: string }[] {
  const [wait, risk] = [card["wait"], riskOf(card)];
  const [team, thought] = [plainText(card["team"]).trim(), plainText(card["perceived_team"]).trim()];
  const mode = plainText(card["failure_mode"]).trim();
  return [
    ...(typeof wait === "number" && wait > 0 ? [{ kind: "wait", text: words.waits(showSpan(wait)) }] : []),
    ...(risk ? [{ kind: "risk", text: words.risk(risk.risk, risk.most), title: mode || undefined }] : []),
    ...(thought !== "" && thought !== team ? [{ kind: "thought", text: words.think(thought) }] : []),
  ];
}

const drawings: Readonly<Record<string, string>> = {
  people: "M4.4 1.6a1.9 1.9 0 1 0 0 3.8 1.9 1.9 0 0 0 0-3.8ZM1 10.4c0-2.3 1.5-3.5 3.4-3.5s3.4 1.2 3.4 3.5M8 2a1.8 1.8 0 0 1 0 3.4M9 7.2c1.3.5 2 1.6 2 3.2",
  technology: "M1.5 2h9v6.3h-9zM4 10.5h4M6 8.3v2.2",
};

/** Who carries out a lane of ours, as a drawing and a word. */
export function LaneMarks(lane: Row): JSX.Element | null {
  const carrier = String(lane["carrier"] ?? "");
  const drawing = drawings[carrier];
  if (!drawing) return null;
  return (
    <small class="carrier" data-carrier={carrier}>
      <svg class="ic" viewBox="0 0 12 12" aria-hidden="true"><path d={drawing} /></svg>
      {words.carriers[carrier]}
    </small>
  );
}
