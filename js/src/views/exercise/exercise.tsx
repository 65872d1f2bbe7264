/** An exercise: what is to be done, hints that open one after another, questions, and what a check found. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Host } from "../../hosts/host";
import type { Drawn, Look } from "../alone";
import { Lines, Top, turnKeys, useHost } from "../alone_bar";
import { Asked } from "./asked";
import { read, sums, type Mark, type Told } from "./told";
import { words } from "./words";

export function Exercise({ host, options }: { host: Host; options: Drawn<Look> }): JSX.Element {
  const state = useHost(host);
  const told = read(state.overlays["exercise"]);
  return (
    <section class="cjm exercise" data-theme={options.theme} lang={options.language || undefined} style={{ "--max": options.height || undefined }} data-cjm="exercise" aria-label={told?.title ?? words.waiting} onKeyDown={(event) => turnKeys(host, event)}>
      <Top host={host} state={state} title={told?.title ?? ""} hint={told ? words.minutes(told.minutes) : ""} />
      <Lines host={host} state={state} placed={() => false} />
      {told ? <Body host={host} told={told} /> : <div class="empty"><span role="status">{words.waiting}</span></div>}
    </section>
  );
}

function Body({ host, told }: { host: Host; told: Told }): JSX.Element {
  const [problem, fail] = useState("");
  const [busy, work] = useState(false);
  const ask = (verb: string, args = {}): Promise<void> => {
    fail("");
    return host.run(verb, args).then(() => undefined, (error: unknown) => fail(words.failed(error instanceof Error ? error.message : String(error))));
  };
  const under = useRef(false);
  const check = (): void => {
    if (under.current) return;
    under.current = true;
    work(true);
    void ask("exercise_check").then(() => {
      under.current = false;
      work(false);
    });
  };
  return (
    <div class="inner parts">
      <Course told={told} />
      {told.task.split("\n").map((line, i) => <p key={i} class="task" dir="auto">{line}</p>)}
      {told.questions.map((question) => <Asked key={question.id} question={question} say={(value) => void ask("exercise_say", { question: question.id, value })} />)}
      <Hints told={told} more={() => void ask("exercise_hint")} />
      <Wanted told={told} />
      <div class="act">
        <button type="button" class="btn main" onClick={check} disabled={busy} data-check>{busy ? words.checking : words.check}</button>
        <Result told={told} />
      </div>
      {problem !== "" && <p class="why" role="alert">{problem}</p>}
    </div>
  );
}

/** How far the handout is, the same in each of its exercises. */
function Course({ told }: { told: Told }): JSX.Element | null {
  if (!told.progress) return null;
  const { met, of } = told.progress;
  return (
    <p class="course" data-progress>
      <span aria-hidden="true">{Array.from({ length: of }, (_, i) => <i key={i} class={i < met ? "full" : ""} />)}</span>
      {words.progress(met, of)}
    </p>
  );
}

function Hints({ told, more }: { told: Told; more: () => void }): JSX.Element | null {
  const list = useRef<HTMLOListElement>(null);
  const known = useRef(told.hints.length);
  useEffect(() => {
    if (told.hints.length > known.current) (list.current?.lastElementChild as HTMLElement | null)?.focus();
    known.current = told.hints.length;
  }, [told.hints.length]);
  if (!told.hints.length && !told.more) return null;
  return (
    <div class="hints">
      {told.hints.length > 0 && <ol ref={list} aria-label={words.hints}>{told.hints.map((hint) => <li key={hint} dir="auto" tabIndex={-1}>{hint}</li>)}</ol>}
      {told.more > 0 && <button type="button" class="link" onClick={more} data-hint>{words.hint(told.more)}</button>}
    </div>
  );
}

/** What is looked for; after a check with what is met, by a word and a sign and not by colour alone. */
function Wanted({ told }: { told: Told }): JSX.Element {
  const { marks } = told;
  return (
    <div class="wanted">
      <h3>{words.wanted}</h3>
      <ul>{marks === null ? told.rules.map(({ says }) => <li key={says} dir="auto">{says}</li>) : marks.map((mark, i) => <Line key={i} mark={mark} />)}</ul>
    </div>
  );
}

function Line({ mark }: { mark: Mark }): JSX.Element {
  return (
    <li class={mark.met ? "met" : "missing"} data-met={mark.met}>
      <span class="sign" aria-hidden="true">{mark.met ? "✓" : "○"}</span>
      <span dir="auto">{mark.says}</span> <span class="state">{mark.met ? words.met : words.missing}</span>
      {!mark.met && <small dir="auto">{mark.reason}</small>}
      {mark.read && <small>{words.toRead}</small>}
    </li>
  );
}

function Result({ told }: { told: Told }): JSX.Element {
  if (told.marks === null) return <span role="status" class="result" />;
  const { met, points, of } = sums(told.marks);
  const all = told.marks.length;
  return (
    <span role="status" class="result" data-result>
      <meter min={0} max={all} value={met} aria-hidden="true" />
      {words.result(met, all, points, of)} {met === all ? words.done : ""} {told.old ? words.old : ""}
    </span>
  );
}
