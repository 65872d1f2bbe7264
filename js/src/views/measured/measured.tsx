/** Draws what an event log says of each step under the board, in its columns; a button in the title bar takes it away. */
import { render } from "preact";
import { goTo } from "../cursor";
import { drawnSlots } from "../frame";
import type { Layer, LinksPort } from "../links/port";
import { moved } from "./keys";
import { Lanes, type Adopted, type Spot } from "./lanes";
import css from "./measured.css?inline";
import { ROWS } from "./rows";
import { toldIn, type Told } from "./told";
import { words } from "./words";

export const mountMeasured = (port: LinksPort): Layer => new Measured(port);

class Measured implements Layer {
  private readonly styles = document.createElement("style");
  private readonly place = document.createElement("div");
  private readonly tools = document.createElement("div");
  private shown = true;
  private spot: Spot = { row: 0, column: -1 };

  constructor(private readonly port: LinksPort) {
    const { ctl } = port;
    this.styles.textContent = css;
    this.place.className = "ms";
    this.place.dataset["measured"] = "";
    this.tools.className = "ms-tools";
    this.tools.append(this.button());
    ctl.scroll?.before(this.styles);
    ctl.root?.querySelector(".bar>.tools")?.before(this.tools);
    this.place.addEventListener("keydown", this.key);
    for (const type of ["focusin", "contextmenu", "dblclick", "pointerdown", "pointerover", "copy", "cut", "paste"]) this.place.addEventListener(type, own);
    this.place.addEventListener("focusin", this.focused);
    this.update();
  }

  update(): void {
    const told = this.told();
    this.tools.hidden = told === null;
    this.tools.firstElementChild?.setAttribute("aria-pressed", String(this.shown));
    if (!told || !this.shown) return this.clear();
    const board = this.port.ctl.scroll?.querySelector(".board");
    if (board && this.place.parentElement !== board.parentElement) board.after(this.place);
    this.draw(told);
  }

  destroy(): void {
    this.clear();
    this.tools.remove();
    this.styles.remove();
  }

  private told = (): Told | null => toldIn(this.port.host.state().overlays["measured"]);

  private clear(): void {
    const held = this.place.contains((this.place.getRootNode() as Partial<ShadowRoot>).activeElement ?? null);
    render(null, this.place);
    this.place.remove();
    if (held) goTo(this.port.ctl, this.port.ctl.spot);
  }

  private draw(told: Told): void {
    const { ctl, host } = this.port;
    const { from, to } = ctl.port.get();
    const { doc, readonly } = host.state();
    const slots = drawnSlots(ctl.frame, from, to, -1);
    this.place.style.setProperty("--wide", `${ctl.port.get().width}px`);
    render(<Lanes told={told} doc={doc} slots={slots} spot={this.spot} readonly={readonly} choose={this.choose} adopt={this.adopt} />, this.place);
  }

  private button(): HTMLButtonElement {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "btn", textContent: words.button, title: words.buttonLong });
    button.dataset["measuredToggle"] = "";
    button.addEventListener("click", () => {
      this.shown = !this.shown;
      this.update();
    });
    return button;
  }

  private ask(verb: string, args: Readonly<Record<string, unknown>>, then: () => void = () => undefined): void {
    const { ctl, host } = this.port;
    host.run(verb, args).then(then, (error: unknown) => ctl.ui.set({ problem: error instanceof Error ? error.message : String(error) }));
  }

  private choose = (segment: string | null): void => this.ask("measured", { segment });

  private adopt = (what: Adopted): void => this.ask("adopt", { what }, () => this.port.say(words.adopted));

  private key = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLSelectElement || event.ctrlKey || event.metaKey || event.altKey) return;
    event.stopPropagation();
    if (event.key === "Escape") return goTo(this.port.ctl, this.port.ctl.spot);
    const columns = this.place.querySelectorAll('[data-measured-lane="seen"] [role=gridcell]').length;
    const to = moved(this.spot, event.key, { rows: ROWS.length + 1, columns, rtl: getComputedStyle(this.place).direction === "rtl" });
    if (!to) return;
    event.preventDefault();
    this.go(to);
  };

  private go(spot: Spot): void {
    this.spot = spot;
    this.update();
    const column = spot.row === ROWS.length && spot.column > 0 ? 0 : spot.column;
    const cell = this.place.querySelector<HTMLElement>(`[data-ms="${spot.row} ${column}"]`);
    (cell?.querySelector<HTMLElement>("button") ?? cell)?.focus();
  }

  private focused = (event: FocusEvent): void => {
    const place = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-ms]")?.dataset["ms"] : undefined;
    const [row, column] = (place ?? "").split(" ").map(Number);
    if (row === undefined || column === undefined || Number.isNaN(row) || (row === this.spot.row && column === this.spot.column)) return;
    this.spot = { row, column };
    this.update();
  };
}

/** The board hears events at the root: what happens here is none of its. */
const own = (event: Event): void => event.stopPropagation();
