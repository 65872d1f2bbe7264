/** What the parts of one grid share: the host, what the view remembers, where the cursor is. One per view, never per page. */
import type { Host } from "../hosts/host";
import type { Doc } from "../model/types";
import type { Choice } from "./curves";
import { frame, type Frame, type Half, type Measures } from "./frame";
import type { Entries } from "./menus";
import type { Mine } from "./mine";
import type { Shown } from "./panels/port";
import type { Anchor } from "./pop";
import { store, type Store } from "./store";

/** What is being edited: an item of a cell, or a name in the head or the rail. */
export type Editing =
  | { at: "cell"; step: string; lane: string; item: number; add: boolean; text: string; was: string; all: boolean; reading?: boolean }
  | { at: "steps" | "stages" | "lanes"; id: string; text: string; was: string; all: boolean };

/** Where a drag would put what it carries. */
export type Landing =
  | { what: "card"; step: string; lane: string; before: number }
  | { what: "step"; slot: number; after: boolean; stage: string | null }
  | { what: "stage"; slot: number; after: boolean }
  | { what: "lane"; lane: string; after: boolean };

export interface Ui {
  readonly editing: Editing | null;
  readonly menu: { anchor: Anchor; spot: Spot } | null;
  readonly lanes: Anchor | null;
  readonly finding: boolean;
  readonly landing: Landing | null;
  readonly noteGone: boolean;
  readonly said: string;
  /** What was typed into a cell that went away meanwhile. */
  readonly lost: string;
  /** Why the last gesture did nothing. */
  readonly problem: string;
  readonly folded: ReadonlySet<string>;
  /** What the panel beside the board is about. */
  readonly panel: Shown | null;
  /** What this person wrote and another wrote over, by cell. */
  readonly mine: ReadonlyMap<string, Mine>;
  /** Which curve of the emotion lane can be dragged, and whether each has a lane of its own. */
  readonly curves: Choice;
}

/** The window on the board: what part is in view. Watched by the board alone. */
export interface Port {
  readonly width: number;
  /** What is drawn, in pixels from the end of the rail. */
  readonly from: number;
  readonly to: number;
  readonly zoom: number;
  readonly half: Half;
  readonly widths: Measures["widths"];
  /** Counted up to have the board settle again. */
  readonly turn: number;
  /** The point of the curve that is being dragged. */
  readonly held: { step: string; lane: string; value: number } | null;
  readonly resizing: { lane: string; height: number } | null;
}

/** A place the cursor can be. Slot -1 is the lane rail. */
export interface Spot {
  readonly row: string;
  readonly slot: number;
  readonly item: number;
}

export interface Rectangle {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface Control {
  readonly host: Host;
  readonly ui: Store<Ui>;
  readonly port: Store<Port>;
  /** The outermost element of the view and the scroll container, once drawn. */
  root: HTMLElement | null;
  scroll: HTMLElement | null;
  /** The board as it is now; the drawing follows it. */
  readonly frame: Frame;
  /** The frame that the elements on the page show. */
  drawn: Frame | null;
  spot: Spot;
  /** The step the cursor is on: where steps are added or moved the cursor stays with it. */
  step: string | null;
  anchor: Spot | null;
  /** The place of the hit that the find bar shows. */
  hit: Spot | null;
  /** Whether the cursor should take the focus at the next drawing. */
  wanted: boolean;
  /** What the menu of a spot lists beside the board's own entries: a part of the page says it. */
  extra: (spot: Spot) => Entries;
  /** Where the cursor's row stood when the board last settled. */
  rowAt: number;
}

export function control(host: Host): Control {
  const ui = store<Ui>({ editing: null, menu: null, lanes: null, finding: false, landing: null, noteGone: false, said: "", lost: "", problem: "", folded: new Set(), panel: null, mine: new Map(), curves: { curve: null, apart: false } });
  const port = store<Port>({ width: 0, from: 0, to: 1400, zoom: 1, half: "both", widths: null, turn: 0, held: null, resizing: null });
  const remembered = remember();
  return {
    host,
    ui,
    port,
    root: null,
    scroll: null,
    get frame() {
      const { width, zoom, half, widths } = port.get();
      const { folded, curves } = ui.get();
      return remembered(host.state().doc, { width, zoom, folded, curves, half, widths });
    },
    drawn: null,
    spot: { row: "steps", slot: 0, item: 0 },
    step: null,
    anchor: null,
    hit: null,
    wanted: false,
    extra: () => [],
    rowAt: 0,
  };
}

export const docOf = (ctl: Control): Doc => ctl.host.state().doc;

/** Whether edits are taken at all. */
export function editable(ctl: Control): boolean {
  return !ctl.host.state().readonly;
}

/** Lets the live region read a sentence; the same sentence twice is read twice. */
export function say(ctl: Control, text: string): void {
  ctl.ui.set({ said: ctl.ui.get().said === text ? `${text}\u00a0` : text });
}

/** The frame of the last question, as long as nothing in it changed. */
function remember(): (doc: Doc, measures: Measures) => Frame {
  let key: readonly unknown[] = [];
  let last: Frame | null = null;
  return (doc, measures) => {
    const now = [doc, ...Object.values(measures)];
    if (!last || now.some((one, i) => one !== key[i])) last = frame(doc, measures);
    key = now;
    return last;
  };
}
