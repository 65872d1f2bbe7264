/** A module of the page for what runs between cards and between steps, loaded for a map; it asks for the future's where there is one. */
import { withFuture } from "../views/future/layer";
import { mountLinks as links } from "../views/links/links";
import type { Layer, LinksPort } from "../views/links/port";
import { withSurveys } from "../views/surveys/layer";

export const mountLinks = (port: LinksPort): Layer => withSurveys(port, withFuture(port, links(port)));
export { mountPaths, told } from "../views/paths/paths";
