/** What a widget on the grid draws on cards and in the rail beside the grid's own; each bundle has its own, set as it loads. */
import type { JSX } from "preact";
import type { Row } from "../model/types";

export const further: { card?: (card: Row) => JSX.Element | null; rail?: (lane: Row) => JSX.Element | null } = {};
