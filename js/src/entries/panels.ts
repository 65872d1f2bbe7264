/** The second module of the page: the panels, loaded when one is first opened. */
export { open } from "../views/panels/panels";
