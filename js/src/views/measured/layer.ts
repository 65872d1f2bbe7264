/** Loads what draws the measured lanes when a map was matched with a log, beside another layer of the board. */
import type { Layer, LinksPort } from "../links/port";
import { part } from "../part";
import { toldIn } from "./told";
import { words } from "./words";

interface MeasuredModule {
  mountMeasured(port: LinksPort): Layer;
}

export function withMeasured(port: LinksPort, layer: Layer): Layer {
  const { host, ctl } = port;
  let [asked, gone] = [false, false];
  let measured: Layer | null = null;
  const look = (): void => {
    if (asked || !toldIn(host.state().overlays["measured"])) return;
    asked = true;
    part<MeasuredModule>(host, "measured").then(
      ({ mountMeasured }) => void (gone || (measured = mountMeasured(port))),
      (error: unknown) => void (gone || ctl.ui.set({ problem: words.failed(error instanceof Error ? error.message : String(error)) })),
    );
  };
  look();
  return {
    update() {
      layer.update();
      look();
      measured?.update();
    },
    destroy() {
      gone = true;
      measured?.destroy();
      layer.destroy();
    },
  };
}
