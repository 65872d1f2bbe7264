/** A module of the page for what was measured in a log; loaded when a map is matched with one. */
export { mountMeasured } from "../views/measured/measured";
