/** A module of the page for what runs between cards and between steps, loaded for a map; it asks for the future's and for what was measured where there is one. */
import { withFuture } from "../views/future/layer";
import { mountLinks as links } from "../views/links/links";
import type { Layer, LinksPort } from "../views/links/port";
import { withMeasured } from "../views/measured/layer";
import { withSurveys } from "../views/surveys/layer";

export const mountLinks = (port: LinksPort): Layer => withMeasured(port, withSurveys(port, withFuture(port, links(port))));
export { mountPaths, told } from "../views/paths/paths";
