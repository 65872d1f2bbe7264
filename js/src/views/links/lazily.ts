/** A part of the page that draws beside another layer of the board: loaded when it is first due. */
import { part } from "../part";
import type { Layer, LinksPort } from "./port";

/** `failed` says in a sentence that the part did not load; where it gives nothing, nothing is said. */
export function lazily<M>(port: LinksPort, layer: Layer, name: string, due: () => boolean, mount: (module: M) => Layer, failed: (why: string) => string | null): Layer {
  const { host, ctl } = port;
  let [asked, gone] = [false, false];
  let own: Layer | null = null;
  const say = (why: string): void => {
    const problem = gone ? null : failed(why);
    if (problem !== null) ctl.ui.set({ problem });
  };
  const look = (): void => {
    if (asked || !due()) return;
    asked = true;
    part<M>(host, name).then(
      (module) => void (gone || (own = mount(module))),
      (error: unknown) => say(error instanceof Error ? error.message : String(error)),
    );
  };
  look();
  return {
    update() {
      layer.update();
      look();
      own?.update();
    },
    destroy() {
      gone = true;
      own?.destroy();
      layer.destroy();
    },
  };
}
