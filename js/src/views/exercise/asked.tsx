/** A question: choices, a number, or words. What is typed is told when the field is left or rests, so that nothing is lost. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Question } from "./told";
import { words } from "./words";

type Say = (value: string | readonly string[]) => void;
const REST = 800;

export function Asked({ question, say }: { question: Question; say: Say }): JSX.Element {
  return (
    <fieldset class="asked" data-question={question.id}>
      <legend dir="auto">{question.text}</legend>
      {question.kind === "choice" ? <Choice question={question} say={say} /> : <Typed question={question} say={say} />}
      {question.why !== "" && <p class="because" dir="auto">{question.why}</p>}
    </fieldset>
  );
}

function Choice({ question, say }: { question: Question; say: Say }): JSX.Element {
  const chosen: readonly string[] = Array.isArray(question.said) ? (question.said as readonly string[]) : question.said === null ? [] : [String(question.said)];
  const choose = (option: string, on: boolean): void => say(question.many ? [...chosen.filter((one) => one !== option), ...(on ? [option] : [])] : option);
  return (
    <>
      {question.options.map((option) => (
        <label key={option} dir="auto">
          {question.many ? (
            <input type="checkbox" checked={chosen.includes(option)} onChange={(event) => choose(option, event.currentTarget.checked)} />
          ) : (
            <input type="radio" name={question.id} checked={chosen.includes(option)} onChange={() => choose(option, true)} />
          )}
          {option}
        </label>
      ))}
    </>
  );
}

function Typed({ question, say }: { question: Question; say: Say }): JSX.Element {
  const said = question.said === null ? "" : String(question.said);
  const [text, put] = useState(said);
  const told = useRef(said);
  const timer = useRef(0);
  const now = (value: string): void => {
    clearTimeout(timer.current);
    if (value !== told.current) say((told.current = value));
  };
  const typed = (value: string): void => {
    put(value);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => now(value), REST);
  };
  // Another page of the same exercise answered, and nothing typed here waits.
  useEffect(() => {
    if (said !== told.current && text === told.current) put((told.current = said));
  }, [said]);
  const field = { value: text, dir: "auto", "aria-label": `${words.answer}: ${question.text}` } as const;
  return question.kind === "number" ? (
    <input type="text" inputMode="decimal" {...field} onInput={(event) => typed(event.currentTarget.value)} onBlur={(event) => now(event.currentTarget.value)} />
  ) : (
    <textarea rows={3} {...field} onInput={(event) => typed(event.currentTarget.value)} onBlur={(event) => now(event.currentTarget.value)} />
  );
}
