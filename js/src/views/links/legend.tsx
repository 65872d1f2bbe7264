/** What the shapes of evidence mean, under the board while it has any: beside numbers and curves there is no room for the word. */
import { render } from "preact";
import { RestShape, type Rest } from "../shapes";
import type { LinksPort } from "./port";
import { words } from "./words";

const RESTS: readonly Rest[] = ["researched", "partly", "assumed"];
const has = (part: unknown): boolean => typeof part === "object" && part !== null && Object.keys(part).length > 0;

export class Legend {
  private readonly place = document.createElement("div");

  constructor(private readonly port: LinksPort) {
    this.place.className = "legend-of-evidence";
    this.place.dataset["legend"] = "";
    const shapes = RESTS.map((state) => <span class={`proof ${state}`}><RestShape state={state} /> {words.rests[state]}</span>);
    render(<>{words.evidence} {shapes}</>, this.place);
  }

  update(): void {
    const { ctl } = this.port;
    const told = (ctl.host.state().overlays["evidence"] ?? {}) as { cards?: unknown; cells?: unknown };
    const wanted = has(told.cards) || has(told.cells);
    if (wanted && !this.place.isConnected) ctl.root?.querySelector(".main")?.after(this.place);
    if (!wanted) this.place.remove();
  }

  destroy(): void {
    this.place.remove();
  }
}
