/** What a cell says beside its content: that it waits, and why an edit of it was refused. */
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
  const tabIndex = stops ? 0 : -1;
  return (
    <>
      <button class="link" type="button" tabIndex={tabIndex} onClick={() => ctl.host.retry(counter)}>{words.tryAgain}</button>
      {" · "}
      <button class="link" type="button" tabIndex={tabIndex} onClick={() => ctl.host.leave(counter)}>{words.leaveIt}</button>
    </>
  );
}
