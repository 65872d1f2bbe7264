/** What stands in a cell: cards, pills, prose, a number with its bar, a flag, a time. It knows values, not how they are edited. */
import type { ComponentChildren, JSX } from "preact";
import { bar } from "../layout/bars";
import type { Item } from "../model/items";
import type { Host } from "../hosts/host";
import { plainText } from "../model/items";
import type { Row, Value } from "../model/types";
import { display } from "../model/values";
import { ARC, heightOf } from "./curve";
import { CardFacts, RestMark, Thumb } from "./facts";
import { channelIcon, Icon, placeIcon } from "./icons";
import { asChips, asProse, type LaneLook } from "./look";
import { longOf, proofOf } from "./proof";
import { words } from "./words";

interface ItemProps {
  item: Item;
  look: LaneLook;
  /** Whether the item itself takes the focus, because its cell has several. */
  own: boolean;
  host: Host;
  children?: ComponentChildren;
}

const marks = (item: Item, own: boolean): Record<string, string | number> =>
  own ? { "data-item": item.index, "data-card": item.id, tabIndex: -1, role: "group" } : { "data-card": item.id, "data-index": item.index };

function shown(item: Item): string {
  return item.cut ? `${item.text}…` : item.text;
}

export function Card({ item, look, own, host, children }: ItemProps): JSX.Element {
  return (
    <div class={`card ${look.locked ? "" : "can-drag"}`} dir="auto" {...marks(item, own)}>
      <Body text={shown(item)} card={item.card} host={host} />
      {children}
    </div>
  );
}

function Body({ text, card, host }: { text: string; card: Row | null; host: Host }): JSX.Element {
  return (
    <>
      {card && <Thumb host={host} card={card} />}
      <span class="tx">{text}</span>
      {card && <CardFacts card={card} host={host} />}
    </>
  );
}

/** The room of a card that began in a column before: as wide and as high as the card, and not there for anybody. */
export function Hold({ card, width, host }: { card: Row; width: number; host: Host }): JSX.Element {
  return (
    <div class="span-hold" aria-hidden="true">
      <div class="card" style={{ "--span": `${width}px` }}><Body text={plainText(card.text)} card={card} host={host} /></div>
    </div>
  );
}

export function Chip({ item, look, own, host, children }: ItemProps): JSX.Element {
  const { card } = item;
  const [channel, place] = [String(card?.channel ?? ""), String(card?.place ?? "")];
  const met = look.role === "touchpoints" || look.role === "channels";
  const icon = met ? (channelIcon(channel || item.text) ?? placeIcon(place)) : null;
  const proof = card && proofOf(host.state().overlays, card.id);
  return (
    <span class="chip" dir="auto" {...marks(item, own)} title={channel || undefined}>
      {card && <Thumb host={host} card={card} />}
      {icon && <Icon name={icon} />}
      {shown(item)}
      {place !== "" && <span class="m">{place}</span>}
      {proof && <RestMark state={proof.state} name={longOf(proof)} />}
      {card?.author === "model" && <span class="by">{words.byModel}</span>}
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
  const at = look.arc && typeof value === "number" ? { "--y": `${heightOf(value, ARC)}%` } : undefined;
  const drawn = look.domain && typeof value === "number" ? bar(value, look.domain) : null;
  return (
    <div class={`num ${at ? "by-point" : ""}`} style={at}>
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
