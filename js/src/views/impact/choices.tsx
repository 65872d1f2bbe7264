/** What fits the budget, what each budget buys, and which guess to research first. */
import type { JSX } from "preact";
import { readNumber } from "../../model/numbers";
import { row } from "../../model/document";
import type { Doc } from "../../model/types";
import { nameOf } from "./items";
import type { Live } from "./live";
import { isPortfolio, type Portfolio, type Told } from "./told";
import { say, sayChange, words, type Speaker } from "./words";

interface ChoicesProps { doc: Doc; told: Told; live: Live; by: Speaker; budget: number | null; spend: (budget: number | null) => void; readonly: boolean }

export function Choices(props: ChoicesProps): JSX.Element | null {
  const { doc, told, live, by, budget, spend, readonly } = props;
  if (!told.levers.length) return null;
  const money = (value: number): string => say("cost", value, by);
  const cost = told.levers.reduce((total, one, k) => total + ((live.shares[k] ?? 0) > 0 ? costOf(doc, one.name) : 0), 0);
  return (
    <div class="choices">
      <label class="budget">
        {words.budget}
        <input type="text" inputMode="decimal" class="entry" placeholder={words.noLimit} value={budget === null ? "" : money(budget)} onChange={(event) => spend(budgetOf((event.target as HTMLInputElement).value, budget))} />
      </label>
      <p class="note" data-cost>{words.cost(money(cost), budget === null ? "" : money(budget))}{budget !== null && cost > budget && <strong> {words.over(money(cost - budget))}</strong>}</p>
      {isPortfolio(told.portfolio) ? <Best {...props} best={told.portfolio} money={money} /> : told.portfolio.error && <p class="note" role="status" data-refused>{told.portfolio.error}</p>}
      {!readonly && isPortfolio(told.portfolio) && !isTaken(told, live, told.portfolio) && (
        <button type="button" class="btn" data-take onClick={() => live.put(takes(told, live, told.portfolio as Portfolio))}>{words.take}</button>
      )}
    </div>
  );
}

/** A typed amount; nothing typed is no limit, nonsense leaves what was. */
function budgetOf(text: string, before: number | null): number | null {
  if (text.trim() === "") return null;
  const value = readNumber(text.replace(/[^\d.,\s-]+$/, ""));
  return value === null || value < 0 ? before : value;
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

export function Research({ doc, told, by }: { doc: Doc; told: Told; by: Speaker }): JSX.Element | null {
  if (!told.levers.length) return null;
  const worth = told.research.filter((one) => one.worth > one.noise && one.share >= 0.01).slice(0, 4);
  if (!worth.length) return <p class="note" data-research>{words.noResearch}</p>;
  return (
    <ol class="research" data-research>
      {worth.map((one) => (
        <li key={`${one.kind} ${one.input}`}>
          <span dir="auto">{one.kind === "effect" ? nameOf(doc, one.input) : told.chain.names[one.input] || one.input}</span>
          <small> {words.kinds[one.kind] ?? one.kind} · {words.worth(sayChange(told.measure, one.worth, by))}</small>
        </li>
      ))}
    </ol>
  );
}

const isTaken = (told: Told, live: Live, best: Portfolio): boolean => told.levers.every((one, k) => (live.shares[k] ?? 0) > 0 === best.chosen.includes(one.name));

/** The chosen ones as far as they say, or in full; all others not at all. */
function takes(told: Told, live: Live, best: Portfolio): ReadonlyMap<number, number> {
  return new Map(told.levers.map((one, k) => [k, best.chosen.includes(one.name) ? live.shares[k] || 1 : 0]));
}

function costOf({ tables }: Doc, id: string): number {
  const cost = row({ tables } as Doc, "improvements", id)?.["cost"];
  return typeof cost === "number" ? cost : 0;
}
