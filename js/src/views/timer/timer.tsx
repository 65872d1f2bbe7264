/** A timer with an agenda: what is left, which item is on now. It says five minutes, one minute and the end politely. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Drawn } from "../alone";
import { clock, crossed, current, passed, total, type Item, type TimerLook } from "./time";
import { words } from "./words";

const now = (): number => Date.now() / 1000;

export function Timer({ look }: { look: Drawn<TimerLook> }): JSX.Element {
  const [, tick] = useState(0);
  const [said, say] = useState("");
  const runs = look.since > 0;
  useEffect(() => {
    if (!runs) return;
    const timer = setInterval(() => tick((n) => n + 1), 250);
    return () => clearInterval(timer);
  }, [runs]);
  const gone = passed(look, now());
  const left = total(look.items) - gone;
  const on = current(look.items, gone);
  const before = useRef({ left, at: on.at });
  useEffect(() => {
    const mark = crossed(before.current.left, left);
    const next = on.at !== before.current.at ? look.items[on.at]?.name : undefined;
    before.current = { left, at: on.at };
    const told = [mark === undefined ? "" : words.left(mark / 60), next === undefined ? "" : words.now(next)].filter(Boolean).join(" ");
    if (told) say(told);
  }, [left, on.at]);
  const add = (): void => look.put({ items: look.items.map((one, at) => (at === Math.max(0, on.at) ? { ...one, minutes: one.minutes + 1 } : one)) });
  const turn = (): void => look.put(runs ? { elapsed: gone, since: 0 } : { since: now() });
  const next = (): void => look.put({ elapsed: gone + Math.max(0, on.left), since: runs ? now() : 0 });
  const again = (): void => look.put({ elapsed: 0, since: 0 });
  return (
    <section class="cjm timer" data-theme={look.theme} lang={look.language || undefined} data-cjm="timer" aria-label={words.title}>
      <div class="face">
        <span class={left < 0 ? "clock over" : "clock"} role="timer" aria-live="off" data-clock>{clock(left)}</span>
        {left < 0 && <span class="note">{words.over}</span>}
        <Tools runs={runs} gone={gone} more={on.at < look.items.length - 1} turn={turn} add={add} next={next} again={again} />
      </div>
      {look.items.length > 1 && <Agenda items={look.items} on={on} />}
      <div class="out" role="status" aria-live="polite" data-said>{said}</div>
    </section>
  );
}

/** The items in order, the one that is on now marked by a sign and in words. */
function Agenda({ items, on }: { items: readonly Item[]; on: { at: number; left: number } }): JSX.Element {
  return (
    <ol class="agenda">
      {items.map((one, at) => (
        <li key={at} class={at === on.at ? "on" : at < on.at ? "done" : ""} aria-current={at === on.at ? "step" : undefined}>
          <span class="sign" aria-hidden="true">{at === on.at ? "▶" : at < on.at ? "✓" : ""}</span>
          <span dir="auto">{one.name}</span>
          <span class="note">{at === on.at ? words.of(clock(on.left)) : at < on.at ? words.done : words.minutes(one.minutes)}</span>
        </li>
      ))}
    </ol>
  );
}

interface ToolsProps { runs: boolean; gone: number; more: boolean; turn: () => void; add: () => void; next: () => void; again: () => void }

function Tools({ runs, gone, more, turn, add, next, again }: ToolsProps): JSX.Element {
  return (
    <div class="tools">
      <button type="button" class="btn main" onClick={turn} data-turn>{runs ? words.pause : gone > 0 ? words.goOn : words.start}</button>
      <button type="button" class="btn" onClick={add} data-add>{words.add}</button>
      {more && <button type="button" class="btn" onClick={next} data-next>{words.next}</button>}
      {gone > 0 && <button type="button" class="btn" onClick={again} data-again>{words.again}</button>}
    </div>
  );
}
