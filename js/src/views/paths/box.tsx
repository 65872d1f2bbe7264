/** The moves of one step as a list with its fields: by keyboard all that the pointer can do in the drawing, and the list a screen reader reads. */
import type { ComponentChild, JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { rowsOf } from "../../model/document";
import { movesFrom, targetName, variantsIn, type Move } from "../../model/moves";
import type { Doc } from "../../model/types";
import { Pop, type Anchor } from "../pop";
import { seenOf, type Told } from "../measured/told";
import { shareSaid } from "../measured/words";
import { add, putAssumed, putCount, putShare, putTarget, putVariants, remove, scalable, scaleOthers, type Made } from "./acts";
import { Field, Target } from "./fields";
import { against, moveSaid, percent, sumSaid, words } from "./words";

export interface BoxProps {
  doc: Doc;
  step: string;
  selected: string | null;
  measured: Told | null;
  anchor: Anchor;
  readonly: boolean;
  select: (move: string | null) => void;
  act: (made: Made) => string;
  close: (back: boolean) => void;
  /** The switch of the lane's rail, within reach of the keyboard. */
  children: ComponentChild;
}

export function MovesBox(props: BoxProps): JSX.Element {
  const { doc, step, selected, measured, anchor, readonly, select, act, close } = props;
  const [problem, fail] = useState("");
  const list = useRef<HTMLUListElement>(null);
  const share = useRef<HTMLInputElement>(null);
  const moves = movesFrom(doc, step);
  const move = moves.find(({ id }) => id === selected) ?? moves[0];
  useLayoutEffect(() => list.current?.focus({ preventScroll: true }), [step]);
  const did = (made: Made): void => fail(act(made));
  const keys = (event: KeyboardEvent): void => {
    // A digit goes on into the field: the browser types it where the focus now is, over what is there.
    if (isDigit(event) && move && !readonly) return into(share.current, event);
    const at = moves.findIndex(({ id }) => id === move?.id);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: moves.length - 1 }[event.key];
    if (to !== undefined) select(moves[Math.max(0, Math.min(moves.length - 1, to))]?.id ?? null);
    else if (event.key === "Enter" || event.key === "F2") share.current?.focus();
    else if ((event.key === "Delete" || event.key === "Backspace") && move && !readonly) did(remove(doc, move));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const name = targetName(doc, step);
  return (
    <Pop anchor={anchor} label={words.moves(name)} role="dialog" close={close}>
      <div class="pt-box">
        <Head name={name} sum={sumSaid(moves)} close={() => close(true)} />
        {moves.length === 0 && <p class="quiet">{words.none}</p>}
        <ul ref={list} role="listbox" tabIndex={0} aria-label={words.moves(name)} aria-activedescendant={move ? `pt-${move.id}` : undefined} onKeyDown={keys}>
          {moves.map((one) => <Option key={one.id} doc={doc} move={one} measured={measured} on={one.id === move?.id} select={() => select(one.id)} />)}
        </ul>
        {move && <Fields key={move.id} doc={doc} move={move} readonly={readonly} share={share} did={did} done={() => list.current?.focus()} />}
        {!readonly && <AddMove doc={doc} step={step} did={did} />}
        {props.children}
        {problem !== "" && <p class="why" role="alert">{problem}</p>}
      </div>
    </Pop>
  );
}

const isDigit = (event: KeyboardEvent): boolean => /^[\d.,]$/.test(event.key) && !event.ctrlKey && !event.metaKey;

function into(field: HTMLInputElement | null, event: KeyboardEvent): void {
  event.stopPropagation();
  field?.focus();
  field?.select();
}

function Head({ name, sum, close }: { name: string; sum: string; close: () => void }): JSX.Element {
  return <header><b dir="auto">{name}</b><small>{sum}</small><button type="button" class="btn q" aria-label={words.close} onClick={close}>✕</button></header>;
}

function Option({ doc, move, measured, on, select }: { doc: Doc; move: Move; measured: Told | null; on: boolean; select: () => void }): JSX.Element {
  const seen = seenOf(measured, move.source, move.target);
  const told = seen ? [words.seen(shareSaid(seen.share))] : [];
  return (
    <li id={`pt-${move.id}`} role="option" aria-selected={on} aria-label={[moveSaid(doc, move), ...told].join("; ")} onClick={select} data-option={move.id}>
      <span dir="auto">{targetName(doc, move.target)}</span>
      <b>{move.share === null ? "?" : percent(move.share)}</b>
      <small>{[move.assumed ? "assumed" : "", against(move.share, move.planned), ...told, ...move.variants].filter(Boolean).join(" · ")}</small>
    </li>
  );
}

interface FieldsProps {
  doc: Doc;
  move: Move;
  readonly: boolean;
  share: { current: HTMLInputElement | null };
  did: (made: Made) => void;
  done: () => void;
}

const inPercent = (share: number | null): string => (share === null ? "" : String(Math.round(share * 1e4) / 100));

function Fields({ doc, move, readonly, share, did, done }: FieldsProps): JSX.Element {
  const shared = { readonly, done };
  return (
    <div class="pt-fields">
      <Field {...shared} label={words.share} value={inPercent(move.share)} input={share} keep={(text) => did(putShare(doc, move, "probability", text))} />
      <Field {...shared} label={words.planned} value={inPercent(move.planned)} keep={(text) => did(putShare(doc, move, "planned", text))} />
      <Field {...shared} label={words.count} value={move.count === null ? "" : String(move.count)} keep={(text) => did(putCount(doc, move, text))} />
      <Field {...shared} label={words.variants} hint={words.variantsHint} options={[...new Set(["happy", "unhappy", "exception", ...variantsIn(doc)])]} value={move.variants.join(", ")} keep={(text) => did(putVariants(doc, move, text))} />
      <Target {...shared} label={words.to} options={targets(doc, move)} value={move.target} keep={(target) => did(putTarget(doc, move, target))} />
      <label class="pt-check"><input type="checkbox" disabled={readonly} checked={move.assumed} onChange={(event) => did(putAssumed(doc, move, event.currentTarget.checked))} /> {words.assumed}</label>
      {!readonly && (
        <div class="pt-acts">
          {scalable(doc, move) && <button type="button" class="btn" data-scale onClick={() => did(scaleOthers(doc, move))}>{words.scale}</button>}
          <button type="button" class="btn q" data-remove onClick={() => { did(remove(doc, move)); done(); }}>{words.remove}</button>
        </div>
      )}
    </div>
  );
}

/** The steps and the outcomes that are known, the move's own among them. */
function targets(doc: Doc, move: Move | null): [string, string][] {
  const steps = rowsOf(doc, "steps").map(({ id }): [string, string] => [id, targetName(doc, id)]);
  const known = new Set(steps.map(([id]) => id));
  const outcomes = [...new Set(["left", ...rowsOf(doc, "transitions").map((one) => String(one["target"])), ...(move ? [move.target] : [])])].filter((name) => !known.has(name));
  return [...steps, ...outcomes.map((name): [string, string] => [name, name === "left" ? words.left : name])];
}

function AddMove({ doc, step, did }: { doc: Doc; step: string; did: (made: Made) => void }): JSX.Element {
  const [own, write] = useState("");
  const taken = new Set(movesFrom(doc, step).map(({ target }) => target));
  return (
    <form class="pt-add" onSubmit={(event) => { event.preventDefault(); if (own.trim()) did(add(doc, step, own.trim())); write(""); }}>
      <select aria-label={words.add} value="" onChange={(event) => { const to = event.currentTarget.value; event.currentTarget.value = ""; if (to) did(add(doc, step, to)); }}>
        <option value="">{words.add}</option>
        {targets(doc, null).filter(([id]) => !taken.has(id)).map(([id, name]) => <option key={id} value={id}>{name}</option>)}
      </select>
      <input aria-label={words.outcome} placeholder={words.outcome} value={own} onInput={(event) => write(event.currentTarget.value)} />
      <button type="submit" class="btn" disabled={own.trim() === ""}>{words.addOutcome}</button>
    </form>
  );
}
