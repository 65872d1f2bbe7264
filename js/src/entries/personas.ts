/** The door of the persona cards for a notebook: an anywidget module. */
import { mount } from "../views/personas/mount";
import { LOOK, lookOf, widget } from "./widget";

export default widget(mount, LOOK, lookOf);
