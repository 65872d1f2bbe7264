/** Loads what draws surveys and units where a map has some, beside another layer of the board. */
import type { Layer, LinksPort } from "../links/port";
import { part } from "../part";
import { linesIn } from "./told";
import { words } from "./words";

interface SurveysModule {
  mountSurveys(port: LinksPort): Layer;
}

export function withSurveys(port: LinksPort, layer: Layer): Layer {
  const { host, ctl } = port;
  let [asked, gone] = [false, false];
  let surveys: Layer | null = null;
  const due = (): boolean => linesIn(host.state().overlays["surveys"]).length > 0 || ctl.frame.lanes.some(({ row }) => typeof row["unit"] === "string");
  const look = (): void => {
    if (asked || !due()) return;
    asked = true;
    part<SurveysModule>(host, "surveys").then(
      ({ mountSurveys }) => void (gone || (surveys = mountSurveys(port))),
      (error: unknown) => void (gone || ctl.ui.set({ problem: words.failed(error instanceof Error ? error.message : String(error)) })),
    );
  };
  look();
  return {
    update() {
      layer.update();
      look();
      surveys?.update();
    },
    destroy() {
      gone = true;
      surveys?.destroy();
      layer.destroy();
    },
  };
}
