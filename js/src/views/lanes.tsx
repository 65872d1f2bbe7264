/** The lanes menu: which are drawn, and in which order. */
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { HostState } from "../hosts/host";
import { rowsOf } from "../model/document";
import { addLaneBelow, moveLaneTo, showLane } from "./actions";
import type { Control } from "./control";
import { goTo } from "./cursor";
import { Icon } from "./icons";
import { lookOf, type LaneLook } from "./look";
import { menuKeys, Pop, type Anchor } from "./pop";
import { words } from "./words";

export function LanesMenu({ ctl, anchor, state }: { ctl: Control; anchor: Anchor; state: HostState }): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  const lanes = rowsOf(state.doc, "lanes").map(lookOf);
  useLayoutEffect(() => list.current?.querySelector<HTMLElement>("[role^=menuitem]")?.focus({ preventScroll: true }), []);
  const close = (back: boolean): void => {
    ctl.ui.set({ lanes: null });
    if (back) goTo(ctl, ctl.spot);
  };
  return (
    <Pop anchor={anchor} label={words.lanes} role="menu" close={close}>
      <div ref={list} role="presentation" onKeyDown={menuKeys}>
        {lanes.map((look, i) => (
          <LaneEntry key={look.id} ctl={ctl} look={look} readonly={state.readonly} before={lanes[i - 1]?.id} after={i < lanes.length - 1 ? (lanes[i + 2]?.id ?? null) : undefined} />
        ))}
        {!state.readonly && <hr role="separator" />}
        {!state.readonly && (
          <button type="button" role="menuitem" tabIndex={-1} onClick={() => { close(true); addLaneBelow(ctl, null); }}>+ {words.newLane}</button>
        )}
      </div>
    </Pop>
  );
}

interface EntryProps { ctl: Control; look: LaneLook; readonly: boolean; before: string | undefined; after: string | null | undefined }

function LaneEntry({ ctl, look, readonly, before, after }: EntryProps): JSX.Element {
  const shown = look.row.visible !== false;
  const move = (to: string | null | undefined, label: string, icon: "up" | "down"): JSX.Element => (
    <button class="btn q" type="button" role="menuitem" tabIndex={-1} aria-label={`${label}: ${look.name}`} aria-disabled={to === undefined} onClick={() => to !== undefined && moveLaneTo(ctl, look.id, to)}>
      <Icon name={icon} />
    </button>
  );
  return (
    <div class="lanes-row" role="presentation">
      <button type="button" role="menuitemcheckbox" tabIndex={-1} aria-checked={shown} disabled={readonly} onClick={() => showLane(ctl, look.id, !shown)}>
        <span class="box" aria-hidden="true">{shown ? "✓" : ""}</span>
        <span dir="auto">{look.name}</span>
      </button>
      {!readonly && move(before, words.act.moveUp, "up")}
      {!readonly && move(after, words.act.moveDown, "down")}
    </div>
  );
}
