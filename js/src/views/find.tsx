/** The find bar: Enter goes to the next hit, Shift+Enter to the one before. */
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Hit } from "../hosts/host";
import { docOf, say, type Control } from "./control";
import { goTo, reveal } from "./cursor";
import { slotOfPosition } from "./frame";
import { items } from "../model/items";
import { Icon } from "./icons";
import { words } from "./words";

interface Answer {
  readonly text: string;
  readonly total: number;
  readonly hits: readonly Hit[];
  readonly at: number;
}

const none: Answer = { text: "", total: 0, hits: [], at: -1 };

export function FindBar({ ctl }: { ctl: Control }): JSX.Element {
  const field = useRef<HTMLInputElement>(null);
  const { answer, typed, step } = useFinding(ctl);
  useLayoutEffect(() => field.current?.select(), []);
  useEffect(() => clearHits(ctl), []);
  const close = (): void => {
    ctl.ui.set({ finding: false });
    goTo(ctl, ctl.spot);
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && event.target === field.current && !event.isComposing) step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="find" role="search" onKeyDown={key}>
      <input ref={field} type="search" aria-label={words.find} placeholder={words.find} dir="auto" onInput={(event) => typed(event.currentTarget.value)} />
      <span class="n" role="status" data-found>{answer.text ? (answer.total ? words.findSome(answer.at + 1, answer.total) : words.findNone) : ""}</span>
      <button class="btn q" type="button" aria-label={words.findBack} onClick={() => step(-1)}><Icon name="up" /></button>
      <button class="btn q" type="button" aria-label={words.findNext} onClick={() => step(1)}><Icon name="down" /></button>
      <button class="btn q" type="button" aria-label={words.close} onClick={close}><Icon name="close" /></button>
    </div>
  );
}

interface Finding {
  answer: Answer;
  typed: (text: string) => void;
  step: (by: number) => void;
}

/** Asks the host a moment after the last key; an answer to an older question is passed over. */
function useFinding(ctl: Control): Finding {
  const asked = useRef("");
  const timer = useRef(0);
  const [answer, put] = useState<Answer>(none);
  const found = (now: Answer): void => {
    put(now);
    show(ctl, now);
  };
  const ask = async (text: string): Promise<void> => {
    asked.current = text;
    if (!text.trim()) return put(none);
    const { total, hits } = await ctl.host.find(text);
    if (asked.current === text) found({ text, total, hits, at: hits.length ? 0 : -1 });
  };
  const typed = (text: string): void => {
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => void ask(text), 120);
  };
  const step = (by: number): void => {
    const { hits, at } = answer;
    if (hits.length) found({ ...answer, at: (at + by + hits.length) % hits.length });
  };
  return { answer, typed, step };
}

/** Puts the cursor on the hit without taking the focus from the find bar. */
function show(ctl: Control, { hits, at, total, text }: Answer): void {
  const hit = hits[at];
  if (!hit) return;
  const slot = slotOfPosition(ctl.frame, hit.position);
  const row = hit.lane ? `lane:${hit.lane}` : "steps";
  const held = items(docOf(ctl), hit);
  const says = text.toLowerCase();
  const item = Math.max(0, held.findIndex((one) => (hit.card === null ? one.text.toLowerCase().includes(says) : one.id === hit.card)));
  ctl.spot = { row, slot, item };
  ctl.step = null;
  ctl.anchor = null;
  ctl.hit = ctl.spot;
  reveal(ctl, ctl.spot);
  ctl.port.set({ turn: ctl.port.get().turn + 1 });
  say(ctl, words.findSome(at + 1, total));
}

function clearHits(ctl: Control): () => void {
  return () => {
    ctl.hit = null;
    ctl.port.set({ turn: ctl.port.get().turn + 1 });
  };
}
