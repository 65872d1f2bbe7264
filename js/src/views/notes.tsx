/** What a cell says beside its content: that it waits, why an edit of it was refused, who wrote over it. */
import type { JSX } from "preact";
import type { Control } from "./control";
import type { Mark } from "./marks";
import { words } from "./words";

export function Notes({ ctl, mark }: { ctl: Control; mark: Mark | undefined }): JSX.Element | null {
  if (!mark) return null;
  const gone = ctl.host.state().connection === "gone";
  return (
    <>
      {mark.waiting && !gone && (
        <span class="waits" role="img" aria-label={words.waitingHere(mark.busy)} title={words.waitingHere(mark.busy)} data-waiting>
          ◔
        </span>
      )}
      {mark.changes.map((text) => <Diff key={text} text={text} />)}
      {mark.mine && (
        <div class="note hint" data-mine>
          <span dir="auto">{mark.mine.said}</span> <Link act={mark.mine.use} word={words.useMine} /> · <Link act={mark.mine.leave} word={words.keepTheirs} />
        </div>
      )}
      {mark.refusals.map((refusal) => (
        <div class="note why" key={refusal.counter} data-refused>
          <span aria-hidden="true">✕ </span>
          <span dir="auto">{refusal.reason}</span> <RefusalButtons ctl={ctl} counter={refusal.counter} />
        </div>
      ))}
    </>
  );
}

/** What another version says of this, in shape and word; what is gone is struck through. */
export const Diff = ({ text }: { text: string }): JSX.Element | null => (text ? <small class="diff" dir="auto" title={text} data-diff={text[0]}>{text}</small> : null);

/** In a cell the buttons are no tab stops, for the grid has one; its menu offers the same. */
export function RefusalButtons({ ctl, counter, stops = false }: { ctl: Control; counter: number; stops?: boolean }): JSX.Element {
  return (
    <>
      <Link act={() => ctl.host.retry(counter)} word={words.tryAgain} stops={stops} />
      {" · "}
      <Link act={() => ctl.host.leave(counter)} word={words.leaveIt} stops={stops} />
    </>
  );
}

const Link = ({ act, word, stops = false }: { act: () => void; word: string; stops?: boolean }): JSX.Element => (
  <button class="link" type="button" tabIndex={stops ? 0 : -1} onClick={act}>{word}</button>
);
