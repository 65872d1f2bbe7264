/** A field's value as text and back, by its column's type; what cannot be read becomes a sentence. */
import { plainText } from "../../model/items";
import { exactNumber, readNumber } from "../../model/numbers";
import { exactSpan, readSpan, readTime, showTime } from "../../model/times";
import type { Value } from "../../model/types";
import { words } from "./words";

export interface Typed {
  readonly type: string;
  readonly low?: number;
  readonly high?: number;
}

export type Reading = { readonly value: Value; readonly problem?: undefined } | { readonly problem: string };

/** The text a field starts with; `read` of it is the value again. */
export function textOf(value: Value | undefined, { type }: Typed): string {
  if (typeof value === "number") return type === "duration" ? exactSpan(value) : exactNumber(value);
  if (type === "date" && typeof value === "string") return showTime(value).slice(0, 10);
  return plainText(value);
}

/** The value of what was typed. */
export function read(raw: string, spec: Typed): Reading {
  const text = raw.trim();
  if (text === "") return { value: null };
  if (spec.type === "number" || spec.type === "integer") return readCount(text, spec);
  if (spec.type === "duration") return found(readSpan(text), words.notSpan(text));
  if (spec.type === "date") return readTime(text) === null ? { problem: words.notDate(text) } : { value: text };
  return { value: spec.type === "texts" ? text.split("\n").filter((line) => line.trim() !== "") : raw };
}

function readCount(text: string, { type, low, high }: Typed): Reading {
  const number = readNumber(text);
  if (number === null || (type === "integer" && !Number.isInteger(number))) return { problem: words.notNumber(text) };
  const outside = (low !== undefined && number < low) || (high !== undefined && number > high);
  return outside ? { problem: words.outside(text, low, high) } : { value: number };
}

const found = (value: number | null, problem: string): Reading => (value === null ? { problem } : { value });
