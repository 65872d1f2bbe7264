/** The door of the priority matrix for a notebook: an anywidget module. */
import type { MatrixLook } from "../views/matrix/matrix";
import { mount } from "../views/matrix/mount";
import type { WidgetModel } from "./channel";
import { LOOK, lookOf, textOf, widget } from "./widget";

function read(model: WidgetModel): MatrixLook {
  const lanes = model.get("lanes");
  const [x, y, method] = ["x", "y", "method"].map((name) => textOf(model, name));
  return { ...lookOf(model), x: x || "work", y: y || "impact", method: method || "rice", lanes: Array.isArray(lanes) ? lanes.map(String) : [] };
}

export default widget(mount, [...LOOK, "x", "y", "method", "lanes"], read);
