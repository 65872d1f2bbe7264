/** What fits the budget, what each budget buys, and which guess to research first. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { readNumber } from "../../model/numbers";
import { row } from "../../model/document";
import type { Doc } from "../../model/types";
import type { Shown } from "./drawn";
import { nameOf } from "./items";
import type { Live } from "./live";
import { isPortfolio, type Portfolio, type Told } from "./told";
import { money as amount, say, sayWorth, words, type Speaker } from "./words";

interface ChoicesProps { doc: Doc; told: Told; drawn: Shown; live: Live; by: Speaker; budget: number | null; spend: (budget: number | null) => void; readonly: boolean }

export function Choices(props: ChoicesProps): JSX.Element | null {
  const { doc, told, drawn, live, by, budget, spend, readonly } = props;
  if (!told.levers.length) return null;
  const money = (value: number): string => amount(value, by);
  const cost = told.levers.reduce((total, one, k) => total + ((live.shares[k] ?? 0) > 0 ? costOf(doc, one.name) : 0), 0);
  const found = drawn.portfolio;
  const best = isPortfolio(found) && found.budget === budget ? found : null;
  return (
    <div class="choices">
      <Budget budget={budget} spend={spend} money={money} />
      <p class="note" data-cost>{words.cost(money(cost), budget === null ? "" : money(budget))}{budget !== null && cost > budget && <strong> {words.over(money(cost - budget))}</strong>}</p>
      {best && <Best {...props} best={best} money={money} />}
      {found && !isPortfolio(found) && <p class="note" role="status" dir="auto" data-refused>{found.error}</p>}
      {!readonly && best && !isTaken(told, live, best) && (
        <button type="button" class="btn" data-take onClick={() => live.put(takes(told, live, best))}>{words.take}</button>
      )}
    </div>
  );
}

/** A typed amount; nothing typed is no limit. What is no amount stays as typed, with a sentence. */
function Budget({ budget, spend, money }: { budget: number | null; spend: (budget: number | null) => void; money: (value: number) => string }): JSX.Element {
  const [wrong, put] = useState("");
  const take = (text: string): void => {
    const value = text.trim() === "" ? null : readNumber(text.replace(/[^\d.,\s-]+$/, ""));
    const fits = text.trim() === "" || (value !== null && Number.isFinite(value) && value >= 0);
    put(fits ? "" : text);
    if (fits) spend(value);
  };
  return (
    <>
      <label class="budget">
        {words.budget}
        <input type="text" inputMode="decimal" class="entry" placeholder={words.noLimit} aria-invalid={wrong !== ""} value={wrong || (budget === null ? "" : money(budget))} onChange={(event) => take((event.target as HTMLInputElement).value)} />
      </label>
      {wrong && <p class="why" role="alert" dir="auto" data-wrong>{words.noAmount(wrong.slice(0, 40))}</p>}
    </>
  );
}

function Best({ doc, told, live, by, best, money }: ChoicesProps & { best: Portfolio; money: (value: number) => string }): JSX.Element {
  const names = best.chosen.map((id) => nameOf(doc, id)).join(", ");
  return (
    <>
      <p class="note" dir="auto" data-best>
        {best.chosen.length ? words.chosen(names) : words.nothingChosen} {best.chosen.length > 0 && isTaken(told, live, best) && words.asIs}{" "}
        {best.exact ? words.exact : words.bound(say(told.measure, best.bound, by))}
      </p>
      <details>
        <summary>{words.frontier}</summary>
        <Frontier best={best} told={told} by={by} />
        <table class="frontier">
          <thead><tr>{words.frontierHead.map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
          <tbody>
            {best.frontier.map((one) => (
              <tr key={one.cost}><td class="n">{money(one.cost)}</td><td class="n">{say(told.measure, one.score, by)}</td><td dir="auto">{one.improvements.split(", ").map((id) => (id ? nameOf(doc, id) : "")).join(", ") || "–"}</td></tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

/** A step line: from each cost on, so much is to be had. */
function Frontier({ best, told, by }: { best: Portfolio; told: Told; by: Speaker }): JSX.Element | null {
  const points = best.frontier;
  const last = points.at(-1);
  if (!last || points.length < 2) return null;
  const [low, high] = [best.base, last.score];
  const x = (cost: number): number => 4 + (cost / last.cost) * 192;
  const y = (score: number): number => 66 - ((score - low) / (high - low || 1)) * 58;
  const line = points.map((one, i) => `${i ? `H${x(one.cost)}V` : `M${x(one.cost)} `}${y(one.score)}`).join("");
  return (
    <svg class="curve" viewBox="0 0 200 72" role="img" aria-label={`${words.frontier}: ${say(told.measure, low, by)} – ${say(told.measure, high, by)}`}>
      <path d={`${line}H198`} />
      {points.map((one) => <circle key={one.cost} class={one.cost === best.cost ? "on" : ""} cx={x(one.cost)} cy={y(one.score)} r={one.cost === best.cost ? 3.4 : 1.8} />)}
    </svg>
  );
}

export function Research({ doc, told, drawn, by }: { doc: Doc; told: Told; drawn: Shown; by: Speaker }): JSX.Element | null {
  if (!told.levers.length || !drawn.research) return null;
  const worth = drawn.research.filter((one) => one.worth > one.noise && one.share >= 0.01).slice(0, 4);
  if (!worth.length) return <p class="note" data-research>{words.noResearch}</p>;
  return (
    <ol class="research" data-research>
      {worth.map((one) => (
        <li key={`${one.kind} ${one.input}`}>
          <span dir="auto">{one.kind === "effect" ? nameOf(doc, one.input) : told.chain.names[one.input] || one.input}</span>
          <small> {words.kinds[one.kind] ?? one.kind} · {words.worth(sayWorth(told.measure, one.worth, by))}</small>
        </li>
      ))}
    </ol>
  );
}

const isTaken = (told: Told, live: Live, best: Portfolio): boolean => told.levers.every((one, k) => (live.shares[k] ?? 0) > 0 === best.chosen.includes(one.name));

/** The chosen ones as far as they say, or in full; all others not at all. */
function takes(told: Told, live: Live, best: Portfolio): ReadonlyMap<string, number> {
  return new Map(told.levers.map((one, k) => [one.name, best.chosen.includes(one.name) ? live.shares[k] || 1 : 0]));
}

function costOf({ tables }: Doc, id: string): number {
  const cost = row({ tables } as Doc, "improvements", id)?.["cost"];
  return typeof cost === "number" ? cost : 0;
}
