/** The door of a comparison of maps for a notebook: an anywidget module. It only reads what Python made. */
import type { CompareLook } from "../views/compare/compare";
import { readComparison, type Comparison } from "../views/compare/data";
import { mount } from "../views/compare/mount";
import type { WidgetModel } from "./channel";
import { follow, LOOK, lookOf, textOf } from "./widget";

const TRAITS = [...LOOK, "_data", "view", "differences"];

/** One reading per text, so that a change of the look reads nothing again. */
function reader(): (model: WidgetModel) => CompareLook {
  let text: string | null = null;
  let made: Comparison | null = null;
  return (model) => {
    const now = textOf(model, "_data");
    if (now !== text) made = readComparison(now);
    text = now;
    return { ...lookOf(model), made, view: model.get("view") === "side" ? "side" : "over", differences: model.get("differences") !== false };
  };
}

function render({ model, el }: { model: WidgetModel; el: HTMLElement }): () => void {
  const read = reader();
  return follow(model, TRAITS, mount(el, read(model)), read);
}

export default { render };
