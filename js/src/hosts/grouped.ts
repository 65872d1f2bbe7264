/** A host that wraps another and shows its map as a blueprint: lanes ordered and folded, cards regrouped. Edits are mapped back; views know nothing of it. */
import { arranged, lanesBack, type Asked } from "../model/blueprint";
import { cardsIn, row } from "../model/document";
import { Refused } from "../model/edits";
import { grouped, type By, type Grouping } from "../model/swimlanes";
import { ungrouped } from "../model/swimlanes_back";
import type { Doc, Op } from "../model/types";
import type { Hit, Host, HostState, Notice } from "./host";
import { listeners } from "../model/listeners";
import { searchDoc } from "./search";

/** How the map is drawn; kept by the widget, shared with Python. */
export interface Drawing {
  readonly by: "lanes" | By;
  readonly asked: Asked;
  /** The lane of the map that a card added to a swimlane goes to; null for the likely one. */
  readonly into: string | null;
}

export interface Drawings {
  get(): Drawing;
  ask(asked: Asked): void;
  subscribe(listener: () => void): () => void;
}

type Cell = { step: string; lane: string };

const NOTICE = "blueprint";

export function groupedHost(inner: Host, drawings: Drawings): Host {
  return new Grouped(inner, drawings);
}

class Grouped implements Host {
  private readonly heard = listeners();
  private readonly stops: (() => void)[];
  private own: Pick<Grouping, "added" | "looks"> = { added: [], looks: {} };
  private why = "";
  private made: { key: readonly unknown[]; state: HostState } | null = null;

  constructor(private readonly inner: Host, private readonly drawings: Drawings) {
    this.stops = [inner.subscribe(() => this.heard.tell()), drawings.subscribe(() => this.heard.tell())];
  }

  get browser(): string {
    return this.inner.browser;
  }

  state = (): HostState => {
    const [state, drawing] = [this.inner.state(), this.drawings.get()];
    const key = [state, drawing, this.own, this.why];
    if (!this.made || key.some((one, i) => one !== this.made?.key[i])) this.made = { key, state: this.drawn(state, drawing) };
    return this.made.state;
  };

  subscribe = (listener: () => void): (() => void) => this.heard.add(listener);

  edit = (ops: readonly Op[], label: string): void => {
    const [before, how] = [this.why, this.how()];
    this.why = "";
    const turned = how ? this.regrouped(ops, how) : ops;
    const { real, asked } = this.mapped(turned);
    if (asked) this.drawings.ask(asked);
    if (real.length && this.why === "") this.inner.edit(real, label);
    else if (this.why !== before || !real.length) this.heard.tell();
  };

  undo = (): void => this.inner.undo();

  redo = (): void => this.inner.redo();

  want = (from: number, to: number): void => this.inner.want(from, to);

  /** What the owner finds in lanes that are drawn, and what stands in lanes that only this view draws. */
  find = async (text: string): Promise<{ total: number; hits: readonly Hit[] }> => {
    const { total, hits } = await this.inner.find(text);
    const { doc } = this.inner.state();
    const shown = this.state().doc;
    const here = hits.flatMap((hit) => this.hitHere(hit, shown));
    const told = (lane: string): boolean => lane === "" || row(doc, "lanes", lane)?.["visible"] !== false;
    const local = searchDoc(arranged(doc, this.drawings.get().asked), text).hits.filter(({ lane }) => !told(lane)).flatMap((hit) => this.hitHere(hit, shown));
    const all = [...here, ...local].sort((a, b) => a.position - b.position);
    return { total: total - hits.length + all.length, hits: all };
  };

  read: Host["read"] = (table, id, column) => this.inner.read(table, id, column);

  act = (notice: string, action: string): void => {
    if (notice !== NOTICE) return this.inner.act(notice, action);
    this.why = "";
    this.heard.tell();
  };

  run: Host["run"] = (verb, args) => this.inner.run(verb, args);

