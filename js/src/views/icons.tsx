/** The few drawings of the grid, as strokes that take the colour of their text. */
import type { JSX } from "preact";

const strokes = {
  undo: "M5 3 2 6l3 3M2 6h5.5a2.7 2.7 0 0 1 0 5.4H6",
  redo: "m7 3 3 3-3 3M10 6H4.5a2.7 2.7 0 0 0 0 5.4H6",
  find: "M5.3 9a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.4ZM8 8l3 3",
  lanes: "M1.5 2.5h9M1.5 6h9M1.5 9.5h9",
  fold: "m2.5 4 3.5 4 3.5-4",
  close: "m3 3 6 6M9 3 3 9",
  up: "m2.5 7.5 3.5-4 3.5 4",
  down: "m2.5 4.5 3.5 4 3.5-4",
  web: "M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1ZM1 6h10M6 1c3 3 3 7 0 10M6 1c-3 3-3 7 0 10",
  app: "M3.5 1h5q.5 0 .5.5v9q0 .5-.5.5h-5q-.5 0-.5-.5v-9q0-.5.5-.5ZM5 9.3h2",
  mail: "M1 2.5h10v7H1zM1 3.2 6 7l5-3.8",
  phone: "M2.2 1.5h2l1 2.6-1.3 1a6 6 0 0 0 3 3l1-1.3 2.6 1v2c0 .6-.5 1-1 1C5 10.5 1.5 7 1.2 2.5c0-.5.4-1 1-1z",
  social: "M3 4.3a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4ZM9 1.3a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4ZM9 7.3a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4ZM4.5 5.2l3-1.5M4.5 6.8l3 1.5",
  box: "M1.5 3.5 6 1.2l4.5 2.3v5L6 10.8 1.5 8.5zM1.5 3.5 6 5.8l4.5-2.3M6 5.8v5",
  chat: "M1.5 2h9v6H5.5L3 10.3V8H1.5z",
  person: "M6 1.4a2.1 2.1 0 1 0 0 4.2 2.1 2.1 0 0 0 0-4.2ZM1.9 10.8c0-2.5 1.8-3.8 4.1-3.8s4.1 1.3 4.1 3.8",
  horn: "M1.5 5v2.4l1.8.3L8.8 10V2.2L3.3 4.6ZM3.6 7.7l.8 2.6M10.6 4.8v2.4",
  away: "M1.5 6h8M6.5 3l3 3-3 3M11 1.5v9",
  place: "M6 11C3.5 8.3 2.3 6.5 2.3 4.8a3.7 3.7 0 0 1 7.4 0C9.7 6.5 8.5 8.3 6 11ZM6 6a1.2 1.2 0 1 0 0-2.4A1.2 1.2 0 0 0 6 6Z",
} as const;

export type IconName = keyof typeof strokes;

export function Icon({ name }: { name: IconName }): JSX.Element {
  return (
    <svg class="ic" viewBox="0 0 12 12" aria-hidden="true">
      <path d={strokes[name]} />
    </svg>
  );
}

const channels: readonly (readonly [RegExp, IconName])[] = [
  [/e-?mail|newsletter|inbox/i, "mail"],
  [/chat|messag|sms|whatsapp/i, "chat"],
  [/phone|call|hotline/i, "phone"],
  [/instagram|facebook|tiktok|youtube|social|linkedin|post/i, "social"],
  [/\bapp\b|mobile/i, "app"],
  [/parcel|box|package|deliver|card$|courier/i, "box"],
  [/store|shop floor|branch|counter|desk|on-?site|in person/i, "place"],
  [/web|site|search|checkout|online|page|portal|landing/i, "web"],
];

const places: Readonly<Record<string, IconName>> = { "on-site": "place", "off-site": "away", online: "web", phone: "phone", "in person": "person", marketing: "horn" };

/** A drawing for a place of contact that the schema names. */
export const placeIcon = (place: string): IconName | null => places[place] ?? null;

/** A drawing for a channel that names a well-known medium; nothing otherwise. */
export const channelIcon = (text: string): IconName | null => channels.find(([like]) => like.test(text))?.[1] ?? null;
