/** The door of a page without Python: a report, or what nbconvert made of a notebook. It draws the blocks and wires the page around them. */
import { page } from "../../views/report/page";
import { hydrate } from "./blocks";

hydrate();
page(document);
