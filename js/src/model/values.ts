/** Values as text and back, by the lane they stand in. */
import { plainText } from "./items";
import { exactNumber, readNumber, showNumber } from "./numbers";
import { fromScale, scaleOf, toScale } from "./scales";
import { exactSpan, readSpan, readTime, showSpan, showTime } from "./times";
import type { Row, Value } from "./types";

const TRUE = new Set(["true", "yes", "y", "1", "x", "✓", "ja", "oui", "si", "sí"]);
const FALSE = new Set(["false", "no", "n", "0", "nein", "non"]);

/** Whether a value is nothing. Empty text is nothing to a reader too. */
export function isNothing(value: Value | undefined): boolean {
  if (value === null || value === undefined || value === "") return true;
  return Array.isArray(value) && value.length === 0;
}

/** A value as it is shown in a cell of the lane; empty where there is nothing. */
export function display(value: Value | undefined, lane: Row, locale?: string): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return displayNumber(value, lane, locale);
  if (typeof value === "string") return lane["kind"] === "time" ? showTime(value) : value;
  if (!("$" in value)) return value.join(", ");
  return value.$ === "special" ? special(value.v) : value.v;
}

/** The text an editor starts with; `preview` of it is the value again. */
export function editText(value: Value | undefined, lane: Row): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return editNumber(value, lane);
  if (typeof value === "string" && lane["kind"] === "time") return showTime(value);
  return plainText(value);
}

/** A quick reading of what was typed, so that it can be painted before Python answers; `typed` where it is left to Python. */
export function preview(text: string, lane: Row): Value {
  if (text.trim() === "") return null;
  const value = read(text, String(lane["kind"]));
  const scale = scaleOf(lane);
  if (scale && typeof value === "number") return onScale(value, scale) ? fromScale(value, scale) : { $: "typed", v: text };
  return value ?? { $: "typed", v: text };
}

/** Whether the lane's numbers are shares of one, to be shown as a percentage. */
export function isShare(lane: Row): boolean {
  return lane["format"] === "percent";
}

/** A number beyond the scale is left to Python, which says what is allowed. */
const onScale = (value: number, [low, high]: readonly [number, number]): boolean => value >= low && value <= high;

function displayNumber(value: number, lane: Row, locale?: string): string {
  const scale = scaleOf(lane);
  if (scale) return showNumber(Number(toScale(value, scale).toFixed(2)), locale);
  if (lane["kind"] === "duration") return showSpan(value);
  return isShare(lane) ? `${showNumber(Number((value * 100).toFixed(1)), locale)} %` : showNumber(value, locale);
}

function editNumber(value: number, lane: Row): string {
  const scale = scaleOf(lane);
  if (scale) return exactNumber(Number(toScale(value, scale).toFixed(6)));
  if (lane["kind"] === "duration") return exactSpan(value);
  const percent = exactNumber(Number((value * 100).toPrecision(12)));
  return isShare(lane) && Number(percent) / 100 === value ? `${percent} %` : exactNumber(value);
}

function special(text: string): string {
  return text === "inf" ? "∞" : text === "-inf" ? "−∞" : text.replace("-", "−");
}

function read(text: string, kind: string): Value {
  if (kind === "number" || kind === "emotion") return readSpecial(text) ?? readNumber(text);
  if (kind === "duration") return readSpan(text);
  if (kind === "time") return readTime(text);
  return kind === "flag" ? readFlag(text) : text;
}

/** Numbers JSON has no word for: infinities, and whole numbers that would lose their last digits. */
function readSpecial(text: string): Value {
  const found = /^\s*([-−+]?)\s*(?:inf|infinity|∞)\s*$/i.exec(text);
  if (found) return { $: "special", v: found[1] === "" || found[1] === "+" ? "inf" : "-inf" };
  const whole = /^\s*-?\d+\s*$/.test(text) && !Number.isSafeInteger(Number(text));
  return whole ? { $: "special", v: text.trim() } : null;
}

function readFlag(text: string): boolean | null {
  const word = text.trim().toLowerCase();
  return TRUE.has(word) ? true : FALSE.has(word) ? false : null;
}
