/** Draws beside today what improvements make of each step: into the grid's own elements, after each drawing of the board. */
import { drawnSlots, type Slot } from "../frame";
import { goTo } from "../cursor";
import type { Layer, LinksPort } from "../links/port";
import { key, line, ownCurve, point } from "./curve";
import css from "./future.css?inline";
import { goesOn, time, worth } from "./heads";
import { marks } from "./marks";
import { passThrough } from "./numbers";
import { modeSwitch, type Switch } from "./switch";
import { changesIn, isPassThrough, modeOf, type Change, type Changes, type Mode } from "./told";
import { words } from "./words";
import { Worth } from "./worth";

export const mountFuture = (port: LinksPort): Layer => new Future(port);

class Future implements Layer {
  private readonly marks = marks();
  private readonly styles = document.createElement("style");
  private readonly worth: Worth;
  private readonly bar: Switch | null;
  /** What was chosen here, until Python has heard it. */
  private chosen: { mode: Mode; turn: number } | null = null;
  private turn = 0;

  constructor(private readonly port: LinksPort) {
    const { ctl, host } = port;
    this.styles.textContent = css;
    ctl.scroll?.before(this.styles);
    this.worth = new Worth(host, () => this.update(), (why) => ctl.ui.set({ problem: words.worthFailed(why) }));
    const tools = ctl.root?.querySelector(".bar>.tools");
    this.bar = tools ? modeSwitch(tools, { choose: (mode) => this.choose(mode), worth: (on) => this.turnWorth(on), leave: () => goTo(ctl, ctl.spot) }) : null;
    this.update();
  }

  update(): void {
    const { ctl, host } = this.port;
    const { root, scroll } = ctl;
    if (!root || !scroll) return;
    this.worth.look();
    const changes = changesIn(host.state().overlays["future"]);
    const mode = changes.size === 0 ? null : this.mode();
    root.dataset["future"] = mode ?? "today";
    this.bar?.show({ mode, worth: host.state().doc.tables.transitions.size > 0 ? this.worth.on : null });
    if (mode === "both" || mode === "future") this.draw(scroll, changes, mode);
    if (this.worth.on) this.drawWorth(scroll);
    this.marks.sweep();
  }

  destroy(): void {
    this.worth.destroy();
    this.bar?.destroy();
    this.marks.sweep();
    this.marks.sweep();
    this.styles.remove();
    delete this.port.ctl.root?.dataset["future"];
  }

  private mode = (): Mode => this.chosen?.mode ?? modeOf(this.port.host.state().overlays["mode"]);

  private choose(mode: Mode): void {
    const turn = ++this.turn;
    this.chosen = { mode, turn };
    this.update();
    const heard = (): void => {
      if (this.chosen?.turn !== turn) return; // Python's word came before its answer
      this.chosen = null;
      this.update();
    };
    this.port.host.run("mode", { mode }).then(heard, () => undefined);
  }

  private turnWorth(on: boolean): void {
    this.worth.set(on);
    this.update();
  }

  private draw(scroll: HTMLElement, changes: Changes, mode: Mode): void {
    const { ctl } = this.port;
    const { frame } = ctl;
    const own = ownCurve(frame);
    const curved = own && [...changes.values()].some(({ emotion }) => emotion) ? { frame, look: own.look, changes, mode } : null;
    const rowOf = (lane: string): Element | null => scroll.querySelector(`.row[data-row="lane:${CSS.escape(lane)}"]`);
    if (curved && own) this.drawCurve(rowOf(own.lane), curved);
    const rates = frame.lanes.filter(({ row }) => isPassThrough(row)).flatMap((look) => {
      const row = rowOf(look.id);
      return row ? [{ look, row }] : [];
    });
    const curveRow = curved && own ? rowOf(own.lane) : null;
    for (const [step, element] of headsIn(scroll)) {
      const change = changes.get(step);
      if (!change) continue;
      const inRow = (row: Element): Element | null => row.querySelector(`.cell[data-step="${CSS.escape(step)}"]`);
      const cell = curveRow && inRow(curveRow);
      if (cell && curved) point(this.marks, cell, step, curved);
      const told = rates.map(({ look, row }) => this.drawRate({ doc: frame.doc, look, step, mode }, inRow(row), change));
      if (change.time) time(ctl, this.marks, { step, element, mode }, change.time);
      if (change.pass_through && !told.includes(true)) goesOn(this.marks, { step, element, mode }, change.pass_through);
    }
  }

  private drawRate(at: Omit<Parameters<typeof passThrough>[1], "element">, element: Element | null, { pass_through }: Change): boolean {
    return element !== null && pass_through !== undefined && passThrough(this.marks, { ...at, element }, pass_through);
  }

  private drawCurve(lane: Element | null, curved: Parameters<typeof line>[4]): void {
    const sheet = lane?.querySelector<SVGElement>(":scope>.spark");
    const rail = lane?.querySelector(":scope>.rail");
    if (sheet) line(this.port.ctl, this.marks, sheet, this.slots(), curved);
    if (rail) key(this.marks, rail);
  }

  /** The columns that the board has drawn: its curve spans these. */
  private slots(): readonly Slot[] {
    const { ctl } = this.port;
    const { from, to } = ctl.port.get();
    return drawnSlots(ctl.frame, from, to, -1);
  }

  private drawWorth(scroll: HTMLElement): void {
    const most = Math.max(0, ...this.worth.told.values());
    for (const [step, element] of headsIn(scroll)) {
      const value = this.worth.told.get(step);
      if (value !== undefined) worth(this.marks, { step, element }, value, most);
    }
  }
}

const headsIn = (scroll: HTMLElement): [string, Element][] => [...scroll.querySelectorAll<HTMLElement>(".step[data-step]")].map((element) => [element.dataset["step"] ?? "", element]);
