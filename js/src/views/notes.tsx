/** The line under a cell that says it waits, was refused, or was changed by someone else. */
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
        <div class="note wait" data-waiting>
          <span aria-hidden="true">◔ </span>
          {words.waitingHere(mark.busy)}
        </div>
      )}
      {mark.refusals.map((refusal) => (
        <div class="note why" key={refusal.counter} data-refused>
          <span aria-hidden="true">✕ </span>
          <span dir="auto">{refusal.reason}</span> <RefusalButtons ctl={ctl} counter={refusal.counter} />
        </div>
      ))}
      {mark.elsewhere && (
        <div class="note hint" data-elsewhere>
          {mark.elsewhere === "python" ? words.pythonWrote : words.otherWrote}
        </div>
      )}
    </>
  );
}

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
