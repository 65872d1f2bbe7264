/** The layer of links: measures the board, routes what changed, draws, and hears what a person does with links. */
import type { Link } from "../../layout/routes/board";
import { labelling, type Placed } from "../../layout/routes/labels";
import { whole } from "../../layout/routes/pieces";
import { reroute, route, routing, type Plan } from "../../layout/routes/route";
import { rowsOf } from "../../model/document";
import type { Table } from "../../model/types";
import { asking } from "./asking";
import { Carrying } from "./carrying";
import { docOf } from "../control";
import { describe } from "./described";
import css from "./links.css?inline";
import { Legend } from "./legend";
import { Lens } from "./lens";
import { Lists } from "./list";
import { Making } from "./making";
import { measure, measuring, type Measured } from "./measure";
import { Picture, type Drawn } from "./picture";
import { Pointing } from "./pointing";
import type { Layer, LinksPort } from "./port";
import room from "./room.css?inline";
import { asked, drawnOf, type Scene } from "./scene";
import { sizes } from "./sizes";
import { inSlices } from "./slices";

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
  private readonly carrying: Carrying;
  private readonly lists: Lists;
  private readonly bars: readonly { update(): void; destroy(): void }[];
  private readonly stops: (() => void)[] = [];
  private frame = 0;
  private timer = 0;
  private shape = "";
  private table: Table | null = null;
  private links: readonly Link[] = [];
  private placed: Placed | null = null;
  private working: (() => void) | null = null;
  private told: readonly [Table | null, Table | null, readonly HTMLElement[]] = [null, null, []];

  constructor(readonly port: LinksPort) {
    const styles = document.createElement("style");
    styles.textContent = room + css;
    port.ctl.scroll?.querySelector(".board")?.prepend(this.place, styles);
    this.place.className = "links";
    this.picture = new Picture(this.place.appendChild(document.createElement("div")));
    this.making = new Making(this);
    this.bars = [new Lens(port), new Legend(port)];
    this.tellBars();
    this.lists = new Lists(this, () => this.making.begin(""));
    this.pointing = new Pointing(this, this.making, this.lists);
    this.carrying = new Carrying(this, () => this.links, () => {
      this.pointing.again();
      this.look();
    });
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

  get held(): boolean {
    return this.carrying.busy;
  }

  look = (): void => {
    this.frame ||= requestAnimationFrame(this.redraw);
  };

  destroy(): void {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
    this.working?.();
    for (const stop of this.stops) stop();
    for (const part of [this.carrying, this.pointing, this.making, this.lists, ...this.bars, this.picture]) part.destroy();
    if (!docOf(this.port.ctl).tables.links.size) this.port.ctl.scroll?.removeAttribute("data-linked");
  }

  private redraw = (): void => {
    this.frame = 0;
    // What a held card changes of the board is not measured: it moves nothing, and its links are drawn apart.
    if (this.held) return;
    const { ctl } = this.port;
    const { links } = ctl.frame.doc.tables;
    if (ctl.scroll && !links.size) ctl.scroll.toggleAttribute("data-linked", this.making.busy);
    this.working?.();
    this.working = null;
    if (!this.plan && links.size) this.working = inSlices(this.first(links));
    else this.again(links);
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.tell(), REST);
    this.settle();
  };

  private settle(): void {
    this.pointing.settle();
    this.making.settle();
  }

  private again(links: Table): void {
    const now = measure(this.port.ctl);
    if (now && !(this.measured && this.table === links && alike(this.measured, now))) this.draw(now, links);
    else if (now) this.measured = now;
  }

  /** The first drawing, in pieces: the board is there already and shall stay quick. Straight lines come first. */
  private *first(table: Table): Generator<unknown, void> {
    const now = yield* measuring(this.port.ctl);
    if (!now) return;
    const links = this.asked(now);
    yield null;
    const work = routing(now.board, links);
    let step = work.next();
    for (; !step.done; step = work.next()) {
      if (step.value) this.picture.draw(now, this.drawing(step.value, new Map()));
      yield null;
    }
    yield* this.put(now, table, links, step.value);
    this.working = null;
    this.tell();
    this.settle();
  }

  /** The sentences follow the links and the texts of the cards, and the cards that are drawn. */
  private tell(): void {
    const { links, cards } = docOf(this.port.ctl).tables;
    const drawn = [...(this.measured?.cards.values() ?? [])];
    const same = this.told[0] === links && this.told[1] === cards && drawn.length === this.told[2].length && drawn.every((one, i) => one === this.told[2][i] && one.isConnected);
    if (same) return;
    this.told = [links, cards, drawn];
    describe(this);
  }

  private asked(now: Measured): Link[] {
    return rowsOf(this.port.ctl.frame.doc, "links").flatMap((row) => asked(row, now) ?? []);
  }

  private drawing({ routes }: Plan, places: Placed["labels"]): Drawn[] {
    return rowsOf(this.port.ctl.frame.doc, "links").flatMap((row) => drawnOf(row, routes.get(row.id), places.get(row.id)) ?? []);
  }

  private shapeNow(): string {
    const { rows, plan } = this.port.ctl.frame;
    return [...rows, "|", plan.segments.map(({ stage, index, kind }) => `${stage} ${index} ${kind}`).join()].join();
  }

  private draw(now: Measured, table: Table): void {
    const links = this.asked(now);
    const plan = this.plan && this.shapeNow() === this.shape ? reroute(now.board, links, this.plan) : route(now.board, links);
    whole(this.put(now, table, links, plan));
  }

  /** Labels and lines of a plan; what is known of the board is what the lines were made for. */
  private *put(now: Measured, table: Table, links: readonly Link[], plan: Plan): Generator<null, void> {
    const labels = yield* labelling(plan, links, now.closed, this.placed);
    const drawn = this.drawing(plan, labels);
    yield null;
    yield* this.picture.drawing(now, drawn);
    [this.shape, this.measured, this.table, this.plan, this.links] = [this.shapeNow(), now, table, plan, links];
    this.drawn = drawn;
    this.placed = { plan, labels };
    this.place.dataset["drawn"] = String(drawn.length);
  }
}

/** Whether two looks at the board saw the same. */
function alike(a: Measured, b: Measured): boolean {
  const lists: (readonly (readonly object[])[])[] = [[a.board.boxes, b.board.boxes], [a.board.rows, b.board.rows], [a.board.columns, b.board.columns]];
  const same = (one: object, other: object): boolean => Object.entries(one).every(([name, value]) => (other as Readonly<Record<string, unknown>>)[name] === value);
  return a.width === b.width && a.height === b.height && a.mirrored === b.mirrored && a.zoom === b.zoom && lists.every(([one = [], other = []]) => one.length === other.length && one.every((each, i) => same(each, other[i] as object)));
}
