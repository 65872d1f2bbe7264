/** The door of a presenter for a notebook: an anywidget module. */
import { mount } from "../views/presenter/mount";
import type { PresenterLook } from "../views/presenter/presenter";
import type { WidgetModel } from "./channel";
import { LOOK, lookOf, widget } from "./widget";

function read(model: WidgetModel): PresenterLook {
  const zoom = model.get("zoom");
  return { ...lookOf(model), by: model.get("by") === "stage" ? "stage" : "step", zoom: typeof zoom === "number" ? zoom : 1 };
}

export default widget(mount, [...LOOK, "by", "zoom"], read);
