/** What the grid and its paths lane agree on. The lane's drawing is a module of its own, loaded when a map has moves; types only. */
import type { Host } from "../../hosts/host";
import type { Board, Slot } from "../../layout/board";
import type { Doc } from "../../model/types";

export interface PathsPort {
  readonly host: Host;
  /** Where the choice of what is shown stands: the lane's rail. */
  readonly rail: HTMLElement | null;
  /** Where dialogs are put: outside the rows of the grid. */
  readonly root: HTMLElement;
  /** Puts the cursor on the cell of a step in this lane. */
  visit(step: string): void;
  /** Has the live region read a sentence. */
  say(text: string): void;
}

/** What is in view now. */
export interface PathsView {
  readonly doc: Doc;
  readonly plan: Board;
  readonly slots: readonly Slot[];
  /** Whether all columns are drawn. */
  readonly near: boolean;
  readonly zoom: number;
  readonly readonly: boolean;
}

export interface Paths {
  update(view: PathsView): void;
  /** Opens the moves of a step, the focus in their list. */
  enter(step: string): void;
  destroy(): void;
}

export interface PathsModule {
  mountPaths(place: HTMLElement, port: PathsPort): Paths;
  /** The moves of a step as a sentence. */
  told(doc: Doc, step: string): string;
}
