/** A module of the page for the future of a map, loaded when a map has moves that can be simulated. */
export { mountFuture } from "../views/future/future";
