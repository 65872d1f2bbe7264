/** The title bar: the title, how big the map is, undo and redo, find, lanes. */
import type { JSX } from "preact";
import type { HostState } from "../hosts/host";
import { hiddenLanes } from "../layout/lanes";
import { redo, undo } from "./actions";
import type { Control, Ui } from "./control";
import { Icon, type IconName } from "./icons";
import { PATIENCE } from "./marks";
import { useLate } from "./store";
import { words } from "./words";

interface BarProps {
  ctl: Control;
  state: HostState;
  ui: Ui;
}

export function Bar({ ctl, state, ui }: BarProps): JSX.Element {
  const { title, tables } = state.doc;
  const hidden = hiddenLanes(state.doc).length;
  const openLanes = (event: MouseEvent): void => ctl.ui.set({ lanes: ui.lanes ? null : (event.currentTarget as HTMLElement).getBoundingClientRect() });
  return (
    <div class="bar">
      <h2 dir="auto">{title || words.untitled}</h2>
      <span class="size">{words.size(tables.stages.size, tables.steps.size)}</span>
      <span class="sp" />
      <Waiting state={state} />
      {state.readonly && <span class="size">{words.readonly}</span>}
      <div class="tools">
      {!state.readonly && <Tool icon="undo" label={words.undo} keys="Ctrl+Z" off={!state.canUndo} act={() => undo(ctl)} />}
      {!state.readonly && <Tool icon="redo" label={words.redo} keys="Ctrl+Shift+Z" off={!state.canRedo} act={() => redo(ctl)} />}
      <Tool icon="find" label={words.find} keys="Ctrl+F" act={() => ctl.ui.set({ finding: !ui.finding })} />
      <Checks ctl={ctl} state={state} open={ui.panel?.what === "checks"} />
      <button class="btn" type="button" aria-haspopup="menu" aria-expanded={ui.lanes !== null} onClick={openLanes} data-lanes-button>
        <Icon name="lanes" />
        {words.lanes}
        {hidden > 0 && <span class="badge">{words.hiddenCount(hidden)}</span>}
      </button>
      </div>
    </div>
  );
}

/** How much the checks found, and the way to it; nothing where nobody checks. */
function Checks({ ctl, state, open }: { ctl: Control; state: HostState; open: boolean }): JSX.Element | null {
  const found = state.overlays["checks"];
  if (found === null || typeof found !== "object") return null;
  const [error, warning, note] = ["error", "warning", "note"].map((one) => Number((found as Record<string, unknown>)[one]) || 0) as [number, number, number];
  const label = words.checksCount(error, warning, note);
  return (
    <button class="btn" type="button" aria-expanded={open} title={label} onClick={() => ctl.ui.set({ panel: open ? null : { what: "checks" } })} data-checks-button>
      {words.checks}
      {error + warning > 0 && <span class="badge" aria-hidden="true">{error + warning}</span>}
      <span class="out">: {label}</span>
    </button>
  );
}

interface ToolProps { icon: IconName; label: string; keys: string; off?: boolean; act: () => void }

function Tool({ icon, label, keys, off = false, act }: ToolProps): JSX.Element {
  return (
    <button class="btn q" type="button" aria-label={label} title={`${label} (${keys})`} aria-keyshortcuts={keys.replace("Ctrl", "Control")} disabled={off} onClick={act}>
      <Icon name={icon} />
    </button>
  );
}

/** Says that edits wait, but only where they wait long enough to be noticed. */
function Waiting({ state }: { state: HostState }): JSX.Element | null {
  const count = state.pending.length;
  const late = useLate(count > 0 ? (state.pending[0]?.since ?? null) : null, PATIENCE);
  if (!late || count === 0 || state.connection === "gone") return null;
  return (
    <span class="wait-chip" role="status" data-pending={count}>
      <span aria-hidden="true">◔</span>
      {words.waiting(count, state.connection === "busy")}
    </span>
  );
}
