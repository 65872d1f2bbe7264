/** The unit of a lane's numbers: money as its currency is written, any other unit as a word behind them. */
import { value } from "../../model/document";
import type { Doc } from "../../model/types";
import type { LaneLook } from "../look";
import { made, type Marks } from "../future/marks";

const known = new Map<string, Intl.NumberFormat | null>();

/** How amounts of a currency are written: cents only where there are some; null where the unit is no currency. */
function formatOf(unit: string, whole: boolean, locale?: string): Intl.NumberFormat | null {
  const key = `${locale ?? ""} ${unit} ${whole}`;
  const format = known.has(key) ? (known.get(key) ?? null) : read(unit, whole, locale);
  known.set(key, format);
  return format;
}

function read(unit: string, whole: boolean, locale?: string): Intl.NumberFormat | null {
  if (!/^[A-Z]{3}$/.test(unit)) return null;
  try {
    const digits = whole ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : {};
    return new Intl.NumberFormat(locale, { style: "currency", currency: unit, currencyDisplay: "narrowSymbol", ...digits });
  } catch {
    return null;
  }
}

const CENTS = 10_000;
/** An amount: €120.50, €1,440, −€3; null where the unit is no currency. */
export function money(amount: number, unit: string, locale?: string): string | null {
  const whole = Number.isInteger(amount) || Math.abs(amount) >= CENTS;
  return formatOf(unit, whole, locale)?.format(amount).replace("-", "−") ?? null;
}

export function unit(marks: Marks, row: Element, doc: Doc, look: LaneLook, name: string, locale?: string): void {
  for (const cell of row.querySelectorAll<HTMLElement>(".cell[data-step]")) {
    const number = cell.querySelector(".num>b");
    const step = cell.dataset["step"] ?? "";
    const amount = look.column === null ? null : value(doc, "steps", step, look.column);
    if (!number?.parentElement || typeof amount !== "number") continue;
    const said = money(amount, name, locale);
    const make = (): Element => made("span", said === null ? "sv-unit" : "sv-money", said ?? name);
    marks.put(`unit ${look.id} ${step}`, number.parentElement, `${said ?? name}`, make, (it) => number.after(it));
  }
}
