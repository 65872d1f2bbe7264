/** Making a link: from a card's handle by drag, or from the cursor's card by keys. One link is one edit. */
import type { Board, Point } from "../../layout/routes/board";
import { route } from "../../layout/routes/route";
import { rowsOf } from "../../model/document";
import { addLink } from "../../model/link_gestures";
import { docOf, editable, type Spot } from "../control";
import type { Drawn } from "./picture";
import { nameOf } from "./names";
import { cardAt, type Scene } from "./scene";
import { words } from "./words";

const EDGE = 40;

interface Made {
  readonly from: string;
  readonly start: Spot;
  /** What was typed to begin; it opens the editor where a word follows. */
  readonly typed: string;
  readonly byKeys: boolean;
  target: string | null;
  pointer: { x: number; y: number } | null;
}

export class Making {
  private made: Made | null = null;
  private status: HTMLElement | null = null;
  private heard = new AbortController();
  private frame = 0;

  constructor(private readonly scene: Scene) {}

  get busy(): boolean {
    return this.made !== null;
  }

  get dragging(): boolean {
    return this.made?.byKeys === false;
  }

  destroy(): void {
    this.stop();
  }

  /** By keys, from the cursor's card. */
  begin(typed: string): void {
    const { ctl } = this.scene.port;
    const from = cardAt(ctl, ctl.spot);
    if (from === null || !editable(ctl)) return;
    this.start({ from, start: ctl.spot, typed, byKeys: true, target: null, pointer: null });
    ctl.root?.addEventListener("keydown", this.key, { capture: true, signal: this.heard.signal });
    ctl.root?.addEventListener("focusin", () => this.settle(), { signal: this.heard.signal });
    this.tell(words.begin(nameOf(docOf(ctl), from)));
    this.scene.look();
  }

  /** By drag, from the handle of a card. */
  drag(event: PointerEvent, from: string): void {
    const { ctl } = this.scene.port;
    if (event.button !== 0 || !editable(ctl)) return;
    event.preventDefault();
    event.stopPropagation();
    const handle = event.currentTarget as HTMLElement;
    this.start({ from, start: ctl.spot, typed: "", byKeys: false, target: null, pointer: { x: event.clientX, y: event.clientY } });
    const { signal } = this.heard;
    handle.style.pointerEvents = "none";
    signal.addEventListener("abort", () => (handle.style.pointerEvents = ""));
    addEventListener("pointermove", this.moved, { signal });
    addEventListener("pointerup", this.dropped, { signal });
    addEventListener("pointercancel", () => this.giveUp(), { signal });
    addEventListener("keydown", this.escape, { capture: true, signal });
    this.frame = requestAnimationFrame(this.scrolls);
  }

  /** After a drawing: the marks on the cards and the line so far. */
  settle(): void {
    const { made, scene } = this;
    if (!made) return;
    if (made.byKeys) this.follow(made);
    mark(scene, "linkStart", made.from);
    mark(scene, "linkLand", made.target === made.from ? null : made.target);
    scene.picture.sketch(this.sketch(made));
  }

  private start(made: Made): void {
    this.stop();
    this.made = made;
    this.heard = new AbortController();
    this.settle();
  }

  private stop(): void {
    this.heard.abort();
    cancelAnimationFrame(this.frame);
    this.made = null;
    this.status?.remove();
    this.status = null;
    this.scene.picture.sketch(null);
    for (const name of ["linkStart", "linkLand"] as const) mark(this.scene, name, null);
  }

  /** The card under the cursor is where the link would go. */
  private follow(made: Made): void {
    const { ctl } = this.scene.port;
    const target = cardAt(ctl, ctl.spot);
    if (target === made.target) return;
    made.target = target;
    const doc = docOf(ctl);
    const own = nameOf(doc, made.from);
    if (target === null) this.tell(words.noCard);
    else this.tell(target === made.from ? words.begin(own) : words.onto(own, nameOf(doc, target)));
  }

  private key = (event: KeyboardEvent): void => {
    const { made } = this;
    const target = event.composedPath()[0];
    if (!made || (target instanceof Element && target.closest("input,textarea,.pop,.find,.aside,button"))) return;
    if (event.key === "Enter" || event.key === "Escape") {
      taken(event);
      if (event.key === "Escape") this.giveUp();
      else this.finish();
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      taken(event);
      this.word(made, event.key);
    }
  };

  /** L was the beginning of a word: what was typed goes into the card. */
  private word({ typed, target, from }: Made, key: string): void {
    if (typed === "" || key === " " || target !== from) return;
    this.stop();
    const { begin, ctl } = this.scene.port;
    begin(ctl, ctl.spot, { typed: typed + key });
  }

  private moved = (event: PointerEvent): void => {
    const { made } = this;
    if (!made) return;
    made.pointer = { x: event.clientX, y: event.clientY };
    const target = this.under(made.pointer);
    if (target !== made.target && target !== null) this.scene.port.say(words.onto(nameOf(docOf(this.scene.port.ctl), made.from), nameOf(docOf(this.scene.port.ctl), target)));
    made.target = target;
    this.settle();
  };

