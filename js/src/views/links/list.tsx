/** The links of a card as a list in a box: walked with the arrows, each opened to change its kind, words, direction, or to delete it. */
import { render, type JSX } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { linksOf } from "../../model/connections";
import { row } from "../../model/document";
import { plainText } from "../../model/items";
import { removeLink, setLink, turnLink } from "../../model/link_gestures";
import type { Doc, Op, Row } from "../../model/types";
import { docOf, editable } from "../control";
import { Pop, type Anchor } from "../pop";
import { useWatched } from "../store";
import { ends, kindOf, nameOf, otherEnd, seenFrom } from "./names";
import type { LinksPort } from "./port";
import { cardAt, type Scene } from "./scene";
import { KINDS, words } from "./words";

interface Opened { readonly card: string; readonly link: string | null; readonly anchor: Anchor; readonly typed: string }

/** Opens and closes the list; it lies over the board, outside the grid's rows. */
export class Lists {
  private readonly place: HTMLElement;

  constructor(private readonly scene: Scene, private readonly make: () => void) {
    this.place = document.createElement("div");
    scene.port.ctl.root?.append(this.place);
  }

  /** Of the cursor's card. */
  openHere(typed: string): void {
    const card = cardAt(this.scene.port.ctl, this.scene.port.ctl.spot);
    const box = card === null ? undefined : this.scene.measured?.cards.get(card)?.getBoundingClientRect();
    if (card !== null) this.show({ card, link: null, typed, anchor: { left: box?.left ?? 0, right: box?.right ?? 0, top: box?.top ?? 0, bottom: box?.bottom ?? 0 } });
  }

  /** Of the card a link begins at, with that link open. */
  openLink(link: string, anchor: Anchor): void {
    const found = row(docOf(this.scene.port.ctl), "links", link);
    if (found) this.show({ card: ends(found).source, link, anchor, typed: "" });
  }

  destroy(): void {
    render(null, this.place);
    this.place.remove();
  }

  private show(opened: Opened): void {
    const { port } = this.scene;
    const close = (back: boolean): void => {
      render(null, this.place);
      if (back) port.back();
    };
    render(<List key={`${opened.card} ${opened.link}`} port={port} opened={opened} close={close} begin={this.make} />, this.place);
  }
}

function List({ port, opened, close, begin }: { port: LinksPort; opened: Opened; close: (back: boolean) => void; begin: () => void }): JSX.Element {
  const owner = useMemo(() => ({ get: () => port.host.state(), subscribe: (tell: () => void) => port.host.subscribe(tell) }), [port]);
  const { doc } = useWatched(owner);
  const { card } = opened;
  const links = linksOf(doc, card);
  const [open, expand] = useState(opened.link ?? links[0]?.id ?? null);
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => (list.current?.querySelector<HTMLElement>("[aria-expanded=true]") ?? list.current?.querySelector<HTMLElement>("button"))?.focus({ preventScroll: true }), []);
  const key = (event: KeyboardEvent): void => {
    if (walk(event)) return;
    const word = opened.typed !== "" && event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!word || inField(event)) return;
    event.preventDefault();
    close(true);
    port.begin(port.ctl, port.ctl.spot, { typed: opened.typed + event.key });
  };
  const make = (): void => {
    close(true);
    port.visit({ card });
    begin();
  };
  return (
    <Pop anchor={opened.anchor} label={words.listOf(nameOf(doc, card))} role="dialog" close={close}>
      <div ref={list} class="link-list" onKeyDown={key} data-link-list>
        <div class="title" dir="auto">{words.listOf(nameOf(doc, card))}</div>
        {links.length === 0 && <p class="none">{words.none}</p>}
        <ul>{links.map((link) => <One key={link.id} port={port} doc={doc} link={link} card={card} open={open === link.id} toggle={() => expand(open === link.id ? null : link.id)} close={close} />)}</ul>
        {editable(port.ctl) && <button type="button" class="btn" onClick={make} data-link-new>{words.newLink}</button>}
      </div>
    </Pop>
  );
}

const inField = (event: Event): boolean => event.target instanceof Element && event.target.closest("input,select") !== null;

/** Up and down go from link to link. */
function walk(event: KeyboardEvent): boolean {
  const way = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (!way || inField(event)) return false;
  const stops = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>(".which,[data-link-new]")];
  const at = stops.findIndex((one) => one.contains(event.target as Node));
  event.preventDefault();
  event.stopPropagation();
  stops[(at + way + stops.length) % stops.length]?.focus();
  return true;
}

interface OneProps { port: LinksPort; doc: Doc; link: Row; card: string; open: boolean; toggle: () => void; close: (back: boolean) => void }

function One(props: OneProps): JSX.Element {
  const { doc, link, card, open, toggle } = props;
  return (
    <li data-link={link.id}>
      <button type="button" class="which" aria-expanded={open} onClick={toggle}>
        <span aria-hidden="true">{link["both"] === true ? "↔" : link["source"] === card ? "→" : "←"}</span>
        <span dir="auto">{seenFrom(doc, link, card)}</span>
      </button>
      {open && <Form {...props} />}
    </li>
  );
}

function Form({ port, doc, link, card, close }: OneProps): JSX.Element {
  const change = (ops: readonly Op[], label: string): void => {
    if (ops.length) port.host.edit(ops, label);
  };
  const set = (column: "kind" | "text" | "condition" | "both", value: string | boolean | null): void => change(setLink(doc, link.id, column, value), words.did[column]);
  const field = (column: "text" | "condition"): JSX.Element => (
    <>
      <label for={`${column}-${link.id}`}>{words[column]}</label>
      <input id={`${column}-${link.id}`} dir="auto" value={plainText(link[column])} disabled={!editable(port.ctl)} onChange={(event) => set(column, event.currentTarget.value.trim() || null)} data-link-field={column} />
    </>
  );
  const remove = (event: Event): void => {
    const next = (event.currentTarget as HTMLElement).closest(".link-list")?.querySelector<HTMLElement>(`li:not([data-link="${link.id}"]) .which, [data-link-new]`);
    change(removeLink(doc, link.id), words.did.remove);
    next?.focus();
  };
  const visit = (): void => {
    close(false);
    if (!port.visit({ card: otherEnd(link, card) })) port.say(words.hidden);
  };
  return (
    <div class="form">
      <label for={`kind-${link.id}`}>{words.kind}</label>
      <select id={`kind-${link.id}`} value={kindOf(link)} disabled={!editable(port.ctl)} onChange={(event) => set("kind", event.currentTarget.value)} data-link-field="kind">
        {KINDS.map((kind) => <option key={kind} value={kind}>{words.names[kind]}: {words.kinds[kind]}</option>)}
      </select>
      {field("text")}
      {field("condition")}
      <label class="check"><input type="checkbox" checked={link["both"] === true} disabled={!editable(port.ctl)} onChange={(event) => set("both", event.currentTarget.checked || null)} data-link-field="both" />{words.both}</label>
      <div class="acts">
        {editable(port.ctl) && <button type="button" class="btn" onClick={() => change(turnLink(doc, link.id), words.did.turn)} data-link-act="turn">{words.turn}</button>}
        <button type="button" class="btn" onClick={visit} data-link-act="visit">{words.visit}</button>
        {editable(port.ctl) && <button type="button" class="btn" onClick={remove} data-link-act="remove">{words.remove}</button>}
      </div>
    </div>
  );
}
