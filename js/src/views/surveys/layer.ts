/** Loads what draws surveys and units where a map has some, beside another layer of the board. */
import { lazily } from "../links/lazily";
import type { Layer, LinksPort } from "../links/port";
import { linesIn } from "./told";
import { words } from "./words";

interface SurveysModule {
  mountSurveys(port: LinksPort): Layer;
}

export function withSurveys(port: LinksPort, layer: Layer): Layer {
  const due = (): boolean => linesIn(port.host.state().overlays["surveys"]).length > 0 || port.ctl.frame.lanes.some(({ row }) => typeof row["unit"] === "string");
  return lazily<SurveysModule>(port, layer, "surveys", due, ({ mountSurveys }) => mountSurveys(port), words.failed);
}
