/** The views a block can ask for, each mounted with what a page without Python has. */
import type { Host } from "../../hosts/host";
import type { Ways } from "../../hosts/told";
import { readComparison } from "../../views/compare/data";
import { mount as compare } from "../../views/compare/mount";
import { mount as impact } from "../../views/impact/mount";
import { mount as matrix } from "../../views/matrix/mount";
import { mount as grid } from "../../views/mount";
import { mount as personas } from "../../views/personas/mount";
import { Folds } from "../../views/report/folds";
import { blueprint, styles } from "./blueprint";

export type Options = Readonly<Record<string, unknown>>;

export interface Wanted {
  readonly el: HTMLElement;
  readonly host: (ways: Ways) => Host;
  readonly data: unknown;
  readonly options: Options;
}

const text = (options: Options, name: string, otherwise = ""): string => {
  const value = options[name];
  return typeof value === "string" && value !== "" ? value : otherwise;
};

/** How every view looks. A theme that is not named follows the page. */
export function lookOf(options: Options): { height: string; theme: "auto" | "light" | "dark"; language: string } {
  const theme = options["theme"];
  return { height: text(options, "height"), theme: theme === "light" || theme === "dark" ? theme : "auto", language: text(options, "language") };
}

const numberOr = <T,>(value: unknown, otherwise: T): number | T => (typeof value === "number" && value > 0 ? value : otherwise);

export const VIEWS: Readonly<Record<string, (wanted: Wanted) => void>> = {
  grid: ({ el, host, options }) => void grid(el, host("fixed"), { ...lookOf(options), zoom: numberOr(options["zoom"], 1), styles, tools: (state, ctl) => <Folds ctl={ctl} state={state} /> }),
  blueprint: ({ el, host, options }) => blueprint(el, host("fixed"), lookOf(options), numberOr(options["zoom"], 1), text(options, "by"), text(options, "columns")),
  personas: ({ el, host, options }) => void personas(el, host("fixed"), lookOf(options)),
  impact: ({ el, host, options }) => void impact(el, host("trial"), { ...lookOf(options), budget: numberOr(options["budget"], null) }),
  matrix: ({ el, host, options }) => void matrix(el, host("fixed"), { ...lookOf(options), x: text(options, "x", "work"), y: text(options, "y", "impact"), method: text(options, "method", "rice"), lanes: Array.isArray(options["lanes"]) ? options["lanes"].map(String) : [] }),
  compare: ({ el, data, options }) => void compare(el, { ...lookOf(options), made: readComparison(JSON.stringify(data ?? null)), view: options["view"] === "side" ? "side" : "over", differences: options["differences"] !== false }),
};
