/** A module of the page for what runs between cards and between steps, loaded when a map has links or moves. */
export { mountLinks } from "../views/links/links";
export { mountPaths, told } from "../views/paths/paths";
