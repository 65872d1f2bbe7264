/** Dot voting: each person has some dots for the cards of a map. Counts are secret until they are shown. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Host } from "../../hosts/host";
import type { Drawn, Look } from "../alone";
import { Lines, Top, turnKeys, useHost } from "../alone_bar";
import { ordered, readBallot, readTold, spent, type Ballot, type Choice, type Told } from "./told";
import { words } from "./words";

export function Vote({ host, options }: { host: Host; options: Drawn<Look> }): JSX.Element {
  const state = useHost(host);
  const told = readTold(state.overlays["votes"]);
  return (
    <section class="cjm vote" data-theme={options.theme} lang={options.language || undefined} style={{ "--max": options.height || undefined }} data-cjm="vote" aria-label={told?.title ?? words.waiting} onKeyDown={(event) => turnKeys(host, event)}>
      <Top host={host} state={state} title={told?.title ?? ""} hint={told ? words.turnout(told.voters, told.given) : ""} />
      <Lines host={host} state={state} placed={() => false} />
      {told ? <Booth host={host} told={told} readonly={state.readonly} /> : <div class="empty"><span role="status">{words.waiting}</span></div>}
    </section>
  );
}

function Booth({ host, told, readonly }: { host: Host; told: Told; readonly: boolean }): JSX.Element {
  const [name, call] = useState("");
  const [ballot, put] = useState<Ballot>({});
  const [said, say] = useState("");
  const who = { voter: name.trim() };
  const ask = (verb: string, args: object, then: (answer: unknown) => void): void => {
    host.run(verb, { ...who, ...args, browser: host.browser }).then(then, (error: unknown) => say(words.failed(error instanceof Error ? error.message : String(error))));
  };
  // The ballot of who is named now; told.given changes when another page of theirs votes.
  useEffect(() => ask("vote_mine", {}, (answer) => put(readBallot(answer))), [who.voter, told.given]);
  const left = told.dots - spent(ballot);
  const give = (card: string, by: number): void => {
    say("");
    ask("vote_give", { card, by }, (answer) => put(readBallot(answer)));
  };
  return (
    <div class="inner booth">
      <div class="who">
        <label>{words.name} <input type="text" value={name} dir="auto" maxLength={80} title={words.nameHint} onInput={(event) => call(event.currentTarget.value)} data-voter /></label>
        <strong role="status" data-left>{words.left(left, told.dots)}</strong>
      </div>
      {told.choices.length === 0 && <p>{words.empty}</p>}
      <ol class="choices">
        {ordered(told).map((one) => <Line key={one.id} one={one} mine={ballot[one.id] ?? 0} most={Math.max(1, ...told.choices.map(({ votes }) => votes ?? 0))} left={readonly ? 0 : left} give={(by) => give(one.id, by)} off={readonly} />)}
      </ol>
      <div class="who">
        <button type="button" class="btn" aria-pressed={told.shown} onClick={() => ask("vote_show", { on: !told.shown }, () => say(""))} data-show>{told.shown ? words.hide : words.show}</button>
        {told.shown && !readonly && <button type="button" class="btn" onClick={() => ask("vote_keep", {}, () => say(words.kept))} data-keep>{words.keep}</button>}
        <span role="status">{said || (told.shown ? "" : words.secret)}</span>
      </div>
    </div>
  );
}

interface LineProps { one: Choice; mine: number; most: number; left: number; give: (by: number) => void; off: boolean }

/** A card with this person's dots. The buttons stay focusable when they have nothing to do, so that the focus is not lost. */
function Line({ one, mine, most, left, give, off }: LineProps): JSX.Element {
  const keys = (event: KeyboardEvent): void => {
    const by = event.key === "+" ? 1 : event.key === "-" ? -1 : 0;
    if (by === 0 || (by > 0 ? left < 1 : mine < 1)) return;
    event.preventDefault();
    give(by);
  };
  return (
    <li data-choice={one.id} onKeyDown={keys}>
      <div class="card"><span dir="auto">{one.text}</span> <small dir="auto">{one.where}</small></div>
      {one.votes !== null && <span class="count"><span class="bar2" aria-hidden="true" style={{ inlineSize: `${(100 * one.votes) / most}%` }} /><b>{words.all(one.votes)}</b></span>}
      <div class="mine">
        <span class="dots" aria-hidden="true">{"●".repeat(mine)}</span>
        <span class="out">{words.mine(mine)}</span>
        <button type="button" class="btn" aria-label={words.less(one.text)} aria-disabled={off || mine < 1} onClick={() => mine > 0 && !off && give(-1)}>−</button>
        <button type="button" class="btn" aria-label={words.more(one.text)} aria-disabled={off || left < 1} onClick={() => left > 0 && !off && give(1)} data-more>+</button>
      </div>
    </li>
  );
}
