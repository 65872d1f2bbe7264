/** The parts that a page with Python loads when they are first needed: a page without has them all. */
import type { Host } from "../../hosts/host";
import { give } from "../../views/part";
import * as links from "../links";
import * as future from "../future";
import * as measured from "../measured";
import * as panels from "../panels";
import * as surveys from "../surveys";

const PARTS = { links, future, measured, panels, surveys };

export function giveAll(host: Host): void {
  for (const [name, module] of Object.entries(PARTS)) give(host, name, module);
}
