/** Loads what draws the future when a map has moves to simulate, beside another layer of the board. */
import type { Layer, LinksPort } from "../links/port";
import { part } from "../part";
import { words } from "./words";

interface FutureModule {
  mountFuture(port: LinksPort): Layer;
}

export function withFuture(port: LinksPort, layer: Layer): Layer {
  const { host, ctl } = port;
  let [asked, gone] = [false, false];
  let future: Layer | null = null;
  const ask = (): void => {
    asked = true;
    part<FutureModule>(host, "future").then(
      ({ mountFuture }) => void (gone || (future = mountFuture(port))),
      (error: unknown) => void (gone || !told() || ctl.ui.set({ problem: words.failed(error instanceof Error ? error.message : String(error)) })),
    );
  };
  const told = (): boolean => Object.keys(host.state().overlays["future"] ?? {}).length > 0;
  const look = (): void => {
    if (!asked && (host.state().doc.tables.transitions.size > 0 || told())) ask();
  };
  look();
  return {
    update() {
      layer.update();
      look();
      future?.update();
    },
    destroy() {
      gone = true;
      future?.destroy();
      layer.destroy();
    },
  };
}
