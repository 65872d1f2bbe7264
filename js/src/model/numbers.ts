/** Numbers as people read and write them. */

const formats = new Map<string, Intl.NumberFormat>();

/** A number in a locale's way, `−` for minus: whole numbers exactly, others to three digits that count. Editors show all. */
export function showNumber(number: number, locale?: string): string {
  if (Number.isNaN(number)) return "";
  if (!Number.isFinite(number)) return number > 0 ? "∞" : "−∞";
  return formatFor(number, locale).format(number).replace("-", "−");
}

/** A number as it can be typed again, with nothing lost. */
export function exactNumber(number: number): string {
  return Object.is(number, -0) ? "0" : String(number);
}

/** The number in a text as people write it: 1,234.5 · 1.234,5 · 12 % · −3; null where it is none. The twin of coerce.py. */
export function readNumber(raw: string): number | null {
  const text = raw.trim().replace(/−/g, "-").replace(/[\s\u00a0\u202f']/g, "");
  const share = text.endsWith("%");
  const plain = decimalPoint(share ? text.slice(0, -1) : text);
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain)) return null;
  const number = Number(plain);
  if (!Number.isFinite(number)) return null;
  return share ? number / 100 : number;
}

function decimalPoint(text: string): string {
  const comma = text.lastIndexOf(",");
  const point = text.lastIndexOf(".");
  if (comma < 0) return text;
  const grouped = point > comma || text.split(",").length > 2 || (point < 0 && /^[-+]?[1-9]\d{0,2},\d{3}$/.test(text));
  return grouped ? text.replace(/,/g, "") : text.replace(/\./g, "").replace(",", ".");
}

function formatFor(number: number, locale: string | undefined): Intl.NumberFormat {
  const size = Math.abs(number);
  const digits = Number.isInteger(number) ? 0 : size < 1 ? -1 : size < 1000 ? Math.max(1, 2 - Math.floor(Math.log10(size))) : 0;
  const key = `${locale ?? ""} ${digits}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, digits < 0 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: digits });
  formats.set(key, made);
  return made;
}
