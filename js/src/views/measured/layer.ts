/** Loads what draws the measured lanes when a map was matched with a log, beside another layer of the board. */
import { lazily } from "../links/lazily";
import type { Layer, LinksPort } from "../links/port";
import { toldIn } from "./told";
import { words } from "./words";

interface MeasuredModule {
  mountMeasured(port: LinksPort): Layer;
}

export function withMeasured(port: LinksPort, layer: Layer): Layer {
  const due = (): boolean => toldIn(port.host.state().overlays["measured"]) !== null;
  return lazily<MeasuredModule>(port, layer, "measured", due, ({ mountMeasured }) => mountMeasured(port), words.failed);
}
