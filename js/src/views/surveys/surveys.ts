/** Draws what surveys measured beside the curves, and the units of numbers: into the grid's own elements, after each drawing of the board. */
import { drawnSlots, type Slot } from "../frame";
import type { Layer, LinksPort } from "../links/port";
import type { LaneLook } from "../look";
import { marks } from "../future/marks";
import { key, path, point, type Drawn } from "./line";
import css from "./surveys.css?inline";
import { beside, linesIn, type Line } from "./told";
import { unit } from "./units";

export const mountSurveys = (port: LinksPort): Layer => new Surveys(port);

class Surveys implements Layer {
  private readonly marks = marks();
  private readonly styles = document.createElement("style");

  constructor(private readonly port: LinksPort) {
    this.styles.textContent = css;
    port.ctl.scroll?.before(this.styles);
    this.update();
  }

  update(): void {
    const { ctl, host } = this.port;
    const { scroll } = ctl;
    if (!scroll) return;
    const lines = linesIn(host.state().overlays["surveys"]);
    const rowOf = (lane: string): Element | null => scroll.querySelector(`.row[data-row="lane:${CSS.escape(lane)}"]`);
    for (const look of ctl.frame.lanes) {
      const row = rowOf(look.id);
      if (row && look.kind === "emotion") this.draw(row, look, lines);
      if (row && look.kind === "number" && typeof look.row["unit"] === "string") unit(this.marks, row, ctl.frame.doc, look, look.row["unit"], ctl.root?.lang || undefined);
    }
    this.marks.sweep();
  }

  destroy(): void {
    this.marks.sweep();
    this.marks.sweep();
    this.styles.remove();
  }

  /** The lines of the curve that the lane shows; several personas share one lane, where the chosen curve is drawn. */
  private draw(row: Element, look: LaneLook, lines: readonly Line[]): void {
    const sheet = row.querySelector<SVGElement>(":scope>.spark");
    const rail = row.querySelector(":scope>.rail");
    const slots = this.slots();
    beside(lines, look.column ?? "").forEach((line, turn) => {
      const drawn: Drawn = { frame: this.port.ctl.frame, look, line, turn };
      if (sheet) path(this.marks, sheet, slots, drawn);
      if (rail) key(this.marks, rail, drawn);
      for (const cell of row.querySelectorAll<HTMLElement>(".cell[data-step]")) point(this.marks, cell, cell.dataset["step"] ?? "", drawn);
    });
  }

  private slots(): readonly Slot[] {
    const { ctl } = this.port;
    const { from, to } = ctl.port.get();
    return drawnSlots(ctl.frame, from, to, -1);
  }
}
