/** The door of a vote for a notebook: an anywidget module. */
import { mount } from "../views/vote/mount";
import { LOOK, lookOf, widget } from "./widget";

export default widget(mount, LOOK, lookOf);
