/** What follows, a tile a measure: now, then, the difference, its interval. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { HostState } from "../../hosts/host";
import type { Live } from "./live";
import type { Told } from "./told";
import { isBetter, labelOf, say, sayChange, successOf, words, type Speaker } from "./words";

interface TilesProps { told: Told; live: Live; by: Speaker; connection: HostState["connection"] }

const SHOWN = ["success", "time", "value", "net", "cost", "satisfaction", "peak_end", "volume"] as const;
const LEAST = 1e-9;

export function Tiles(props: TilesProps): JSX.Element {
  return <dl class="tiles">{shownIn(props.told, props.live).map((measure) => <Tile key={measure} measure={measure} {...props} />)}</dl>;
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

function Tile({ measure, told, live, by, connection }: TilesProps & { measure: string }): JSX.Element {
  const [now, then] = [live.now[measure] ?? 0, live.then[measure] ?? 0];
  const change = then - now;
  const row = live.answer?.[measure];
  const unit = Math.max(Math.abs(now), Math.abs(then));
  const verdict = Math.abs(change) < LEAST ? "same" : isBetter(measure, change) ? "better" : "worse";
  return (
    <div class={`tile ${verdict}`} data-tile={measure}>
      <dt>{labelOf(measure, successOf(told))}</dt>
      <dd class="big"><span class="was"><span class="out">{words.now} </span>{say(measure, now, by, unit)}</span> <data value={String(then)}><span class="out">{words.then} </span>{say(measure, then, by, unit)}</data></dd>
      <dd class="by">
        <b>{verdict !== "same" && <span aria-hidden="true">{change > 0 ? "▲ " : "▼ "}</span>}{sayChange(measure, change, by)}</b>
        <span class="out"> {words[verdict]}</span>{" "}
        <span class="between" title={row?.chance == null ? undefined : words.sure(row.chance)}>
          {row?.difference_low == null || row.difference_high == null ? words.pending[live.unanswered ? "gone" : connection] : between(measure, row.difference_low, row.difference_high, change, by)}
        </span>
      </dd>
    </div>
  );
}

/** Two ends, their unit said once; not at all where the change beside them says it. */
function between(measure: string, low: number, high: number, change: number, by: Speaker): string {
  const [from, to] = [low, high].map((end) => sayChange(measure, end, by, change));
  return `${bare(from ?? "")} … ${measure.startsWith("time") ? to : bare(to ?? "")}`;
}

const bare = (text: string): string => text.replace(/ [^\d\s]+$/, "");

const PAUSE = 900;

/** Tells a screen reader the new result once nothing has moved for a while. */
export function Spoken({ told, live, by }: Omit<TilesProps, "connection">): JSX.Element {
  const [now, then] = [live.now[told.measure] ?? 0, live.then[told.measure] ?? 0];
  const unit = Math.max(Math.abs(now), Math.abs(then));
  const label = labelOf(told.measure, successOf(told));
  const text = words.said(label, say(told.measure, now, by, unit), say(told.measure, then, by, unit), sayChange(told.measure, then - now, by));
  const first = useRef(text);
  const [spoken, speak] = useState("");
  useEffect(() => {
    if (text === first.current) return;
    const timer = setTimeout(() => {
      first.current = "";
      speak(text);
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  return <p class="out" role="status" data-spoken>{spoken}</p>;
}
