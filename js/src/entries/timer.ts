/** The door of a timer for a notebook: an anywidget module. Its state is in the widget's traits, so every page of it shows one time. */
import { mount } from "../views/timer/mount";
import { readItems, type TimerLook } from "../views/timer/time";
import type { WidgetModel } from "./channel";
import { follow, LOOK, lookOf } from "./widget";

const TRAITS = [...LOOK, "items", "elapsed", "since"];
const numberOf = (value: unknown): number => (typeof value === "number" && Number.isFinite(value) ? value : 0);

function read(model: WidgetModel): TimerLook {
  return {
    ...lookOf(model), items: readItems(model.get("items")), elapsed: numberOf(model.get("elapsed")), since: numberOf(model.get("since")),
    put(changes) {
      for (const [name, value] of Object.entries(changes)) model.set?.(name, value);
      model.save_changes?.();
    },
  };
}

function render({ model, el }: { model: WidgetModel; el: HTMLElement }): () => void {
  return follow(model, TRAITS, mount(el, read(model)), read);
}

export default { render };
