/** Spans of time and dates as people read and write them. Spans are seconds, dates ISO 8601 texts. */
import { exactNumber } from "./numbers";

const UNITS: readonly (readonly [string, number])[] = [
  ["d", 86400],
  ["h", 3600],
  ["min", 60],
];
const SECONDS = new Map<string, number>(
  Object.entries({
    "": 60,
    ms: 0.001, msec: 0.001, millisecond: 0.001, milliseconds: 0.001,
    s: 1, sec: 1, secs: 1, second: 1, seconds: 1,
    m: 60, min: 60, mins: 60, minute: 60, minutes: 60,
    h: 3600, hr: 3600, hrs: 3600, hour: 3600, hours: 3600, std: 3600,
    d: 86400, day: 86400, days: 86400, tag: 86400, tage: 86400,
    w: 604800, wk: 604800, week: 604800, weeks: 604800,
  }),
);

/** A span in words, to the two largest units that count: 4 min, 1 h 20 min, 3 d, 8.5 s. Editors show all. */
export function showSpan(seconds: number): string {
  return seconds < 0 ? `−${parts(rounded(-seconds))}` : parts(rounded(seconds));
}

/** A span as it can be typed again. */
export function exactSpan(seconds: number): string {
  return seconds < 0 ? `${exactNumber(seconds)} s` : parts(seconds);
}

/** The seconds in a text such as `1 h 20 min`, `2 days`, `01:30:00`; null where it is none. The twin of coerce.py. */
export function readSpan(raw: string): number | null {
  const text = raw.trim().toLowerCase().replace(/−/g, "-");
  const clock = /^(-?)(\d+):(\d{2})(?::(\d{2}(?:\.\d+)?))?$/.exec(text);
  if (clock) return (clock[1] ? -1 : 1) * (Number(clock[2]) * 3600 + Number(clock[3]) * 60 + Number(clock[4] ?? 0));
  const one = /([-+]?\d+(?:[.,]\d+)?)\s*([^\d\s.,+-]*)/g;
  const found = [...text.matchAll(one)];
  const left = text.replace(one, "").replace(/\b(and|und)\b/g, "").trim();
  if (!found.length || left || found.some((part) => !SECONDS.has(part[2] ?? ""))) return null;
  return found.reduce((sum, part) => sum + Number((part[1] ?? "").replace(",", ".")) * (SECONDS.get(part[2] ?? "") ?? 0), 0);
}

/** A date, or a date and time, without what is zero: 2026-11-22, 2026-11-22 14:30. */
export function showTime(iso: string): string {
  const found = /^(\d{4,}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::(\d\d(?:\.\d+)?))?(.*))?$/.exec(iso);
  if (!found) return iso;
  const [, day, minutes, seconds, zone] = found;
  const late = seconds !== undefined && Number(seconds) !== 0 ? `:${seconds}` : "";
  if (minutes === undefined || (minutes === "00:00" && !late && !zone)) return day ?? iso;
  return `${day} ${minutes}${late}${zone}`;
}

/** The ISO 8601 text of a date as it is shown; null where it is none. */
export function readTime(raw: string): string | null {
  const found = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/.exec(raw.trim());
  if (!found || Number.isNaN(Date.parse(`${found[1]}T00:00:00Z`))) return null;
  return `${found[1]}T${found[2] ?? "00:00"}${found[3] ?? ":00"}${found[4] ?? ""}`;
}

/** To a tenth of a second below ten, to a second below an hour, to a minute below a day, else to an hour. */
function rounded(seconds: number): number {
  const grain = seconds < 10 ? 0.1 : seconds < 3600 ? 1 : seconds < 86400 ? 60 : 3600;
  return seconds < 0.1 ? seconds : Number((Math.round(seconds / grain) * grain).toFixed(1));
}

function parts(seconds: number): string {
  const words: string[] = [];
  let left = seconds;
  for (const [unit, length] of UNITS) {
    const count = Math.floor(left / length);
    if (count) words.push(`${count} ${unit}`);
    left -= count * length;
  }
  const rest = Number(left.toFixed(6));
  if (rest || !words.length) words.push(`${rest} s`);
  return words.join(" ");
}
