/** What every view beside the grid says above itself: its name, undo and redo, edits that wait or were refused, a kernel that is gone. */
import type { ComponentChildren, JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { Host, HostState, Refusal } from "../hosts/host";
import { Icon } from "./icons";
import { PATIENCE } from "./marks";
import { useLate, useWatched } from "./store";
import { words } from "./words";

/** The host's state, drawn again when it changes. */
export function useHost(host: Host): HostState {
  const owner = useMemo(() => ({ get: () => host.state(), subscribe: (tell: () => void) => host.subscribe(tell) }), [host]);
  return useWatched(owner);
}

interface TopProps {
  host: Host;
  state: HostState;
  title: string;
  hint: string;
  children?: ComponentChildren;
}

export function Top({ host, state, title, hint, children }: TopProps): JSX.Element {
  return (
    <div class="bar">
      <h2 dir="auto">{title}</h2>
      <span class="size" dir="auto">{hint}</span>
      <span class="sp" />
      <Waiting state={state} />
      {state.readonly && <span class="size">{words.readonly}</span>}
      <div class="tools">
        {!state.readonly && <Turn icon="undo" label={words.undo} keys="Ctrl+Z" off={!state.canUndo} act={() => host.undo()} />}
        {!state.readonly && <Turn icon="redo" label={words.redo} keys="Ctrl+Shift+Z" off={!state.canRedo} act={() => host.redo()} />}
        {children}
      </div>
    </div>
  );
}

function Turn({ icon, label, keys, off, act }: { icon: "undo" | "redo"; label: string; keys: string; off: boolean; act: () => void }): JSX.Element {
  return (
    <button class="btn q" type="button" aria-label={label} title={`${label} (${keys})`} aria-keyshortcuts={keys.replace("Ctrl", "Control")} disabled={off} onClick={act}>
      <Icon name={icon} />
    </button>
  );
}

function Waiting({ state }: { state: HostState }): JSX.Element | null {
  const count = state.pending.length;
  const late = useLate(count ? (state.pending[0]?.since ?? null) : null, PATIENCE);
  return late && state.connection !== "gone" ? <span class="wait-chip">◔ {words.waiting(count, state.connection === "busy")}</span> : null;
}

/** Notices, a kernel that is gone, and the refusals that `placed` shows nowhere else. */
export function Lines({ host, state, placed }: { host: Host; state: HostState; placed: (refusal: Refusal) => boolean }): JSX.Element {
  const count = state.pending.length;
  return (
    <>
      {state.notices.map((notice) => (
        <div class={`say ${notice.level}`} key={notice.id}>
          <p role="status" dir="auto">{notice.text}</p>
          {notice.actions.map(({ id, label }) => <button key={id} class="btn" type="button" onClick={() => host.act(notice.id, id)}>{label}</button>)}
        </div>
      ))}
      {state.refused.filter((one) => !placed(one)).map((one) => (
        <div class="say warning" key={one.counter}><Refused host={host} refusal={one} /></div>
      ))}
      {state.connection === "gone" && <div class="say warning"><p role="status">{count ? words.gone(count) : words.goneEmpty}</p></div>}
    </>
  );
}

/** Why an edit was refused, and what can be done about it. */
export function Refused({ host, refusal }: { host: Host; refusal: Refusal }): JSX.Element {
  return (
    <p class="why" role="status" dir="auto" data-refused>
      <span aria-hidden="true">✕ </span>
      {refusal.reason}{" "}
      <button class="link" type="button" onClick={() => host.retry(refusal.counter)}>{words.tryAgain}</button>
      {" · "}
      <button class="link" type="button" onClick={() => host.leave(refusal.counter)}>{words.leaveIt}</button>
    </p>
  );
}

/** Ctrl+Z and its like, where no field has the focus. */
export function turnKeys(host: Host, event: KeyboardEvent): void {
  const field = event.composedPath()[0] instanceof Element && (event.composedPath()[0] as Element).matches("input:not([type=range]),textarea");
  if (field || !(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key !== "z" && key !== "y") return;
  event.preventDefault();
  if (key === "y" || event.shiftKey) host.redo();
  else host.undo();
}
