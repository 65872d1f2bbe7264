/** What the layer of links shares with the board: types only, so that neither bundle carries the other's code. */
import type { Control } from "../control";
import type { begin } from "../editing";
import type { PanelPort } from "../panels/port";

export interface LinksPort extends PanelPort {
  readonly ctl: Control;
  readonly begin: typeof begin;
}

export interface Layer {
  /** The board was drawn anew: measure and draw what changed. */
  update(): void;
  destroy(): void;
}

export interface LinksModule {
  mountLinks(port: LinksPort): Layer;
}
