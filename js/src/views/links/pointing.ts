/** What the pointer and the focus bring out: the links of a card, or one link; the card's handle; a press on a line. */
import { docOf, editable } from "../control";
import { spotOf } from "../cursor";
import type { Lists } from "./list";
import { farFrom } from "./lines";
import { linesOf, type Scene } from "./scene";
import type { Making } from "./making";
import { words } from "./words";

const REACH = 6;

export class Pointing {
  private card: string | null = null;
  private link: string | null = null;
  private dot: HTMLElement | null = null;
  private over: { target: Element; x: number; y: number } | null = null;
  private frame = 0;
  private now = "";
  private readonly stop = new AbortController();

  constructor(private readonly scene: Scene, private readonly making: Making, private readonly lists: Lists) {
    const { root } = scene.port.ctl;
    const { signal } = this.stop;
    root?.addEventListener("pointermove", this.moved, { passive: true, signal });
    root?.addEventListener("pointerleave", this.left, { signal });
    root?.addEventListener("focusin", this.focusedNow, { signal });
    root?.addEventListener("focusout", () => this.settle(), { signal });
    root?.addEventListener("click", this.pressed, { signal });
  }

  destroy(): void {
    this.stop.abort();
    cancelAnimationFrame(this.frame);
    this.dot?.remove();
  }

  /** Brings out what is pointed at now, or else what has the focus. */
  settle(): void {
    const { measured, picture, drawn } = this.scene;
    if (!measured || this.scene.held) return;
    const card = this.card ?? (this.link === null ? this.focused() : null);
    const ids = card === null ? new Set(this.link === null ? [] : [this.link]) : linesOf(this.scene, card);
    const key = [...ids].join("\0");
    const same = key === this.now && this.shown === drawn;
    this.now = key;
    this.shown = drawn;
    if (!same) picture.bring(measured, ids);
    this.handle(card);
  }

  /** The same where something else was brought out meanwhile. */
  again(): void {
    this.shown = null;
    this.settle();
  }

  private shown: unknown = null;

  private focused(): string | null {
    const inside = (this.scene.place.getRootNode() as ShadowRoot).activeElement;
    const spot = inside ? spotOf(inside) : null;
    const element = inside?.closest("[data-card]") ?? (spot ? inside?.querySelector("[data-card]") : null);
    return element ? this.cardOf(element) : null;
  }

  private cardOf(element: Element): string | null {
    const card = element.closest<HTMLElement>("[data-card]")?.dataset["card"];
    return card !== undefined && this.scene.measured?.cards.get(card) === element.closest("[data-card]") ? card : null;
  }

  private moved = (event: PointerEvent): void => {
    const target = event.composedPath()[0];
    if (!(target instanceof Element) || event.pointerType === "touch") return;
    this.over = { target, x: event.clientX, y: event.clientY };
    this.frame ||= requestAnimationFrame(this.pointed);
  };

  /** Keys move the focus while the pointer rests: the newer of the two counts. */
  private focusedNow = (): void => {
    [this.card, this.link] = [null, null];
    this.settle();
  };

  private left = (): void => {
    this.over = null;
    [this.card, this.link] = [null, null];
    this.settle();
  };

  private pointed = (): void => {
    this.frame = 0;
    if (!this.over || this.making.busy) return;
    const { target, x, y } = this.over;
    if (target === this.dot) return;
    this.card = this.cardOf(target);
    this.link = this.card === null && target.closest(".body") ? this.nearest(target, x, y) : null;
    this.scene.port.ctl.scroll?.toggleAttribute("data-over-link", this.link !== null);
    this.settle();
  };

  /** The link whose line passes here; the lines lie behind the cards, so nothing on them can be pressed by itself. */
  private nearest(target: Element, x: number, y: number): string | null {
    const { measured, drawn, place } = this.scene;
    if (!measured || target.closest(".rail,.card,.edit,button")) return null;
    const box = place.getBoundingClientRect();
    const at = { x: measured.mirrored ? box.right - x : x - box.left, y: y - box.top };
    let [best, least] = [null as string | null, REACH];
    for (const { id, route } of drawn) {
      const far = farFrom(route.points, at);
      if (far < least) [best, least] = [id, far];
    }
    return best;
  }

  private pressed = (event: MouseEvent): void => {
    const target = event.composedPath()[0];
    if (!(target instanceof Element) || this.making.busy || !target.closest(".body") || target === this.dot) return;
    if (target.closest("[data-card]")) return;
    const link = this.nearest(target, event.clientX, event.clientY);
    if (link !== null) this.lists.openLink(link, { left: event.clientX, right: event.clientX, top: event.clientY, bottom: event.clientY });
  };

  /** The dot at the edge of a card from which a link is drawn. */
  private handle(card: string | null): void {
    const { measured, port, place } = this.scene;
    const box = card === null || !editable(port.ctl) || docOf(port.ctl).kind !== "map" ? undefined : measured?.board.boxes.find(({ id }) => id === `card ${card}`);
    if (this.making.dragging) return;
    if (!box || !measured || this.making.busy) {
      this.dot?.remove();
      this.dot = null;
      return;
    }
    this.dot ??= this.made();
    if (!this.dot.isConnected) place.append(this.dot);
    this.dot.dataset["linkDot"] = card ?? "";
    const x = box.x + box.width;
    this.dot.style.left = `${measured.mirrored ? measured.width - x : x}px`;
    this.dot.style.top = `${box.y + box.height / 2}px`;
  }

  private made(): HTMLElement {
    const dot = document.createElement("span");
    dot.className = "link-dot";
    dot.title = words.handle;
    dot.ariaHidden = "true";
    dot.addEventListener("pointerdown", (event) => this.making.drag(event, dot.dataset["linkDot"] ?? ""));
    return dot;
  }
}
