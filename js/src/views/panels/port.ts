/** What the grid and its panels agree on. The panels are a module of their own, loaded when one is first opened; types only. */
import type { Host } from "../../hosts/host";

/** What a panel is about. */
export type Shown =
  | { readonly what: "row"; readonly table: "cards" | "steps" | "stages" | "lanes" | "links" | "transitions"; readonly id: string }
  | { readonly what: "cell"; readonly step: string; readonly lane: string }
  | { readonly what: "checks"; readonly tab?: Tab };

/** What the panel of the whole map has. */
export type Tab = "checks" | "changes" | "links" | "service" | "about" | "propositions";

/** A place on the board; the narrowest that is named counts. */
export interface Target {
  readonly card?: string | null;
  readonly step?: string | null;
  readonly lane?: string | null;
  readonly stage?: string | null;
}

export interface PanelPort {
  readonly host: Host;
  /** Closes the panel and gives the focus back to the board. */
  close(): void;
  /** Gives the focus back to the board; the panel stays. */
  back(): void;
  /** Puts the cursor on a place; false where it is not drawn. */
  visit(target: Target): boolean;
  open(shown: Shown): void;
  /** Has the live region read a sentence. */
  say(text: string): void;
}

export interface Panels {
  show(shown: Shown): void;
  destroy(): void;
}

/** What the module of the panels gives. */
export interface PanelsModule {
  open(place: HTMLElement, port: PanelPort): Panels;
}
