/** The layer of links: measures the board, routes what changed, draws, and hears what a person does with links. */
import { labels } from "../../layout/routes/labels";
import { reroute, route, type Plan } from "../../layout/routes/route";
import { rowsOf } from "../../model/document";
import type { Table } from "../../model/types";
import { asking } from "./asking";
import { docOf } from "../control";
import { describe } from "./described";
import css from "./links.css?inline";
import { Legend } from "./legend";
import { Lens } from "./lens";
import { Lists } from "./list";
import { Making } from "./making";
import { measure, type Measured } from "./measure";
import { kindOf, labelOf } from "./names";
import { Picture, type Drawn } from "./picture";
import { Pointing } from "./pointing";
import type { Layer, LinksPort } from "./port";
import { asked, type Scene } from "./scene";
import { sizes } from "./sizes";

/** Puts the layer onto the board, before its rows and so behind them, its styles with it. */
export const mountLinks = (port: LinksPort): Layer => new Links(port);

/** The sentences for screen readers wait so many milliseconds, so that a drag does not wait for them. */
const REST = 60;

class Links implements Layer, Scene {
  readonly place = document.createElement("div");
  readonly picture: Picture;
  measured: Measured | null = null;
  plan: Plan | null = null;
  drawn: readonly Drawn[] = [];
  private readonly making: Making;
  private readonly pointing: Pointing;
  private readonly lists: Lists;
  private readonly bars: readonly { update(): void; destroy(): void }[];
  private readonly stops: (() => void)[] = [];
  private frame = 0;
  private timer = 0;
  private shape = "";
  private table: Table | null = null;
  private told: readonly [Table | null, Table | null, readonly HTMLElement[]] = [null, null, []];

  constructor(readonly port: LinksPort) {
    const styles = document.createElement("style");
    styles.textContent = css;
    port.ctl.scroll?.querySelector(".board")?.prepend(this.place, styles);
    this.place.className = "links";
    this.picture = new Picture(this.place.appendChild(document.createElement("div")));
    this.making = new Making(this);
    this.bars = [new Lens(port), new Legend(port)];
    this.tellBars();
    this.lists = new Lists(this, () => this.making.begin(""));
    this.pointing = new Pointing(this, this.making, this.lists);
    this.stops.push(() => styles.remove(), () => this.place.remove(), sizes(port.ctl, this.look), asking(port.ctl, { make: (typed) => this.making.begin(typed), list: (typed) => this.lists.openHere(typed) }));
    this.look();
  }

  update(): void {
    this.tellBars();
    this.look();
  }

  /** What stands over and under the board. */
  private tellBars(): void {
    for (const bar of this.bars) bar.update();
  }

  look = (): void => {
    this.frame ||= requestAnimationFrame(this.redraw);
  };

  destroy(): void {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
    for (const stop of this.stops) stop();
    for (const part of [this.pointing, this.making, this.lists, ...this.bars, this.picture]) part.destroy();
    delete this.port.ctl.scroll?.dataset["linked"];
  }

  private redraw = (): void => {
    this.frame = 0;
    const { ctl } = this.port;
    const { links } = ctl.frame.doc.tables;
    const linked = links.size > 0 || this.making.busy;
    if (ctl.scroll && linked !== "linked" in ctl.scroll.dataset) {
      if (linked) ctl.scroll.dataset["linked"] = "";
      else delete ctl.scroll.dataset["linked"];
    }
    const now = measure(ctl);
    if (now && !(this.measured && this.table === links && alike(this.measured, now))) this.draw(now, links);
    else if (now) this.measured = now;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.tell(), REST);
    this.pointing.settle();
    this.making.settle();
  };

  /** The sentences follow the links and the texts of the cards, and the cards that are drawn. */
  private tell(): void {
    const { links, cards } = docOf(this.port.ctl).tables;
    const drawn = [...(this.measured?.cards.values() ?? [])];
    const same = this.told[0] === links && this.told[1] === cards && drawn.length === this.told[2].length && drawn.every((one, i) => one === this.told[2][i] && one.isConnected);
    if (same) return;
    this.told = [links, cards, drawn];
    describe(this);
  }

  private draw(now: Measured, table: Table): void {
    const rows = rowsOf(this.port.ctl.frame.doc, "links");
    const links = rows.flatMap((row) => asked(row, now) ?? []);
    const shape = [...this.port.ctl.frame.rows, "|", this.port.ctl.frame.plan.segments.map(({ stage, index, kind }) => `${stage} ${index} ${kind}`).join()].join();
    this.plan = this.plan && shape === this.shape ? reroute(now.board, links, this.plan) : route(now.board, links);
    [this.shape, this.measured, this.table] = [shape, now, table];
    const places = labels(this.plan, links, now.closed);
    const { routes } = this.plan;
    this.drawn = rows.flatMap((row) => {
      const found = routes.get(row.id);
      return found ? [{ id: row.id, kind: kindOf(row), both: row["both"] === true, text: labelOf(row), route: found, label: places.get(row.id) }] : [];
    });
    this.picture.draw(now, this.drawn);
  }
}

/** Whether two looks at the board saw the same. */
function alike(a: Measured, b: Measured): boolean {
  const lists: (readonly (readonly object[])[])[] = [[a.board.boxes, b.board.boxes], [a.board.rows, b.board.rows], [a.board.columns, b.board.columns]];
  const same = (one: object, other: object): boolean => Object.entries(one).every(([name, value]) => (other as Readonly<Record<string, unknown>>)[name] === value);
  return a.width === b.width && a.height === b.height && a.mirrored === b.mirrored && lists.every(([one = [], other = []]) => one.length === other.length && one.every((each, i) => same(each, other[i] as object)));
}