  retry = (counter: number): void => this.inner.retry(counter);

  leave = (counter: number): void => this.inner.leave(counter);

  select = (cells: readonly Cell[]): void => this.inner.select(cells.flatMap((cell) => this.cellsBehind(cell)));

  destroy = (): void => {
    for (const stop of this.stops) stop();
    this.inner.destroy();
  };

  private how(): Grouping | null {
    const { by, into } = this.drawings.get();
    return by === "lanes" ? null : { by, into, ...this.own };
  }

  private drawn(state: HostState, { asked }: Drawing): HostState {
    const how = this.how();
    const lanes = remembered(state.doc, asked);
    const doc = how ? grouped(lanes, how) : lanes;
    const notice: Notice = { id: NOTICE, level: "warning", text: this.why, actions: [{ id: "ok", label: "OK" }] };
    const notices = this.why === "" ? state.notices : [...state.notices, notice];
    return { ...state, doc, notices, selected: state.selected.flatMap((cell) => this.cellsFor(cell, state.doc, doc)) };
  }

  private regrouped(ops: readonly Op[], how: Grouping): readonly Op[] {
    try {
      const { doc } = this.inner.state();
      const back = ungrouped(remembered(doc, this.drawings.get().asked), ops, how);
      this.own = { added: back.how.added, looks: back.how.looks };
      this.why = back.why ?? "";
      return back.ops;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.why = error.reason;
      return [];
    }
  }

  private mapped(ops: readonly Op[]): { real: Op[]; asked: Asked | null } {
    const { doc } = this.inner.state();
    const { asked } = this.drawings.get();
    const backs = ops.map((op) => lanesBack(doc, op, asked));
    this.why = backs.find(({ why }) => why !== undefined)?.why ?? this.why;
    const changed = backs.flatMap((one) => (one.asked ? [one.asked] : []));
    return { real: backs.flatMap((one) => one.ops), asked: changed.length ? Object.assign({}, asked, ...changed) as Asked : null };
  }

  /** A hit where it is drawn; nothing where its lane is folded away. */
  private hitHere(hit: Hit, shown: Doc): Hit[] {
    const lane = this.laneHere(hit, shown);
    return lane === "" || (lane !== null && row(shown, "lanes", lane)?.["visible"] !== false) ? [{ ...hit, lane }] : [];
  }

  private laneHere({ lane, card }: Hit, shown: Doc): string | null {
    if (lane === "") return "";
    const here = card === null ? lane : row(shown, "cards", card)?.["lane"];
    if (typeof here === "string") return row(shown, "lanes", here) ? here : null;
    return row(shown, "lanes", lane) ? lane : null;
  }

  /** The drawn cells a cell of the map is in. */
  private cellsFor({ step, lane }: Cell, doc: Doc, shown: Doc): Cell[] {
    const lanes = cardsIn(doc, step, lane).map(({ id }) => String(row(shown, "cards", id)?.["lane"]));
    return [...new Set(row(shown, "lanes", lane) ? [lane, ...lanes] : lanes)].map((one) => ({ step, lane: one }));
  }

  /** The cells of the map that a drawn cell shows. */
  private cellsBehind({ step, lane }: Cell): Cell[] {
    const { doc } = this.inner.state();
    if (row(doc, "lanes", lane)) return [{ step, lane }];
    return [...new Set(cardsIn(this.state().doc, step, lane).map(({ id }) => String(row(doc, "cards", id)?.["lane"])))].map((one) => ({ step, lane: one }));
  }
}

const arrangements = new WeakMap<Doc, { asked: Asked; made: Doc }>();

/** The arranged document, the same object for the same document and wishes. */
function remembered(doc: Doc, asked: Asked): Doc {
  const known = arrangements.get(doc);
  if (known && known.asked === asked) return known.made;
  const made = arranged(doc, asked);
  arrangements.set(doc, { asked, made });
  return made;
}