  private under({ x, y }: { x: number; y: number }): string | null {
    const { measured, place } = this.scene;
    const found = (place.getRootNode() as ShadowRoot).elementFromPoint(x, y);
    const element = found?.closest<HTMLElement>("[data-card]") ?? onlyCard(found);
    const card = element?.dataset["card"];
    return card !== undefined && measured?.cards.get(card) === element ? card : null;
  }

  private dropped = (event: PointerEvent): void => {
    this.moved(event);
    if (this.made?.target) this.finish();
    else this.giveUp();
  };

  private escape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    taken(event);
    this.giveUp();
  };

  private giveUp(): void {
    const { made } = this;
    this.stop();
    this.scene.port.say(words.gaveUp);
    if (made?.byKeys) this.scene.port.visit({ card: made.from });
    this.scene.look();
  }

  private finish(): void {
    const { made, scene } = this;
    const { port } = scene;
    if (!made) return;
    if (made.target === null || made.target === made.from) {
      if (!made.byKeys) this.giveUp();
      else this.tell(made.target === null ? words.noCard : words.itself);
      return;
    }
    const doc = docOf(port.ctl);
    const [from, to] = [nameOf(doc, made.from), nameOf(doc, made.target)];
    const there = rowsOf(doc, "links").some((link) => link["source"] === made.from && link["target"] === made.target);
    const link = { source: made.from, target: made.target };
    this.stop();
    if (!there) port.ctl.host.edit(addLink(doc, link), words.did.add);
    if (!made.byKeys) port.visit({ card: made.from });
    port.say(there ? words.already(from, to) : words.linked(from, to));
    scene.look();
  }

  private sketch(made: Made): Drawn | null {
    const { measured } = this.scene;
    const box = measured?.board.boxes.find(({ id }) => id === `card ${made.from}`);
    if (!measured || !box) return null;
    if (made.target !== null && made.target !== made.from) return sketched(measured.board, made.from, made.target);
    const at = made.pointer && this.inside(made.pointer);
    return at && drawn([{ x: box.x + box.width, y: box.y + box.height / 2 }, { x: at.x, y: box.y + box.height / 2 }, at]);
  }

  private inside({ x, y }: { x: number; y: number }): Point {
    const box = this.scene.place.getBoundingClientRect();
    return { x: this.scene.measured?.mirrored ? box.right - x : x - box.left, y: y - box.top };
  }

  /** Near an edge the board scrolls on. */
  private scrolls = (): void => {
    const { scroll, frame } = this.scene.port.ctl;
    const at = this.made?.pointer;
    if (!scroll || !at) return;
    const box = scroll.getBoundingClientRect();
    const push = (low: number, high: number, place: number): number => (place < low + EDGE ? place - low - EDGE : place > high - EDGE ? place - high + EDGE : 0);
    const [dx, dy] = [push(box.left + frame.rail, box.right, at.x) / 2, push(box.top + EDGE, box.bottom, at.y) / 3];
    if (dx || dy) scroll.scrollBy(Math.max(-20, Math.min(20, dx)), Math.max(-12, Math.min(12, dy)));
    if (dx || dy) this.settle();
    this.frame = requestAnimationFrame(this.scrolls);
  };

  /** Says where one is, to eyes and ears. */
  private tell(text: string): void {
    this.scene.port.say(text);
    this.status ??= this.line();
    const said = this.status.querySelector("p");
    if (said) said.textContent = text;
  }

  private line(): HTMLElement {
    const status = document.createElement("div");
    status.className = "link-status";
    status.dataset["linkStatus"] = "";
    const said = status.appendChild(document.createElement("p"));
    said.ariaHidden = "true";
    said.dir = "auto";
    const button = status.appendChild(document.createElement("button"));
    Object.assign(button, { type: "button", className: "btn", textContent: words.giveUp });
    button.addEventListener("click", () => this.giveUp());
    this.scene.port.ctl.root?.append(status);
    return status;
  }
}

function taken(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

/** A cell with one card means the card. */
function onlyCard(element: Element | null | undefined): HTMLElement | null {
  const cards = element?.closest(".cell")?.querySelectorAll<HTMLElement>("[data-card]");
  return cards?.length === 1 ? (cards[0] ?? null) : null;
}

function mark(scene: Scene, name: "linkStart" | "linkLand", card: string | null): void {
  const element = card === null ? undefined : scene.measured?.cards.get(card);
  const attribute = name === "linkStart" ? "data-link-start" : "data-link-land";
  for (const old of scene.port.ctl.scroll?.querySelectorAll<HTMLElement>(`[${attribute}]`) ?? []) if (old !== element) old.removeAttribute(attribute);
  element?.setAttribute(attribute, "");
}

function sketched(board: Board, from: string, to: string): Drawn | null {
  const found = route(board, [{ id: "", source: `card ${from}`, target: `card ${to}`, both: false, label: 0, tall: 0 }]).routes.get("");
  return found ? drawn(found.points) : null;
}

const drawn = (points: readonly Point[]): Drawn => ({ id: "", kind: "sequence", both: false, text: "", label: undefined, route: { id: "", source: "", target: "", points, way: { from: "right", to: "left", leave: 0, enter: 0, legs: [] } } });

