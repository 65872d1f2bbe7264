/** What follows, a tile a measure: now, then, the difference, its interval. */
import type { JSX } from "preact";
import type { Live } from "./live";
import type { Told } from "./told";
import { isBetter, labelOf, say, sayChange, words, type Speaker } from "./words";

interface TilesProps { told: Told; live: Live; by: Speaker }

const SHOWN = ["success", "time", "value", "net", "cost", "satisfaction", "peak_end", "volume"] as const;
const LEAST = 1e-9;

export function Tiles({ told, live, by }: TilesProps): JSX.Element {
  return <dl class="tiles">{shownIn(told, live).map((measure) => <Tile key={measure} measure={measure} told={told} live={live} by={by} />)}</dl>;
}

/** The measures the map says something about. */
function shownIn(told: Told, live: Live): string[] {
  const said = (measure: string): boolean => {
    const now = live.now[measure] ?? null;
    if (now === null) return false;
    if (measure === "net") return (live.now["value"] ?? 0) !== 0 && (live.now["cost"] ?? 0) !== 0;
    if (measure === "volume") return told.levers.some((one) => one.kind === "volume");
    return measure === "success" || Math.abs(now) > LEAST || Math.abs((live.then[measure] ?? 0) - now) > LEAST;
  };
  return SHOWN.filter(said);
}

function Tile({ measure, told, live, by }: TilesProps & { measure: string }): JSX.Element {
  const [now, then] = [live.now[measure] ?? 0, live.then[measure] ?? 0];
  const change = then - now;
  const row = live.answer?.[measure];
  const unit = Math.max(Math.abs(now), Math.abs(then));
  const verdict = Math.abs(change) < LEAST ? "same" : isBetter(measure, change) ? "better" : "worse";
  return (
    <div class={`tile ${verdict}`} data-tile={measure}>
      <dt>{labelOf(measure, told.chain.outcomes.filter((_, m) => told.chain.success[m]))}</dt>
      <dd class="big"><span class="was"><span class="out">{words.now} </span>{say(measure, now, by, unit)}</span> <span class="out">{words.then} </span>{say(measure, then, by, unit)}</dd>
      <dd class="by">
        <b>{verdict !== "same" && <span aria-hidden="true">{change > 0 ? "▲ " : "▼ "}</span>}{sayChange(measure, change, by)}</b>
        <span class="out"> {words[verdict]}</span>{" "}
        <span class="between" title={row?.chance == null ? undefined : words.sure(row.chance)}>
          {row?.difference_low == null || row.difference_high == null ? words.pending : `${bare(sayChange(measure, row.difference_low, by, change))} … ${bare(sayChange(measure, row.difference_high, by, change))}`}
        </span>
      </dd>
    </div>
  );
}

const bare = (text: string): string => text.replace(/ (pp|%)$/, "");
