/** The bars under the title: what was understood, notices, a kernel that is gone, refusals without a cell, texts without a place. */
import type { ComponentChildren, JSX } from "preact";
import type { HostState, Pending } from "../hosts/host";
import { say, type Control, type Ui } from "./control";
import { copyText } from "./clip";
import { Icon } from "./icons";
import { homeless } from "./marks";
import { RefusalButtons } from "./notes";
import { words } from "./words";

interface SaysProps {
  ctl: Control;
  state: HostState;
  ui: Ui;
}

export function Says({ ctl, state, ui }: SaysProps): JSX.Element {
  const { note } = state.doc;
  return (
    <>
      {note !== "" && !ui.noteGone && (
        <Line kind="info">
          <p dir="auto" data-note>{note}</p>
          <CloseButton act={() => ctl.ui.set({ noteGone: true })} />
        </Line>
      )}
      {state.notices.map((notice) => (
        <Line key={notice.id} kind={notice.level}>
          <p role="status" dir="auto" data-notice={notice.id}>{notice.text}</p>
          {notice.actions.map(({ id, label, copies }) => (
            <button key={id} class="btn" type="button" onClick={() => (copies === undefined ? ctl.host.act(notice.id, id) : void copyText(ctl, copies))}>{label}</button>
          ))}
        </Line>
      ))}
      {homeless(state).map((refusal) => (
        <Line key={refusal.counter} kind="warning">
          <p role="status" class="why" data-refused dir="auto">{refusal.reason} <RefusalButtons ctl={ctl} counter={refusal.counter} stops /></p>
        </Line>
      ))}
      <Own ctl={ctl} ui={ui} />
      {state.connection === "gone" && !state.readonly && <Gone ctl={ctl} state={state} />}
    </>
  );
}

/** What the view itself has to say: a text that lost its place, a gesture that did nothing. */
function Own({ ctl, ui: { lost, problem } }: Omit<SaysProps, "state">): JSX.Element {
  return (
    <>
      {lost !== "" && (
        <Line kind="warning">
          <p role="status" dir="auto">{words.lost(lost)}</p>
          <button class="btn" type="button" onClick={() => void copyText(ctl, lost)}>{words.copy}</button>
          <CloseButton act={() => ctl.ui.set({ lost: "" })} />
        </Line>
      )}
      {problem !== "" && (
        <Line kind="warning">
          <p role="status" dir="auto" data-problem>{problem}</p>
          <CloseButton act={() => ctl.ui.set({ problem: "" })} />
        </Line>
      )}
    </>
  );
}

function Line({ kind, children }: { kind: "info" | "warning"; children: ComponentChildren }): JSX.Element {
  return (
    <div class={`say ${kind}`}>
      {kind === "warning" && <span class="mark" aria-hidden="true">!</span>}
      {children}
    </div>
  );
}

function CloseButton({ act }: { act: () => void }): JSX.Element {
  return (
    <button class="btn q" type="button" aria-label={words.close} title={words.close} onClick={act}>
      <Icon name="close" />
    </button>
  );
}

/** No kernel will answer: what is not in Python yet can be taken away, and is kept. */
function Gone({ ctl, state }: { ctl: Control; state: HostState }): JSX.Element {
  const text = (): string => unsent(state.pending);
  const copy = (): void => void copyText(ctl, text());
  return (
    <Line kind="warning">
      <p role="status" data-gone>{state.pending.length ? words.gone(state.pending.length) : words.goneEmpty}</p>
      {state.pending.length > 0 && (
        <>
          <button class="btn" type="button" onClick={copy}>{words.copy}</button>
          <button class="btn" type="button" onClick={() => download(ctl, text())}>{words.download}</button>
        </>
      )}
    </Line>
  );
}

export const unsent = (pending: readonly Pending[]): string => JSON.stringify(pending.map(({ label, ops }) => ({ label, ops })), null, 1);

function download(ctl: Control, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = "edits.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  say(ctl, words.download);
}
