/** The door of an exercise for a notebook: an anywidget module. */
import { mount } from "../views/exercise/mount";
import { LOOK, lookOf, widget } from "./widget";

export default widget(mount, LOOK, lookOf);
