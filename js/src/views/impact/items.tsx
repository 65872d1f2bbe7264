/** The improvements, each with a switch and a slider. */
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { plainText } from "../../model/items";
import { row } from "../../model/document";
import type { Doc } from "../../model/types";
import type { Live } from "./live";
import type { Told } from "./told";
import { words } from "./words";

interface ItemsProps { doc: Doc; told: Told; live: Live; readonly: boolean }

export function Items({ doc, told, live, readonly }: ItemsProps): JSX.Element {
  if (!told.levers.length) return <p class="note">{words.none}</p>;
  return <ul class="items" role="list">{told.levers.map((_, k) => <Item key={told.levers[k]?.name} k={k} {...{ doc, told, live, readonly }} />)}</ul>;
}

function Item({ k, doc, told, live, readonly }: ItemsProps & { k: number }): JSX.Element | null {
  const one = told.levers[k];
  const last = useRef(1);
  if (!one) return null;
  const name = nameOf(doc, one.name);
  const share = live.shares[k] ?? 0;
  if (share > 0) last.current = share;
  const step = told.chain.steps[one.step] ?? "";
  return (
    <li class={share > 0 ? "item" : "item off"} data-item={one.name}>
      <input type="checkbox" checked={share > 0} disabled={readonly} aria-label={words.carry(name)} onChange={(event) => live.put(new Map([[one.name, (event.target as HTMLInputElement).checked ? last.current : 0]]))} />
      <span class="what">
        <span dir="auto">{name}</span>
        <small dir="auto">{told.chain.names[step] || step} · {words.levers[one.kind] ?? one.kind}</small>
      </span>
      <input class="slide" type="range" min="0" max="100" step="5" value={Math.round(share * 100)} disabled={readonly} aria-label={words.far(name)} aria-valuetext={`${Math.round(share * 100)} %`}
        style={{ "--at": `${Math.round(share * 100)}%` }}
        onInput={(event) => live.hold(one.name, Number((event.target as HTMLInputElement).value) / 100)} onChange={(event) => live.put(new Map([[one.name, Number((event.target as HTMLInputElement).value) / 100]]))} />
      <span class="share" aria-hidden="true">{Math.round(share * 100)} %</span>
    </li>
  );
}

export function nameOf(doc: Doc, id: string): string {
  const name = row(doc, "improvements", id)?.["name"];
  return (name === undefined || name === null ? "" : plainText(name)) || id;
}
