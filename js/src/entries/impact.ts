/** The door of the impact panel for a notebook: an anywidget module. */
import type { ImpactLook } from "../views/impact/impact";
import { mount } from "../views/impact/mount";
import type { WidgetModel } from "./channel";
import { LOOK, lookOf, widget } from "./widget";

function read(model: WidgetModel): ImpactLook {
  const budget = model.get("budget");
  return { ...lookOf(model), budget: typeof budget === "number" ? budget : null };
}

export default widget(mount, [...LOOK, "budget"], read);
