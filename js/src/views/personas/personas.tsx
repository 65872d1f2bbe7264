/** All personas of a map: cards in a row, each with all its fields; which one the map is drawn for. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Host, HostState } from "../../hosts/host";
import { rowsOf } from "../../model/document";
import { SCHEMA } from "../../model/schema";
import type { Op } from "../../model/types";
import { isNothing } from "../../model/values";
import type { Drawn, Look } from "../alone";
import { Lines, Top, turnKeys, useHost } from "../alone_bar";
import { Card } from "./card";
import * as edits from "./edits";
import { reorder, type Landing } from "./reorder";
import { words } from "./words";

interface Carry { id: string; landing: Landing | null }

export function Personas({ host, options }: { host: Host; options: Drawn<Look> }): JSX.Element {
  const state = useHost(host);
  const root = useRef<HTMLElement>(null);
  const [carry, put] = useState<Carry | null>(null);
  const [said, say] = useState("");
  const doer = useRef<Doing>(doing(host, say, () => root.current));
  const { current: act } = doer;
  useEffect(() => {
    if (!root.current || state.readonly) return;
    return reorder(root.current, {
      over: (id, landing) => put({ id, landing }),
      drop: (id, landing) => { put(null); if (landing) act.land(id, landing); },
    });
  }, [state.readonly]);
  const rows = rowsOf(state.doc, "personas");
  const own = ownColumns(state);
  const landingOf = (id: string): "before" | "after" | null => (carry?.landing?.id === id ? carry.landing.side : null);
  return (
    <section ref={root} class="cjm people" data-theme={options.theme} lang={options.language || undefined} style={{ "--max": options.height || undefined }} data-cjm="personas" aria-label={words.title} onKeyDown={(event) => key(event, host, state, act)}>
      <Top host={host} state={state} title={words.title} hint={hintOf(state, rows.length)}>
        {!state.readonly && <button class="btn" type="button" data-add onClick={act.add}>+ {words.add}</button>}
      </Top>
      <Lines host={host} state={state} placed={(one) => one.at?.table === "personas" && state.doc.tables.personas.rows.has(one.at.id)} />
      {rows.length === 0 && <div class="empty"><span>{words.empty}</span></div>}
      <div class="inner">
        <ul class="cards" role="list">
          {rows.map((row, place) => (
            <Card key={row.id} host={host} state={state} row={row} place={place} count={rows.length} drawn={isDrawn(state, row.id, row["name"])} language={options.language} own={own}
              landing={landingOf(row.id)} carried={carry?.id === row.id} act={(kind, id) => act[kind](id)} draw={act.draw} />
          ))}
        </ul>
      </div>
      <div class="out" role="status" aria-live="polite" data-said>{said}</div>
    </section>
  );
}

function hintOf(state: HostState, count: number): string {
  const real = count - rowsOf(state.doc, "personas").filter((one) => one["kind"] === "anti").length;
  const scenario = state.doc.meta["scenario"];
  const hint = real > 5 ? words.many(real) : real > 0 && real < 3 ? words.few(real) : words.hint;
  return typeof scenario === "string" && scenario ? `${hint} · ${words.scenario(scenario)}` : hint;
}

function isDrawn(state: HostState, id: string, name: unknown): boolean {
  const said = state.doc.meta["persona"];
  const all: unknown[] = Array.isArray(said) ? said : [said];
  return all.includes(id) || (typeof name === "string" && all.includes(name));
}

/** Columns of the user's own that hold anything. */
function ownColumns(state: HostState): string[] {
  const known = SCHEMA.personas.columns;
  const held = rowsOf(state.doc, "personas").flatMap((row) => Object.keys(row).filter((column) => column !== "id" && !(column in known) && !isNothing(row[column])));
  return [...new Set(held)];
}

type Doing = ReturnType<typeof doing>;

/** What buttons, keys and drags do; each makes one edit and says what it did. */
function doing(host: Host, say: (text: string) => void, root: () => HTMLElement | null) {
  const doc = (): HostState["doc"] => host.state().doc;
  const edit = (ops: Op[], label: string, focus?: string, selector = "[data-field=name]"): void => {
    if (!ops.length) return say(words.edge);
    host.edit(ops, label);
    say(label);
    // Moved or new elements lose the focus; it follows what the person did.
    if (focus !== undefined) requestAnimationFrame(() => requestAnimationFrame(() => root()?.querySelector<HTMLElement>(`[data-persona="${CSS.escape(focus)}"] ${selector}`)?.focus()));
  };
  const made = (ops: Op[]): string | undefined => ops[0]?.id;
  const move = (ops: Op[], id: string): void => {
    edit(ops, words.did.move, id);
    const ids = edits.idsOf(doc());
    if (ops.length) say(words.moved(edits.nameOf(doc().tables.personas.rows.get(id) ?? { id }), ids.indexOf(id) + 1, ids.length));
  };
  return {
    add: (): void => {
      const ops = edits.addPersona(doc(), words.newName);
      edit(ops, words.did.add, made(ops));
    },
    duplicate: (id: string): void => {
      const ops = edits.duplicate(doc(), id);
      edit(ops, words.did.duplicate, made(ops));
    },
    remove: (id: string): void => {
      const ids = edits.idsOf(doc());
      const at = ids.indexOf(id);
      edit(edits.remove(id), words.did.remove, ids[at + 1] ?? ids[at - 1]);
    },
    earlier: (id: string): void => move(edits.moveBy(doc(), id, -1), id),
    later: (id: string): void => move(edits.moveBy(doc(), id, 1), id),
    land: (id: string, { id: other, side }: Landing): void => {
      const ids = edits.idsOf(doc());
      move(edits.moveBefore(doc(), id, side === "before" ? other : (ids[ids.indexOf(other) + 1] ?? null)), id);
    },
    draw: (id: string): void => {
      host.run("meta", { name: "persona", value: id }).then(() => say(words.drawn), (error: unknown) => say(error instanceof Error ? error.message : String(error)));
    },
  };
}

/** Keys on a card: Alt with an arrow moves it, Ctrl+D copies it, Delete takes it away. */
function key(event: KeyboardEvent, host: Host, state: HostState, act: Doing): void {
  turnKeys(host, event);
  const target = event.composedPath()[0];
  if (event.defaultPrevented || state.readonly || !(target instanceof Element) || target.closest("input,textarea,.pop")) return;
  const id = target.closest<HTMLElement>("[data-persona]")?.dataset["persona"];
  const way = getComputedStyle(target).direction === "rtl" ? "earlier" : "later";
  const kind =
    event.altKey && event.key === "ArrowRight" ? way
    : event.altKey && event.key === "ArrowLeft" ? (way === "later" ? "earlier" : "later")
    : (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "d" ? "duplicate"
    : event.key === "Delete" ? "remove"
    : null;
  if (!id || !kind) return;
  event.preventDefault();
  event.stopPropagation();
  act[kind](id);
}
