/** What stands in a cell: cards, pills, prose, a number with its bar, a flag, a time. It knows values, not how they are edited. */
import type { ComponentChildren, JSX } from "preact";
import { bar } from "../layout/bars";
import type { Item } from "../model/items";
import type { Row, Value } from "../model/types";
import { display } from "../model/values";
import { channelIcon, Icon } from "./icons";
import { asChips, asProse, type LaneLook } from "./look";
import { words } from "./words";

interface ItemProps {
  item: Item;
  look: LaneLook;
  /** Whether the item itself takes the focus, because its cell has several. */
  own: boolean;
  children?: ComponentChildren;
}

const marks = (item: Item, own: boolean): Record<string, string | number> =>
  own ? { "data-item": item.index, "data-card": item.id, tabIndex: -1, role: "group" } : { "data-card": item.id, "data-index": item.index };

function shown(item: Item): string {
  return item.cut ? `${item.text}…` : item.text;
}

export function Card({ item, look, own, children }: ItemProps): JSX.Element {
  return (
    <div class={`card ${look.locked ? "" : "can-drag"}`} dir="auto" {...marks(item, own)}>
      <span class="tx">{shown(item)}</span>
      {item.card && <CardFacts card={item.card} />}
      {children}
    </div>
  );
}

function CardFacts({ card }: { card: Row }): JSX.Element | null {
  const severity = typeof card.severity === "number" ? Math.max(0, Math.min(5, Math.round(card.severity))) : 0;
  const facts = [card.team, card.effort, card.place, card.channel, card.barrier].filter((v): v is string => typeof v === "string" && v !== "");
  const flagged = card.fail_point === true || card.wait_point === true;
  if (!severity && !facts.length && !flagged) return null;
  return (
    <>
      {(severity > 0 || facts.length > 0) && (
        <div class="m">
          {severity > 0 && <Dots severity={severity} />}
          {facts.length > 0 && <span dir="auto">{facts.join(" · ")}</span>}
        </div>
      )}
      {card.fail_point === true && <Badge letter="F" kind="f" name={words.fail} />}
      {card.wait_point === true && <Badge letter="W" kind="w" name={words.waitPoint} />}
    </>
  );
}

function Dots({ severity }: { severity: number }): JSX.Element {
  return (
    <span class="dots" role="img" aria-label={words.severity(severity)} title={words.severity(severity)}>
      {"●".repeat(severity)}
      <i>{"●".repeat(5 - severity)}</i>
    </span>
  );
}

function Badge({ letter, kind, name }: { letter: string; kind: string; name: string }): JSX.Element {
  return (
    <span class={`flagged ${kind}`} role="img" aria-label={name} title={name}>
      {letter}
    </span>
  );
}

export function Chip({ item, look, own, children }: ItemProps): JSX.Element {
  const icon = look.role === "touchpoints" || look.role === "channels" ? channelIcon(String(item.card?.channel ?? "") || item.text) : null;
  return (
    <span class="chip" dir="auto" {...marks(item, own)}>
      {icon && <Icon name={icon} />}
      {shown(item)}
      {children}
    </span>
  );
}

export function Prose({ item, own, children }: ItemProps): JSX.Element {
  return (
    <div class="plain" dir="auto" {...marks(item, own)}>
      <span class="tx">{shown(item)}</span>
      {children}
    </div>
  );
}

/** The component that draws an item of this lane. */
export const itemView = (look: LaneLook): ((props: ItemProps) => JSX.Element) => (asChips(look) ? Chip : asProse(look) ? Prose : Card);

interface OneProps {
  value: Value;
  look: LaneLook;
}

/** A cell that holds one value: a number, a flag, a duration, a time. */
export function One({ value, look }: OneProps): JSX.Element {
  if (look.kind === "flag" && typeof value === "boolean") return <Flag yes={value} />;
  const sign = look.domain && look.domain[0] < 0 && typeof value === "number" && value > 0 ? "+" : "";
  const text = sign + display(value, look.row);
  const drawn = look.domain && typeof value === "number" ? bar(value, look.domain) : null;
  return (
    <div class="num">
      <b dir="auto">{text}</b>
      {drawn && <Bar from={drawn.from} to={drawn.to} tone={drawn.tone} />}
    </div>
  );
}

function Bar({ from, to, tone }: { from: number; to: number; tone: string }): JSX.Element {
  return (
    <div class="bar2" aria-hidden="true">
      <i class={tone} style={{ left: `${from * 100}%`, width: `max(2px,${(to - from) * 100}%)` }} />
    </div>
  );
}

function Flag({ yes }: { yes: boolean }): JSX.Element {
  return (
    <span class={`flag ${yes ? "yes" : "no"}`}>
      <i aria-hidden="true" />
      {yes ? words.yes : words.no}
    </span>
  );
}
