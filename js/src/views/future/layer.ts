/** Loads what draws the future when a map has moves to simulate, beside another layer of the board. */
import { lazily } from "../links/lazily";
import type { Layer, LinksPort } from "../links/port";
import { words } from "./words";

interface FutureModule {
  mountFuture(port: LinksPort): Layer;
}

export function withFuture(port: LinksPort, layer: Layer): Layer {
  const { host } = port;
  const told = (): boolean => Object.keys(host.state().overlays["future"] ?? {}).length > 0;
  const due = (): boolean => host.state().doc.tables.transitions.size > 0 || told();
  return lazily<FutureModule>(port, layer, "future", due, ({ mountFuture }) => mountFuture(port), (why) => (told() ? words.failed(why) : null));
}
