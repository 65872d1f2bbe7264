/** What stands on a card besides its text: how bad it is, who acts, where it happens, what it rests on, who wrote it, its picture. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Host } from "../hosts/host";
import { plainText, specialForm } from "../model/items";
import { row } from "../model/document";
import type { Doc, Row } from "../model/types";
import { channelIcon, Icon, placeIcon, type IconName } from "./icons";
import { further } from "./further";
import { longOf, proofOf, shortOf } from "./proof";
import { RestShape, type Rest } from "./shapes";
import { words } from "./words";

const text = (value: Row[string]): string => (typeof value === "string" ? value : "");

export function CardFacts({ card, host }: { card: Row; host: Host }): JSX.Element | null {
  const { overlays, doc } = host.state();
  const until = reachOf(doc, card);
  const severity = typeof card.severity === "number" ? Math.max(0, Math.min(5, Math.round(card.severity))) : 0;
  const facts = [card.team, card.effort, card.barrier].map(text).filter(Boolean);
  const [place, channel] = [text(card.place), text(card.channel)];
  const proof = proofOf(overlays, card.id);
  const some = severity > 0 || facts.length > 0 || place || channel || proof || card.author === "model";
  return (
    <>
      {some && (
        <div class="m">
          {severity > 0 && <Dots severity={severity} />}
          {facts.length > 0 && <span dir="auto">{facts.join(" · ")}</span>}
          {channel && <Marked icon={channelIcon(channel)} text={channel} />}
          {place && <Marked icon={placeIcon(place)} text={place} />}
          {proof && <RestMark state={proof.state} name={longOf(proof)} word={shortOf(proof)} />}
          {card.author === "model" && <span class="by">{words.byModel}</span>}
        </div>
      )}
      {until !== "" && <span class="out">, {words.until(until)}</span>}
      {further.card?.(card)}
      {card.fail_point === true && <Badge letter="F" kind="f" name={words.fail} />}
      {card.wait_point === true && <Badge letter="W" kind="w" name={words.waitPoint} />}
    </>
  );
}

/** The name of the last step a card spans, where it is a step of the map. */
function reachOf(doc: Doc, { step, until }: Row): string {
  if (typeof until !== "string" || until === step) return "";
  const last = row(doc, "steps", until);
  return last ? plainText(last.name) || last.id : "";
}

function Marked({ icon, text: word }: { icon: IconName | null; text: string }): JSX.Element {
  return <span class="at" dir="auto">{icon && <Icon name={icon} />}{word}</span>;
}

/** Evidence as a shape and a word; where there is no room for the word it is said on hover and to screen readers. */
export function RestMark({ state, name, word = "" }: { state: Rest; name: string; word?: string }): JSX.Element {
  return (
    <span class={`proof ${state}`} title={name} data-proof={state}>
      <RestShape state={state} />
      {word !== "" && <span aria-hidden="true">{word}</span>}
      <span class="out">{name}</span>
    </span>
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

const PICTURE = /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+={0,2}$/;
const fetched = new WeakMap<object, Promise<string>>();

/** The picture of a card, small. Long addresses travel cut; the whole is fetched once for each. */
export function Thumb({ host, card }: { host: Host; card: Row }): JSX.Element | null {
  const held = card.image;
  const [whole, put] = useState<{ of: unknown; address: string }>({ of: null, address: "" });
  useEffect(() => {
    let here = true;
    if (specialForm(held) === "cut") void wholeOf(host, card.id, held as object).then((address) => here && put({ of: held, address }));
    return () => void (here = false);
  }, [held]);
  if (held === undefined || held === null) return null;
  const address = typeof held === "string" ? held : whole.of === held ? whole.address : "";
  return <span class="thumb">{PICTURE.test(address) && <img src={address} alt={words.pictureOf(plainText(card.text))} draggable={false} />}</span>;
}

function wholeOf(host: Host, card: string, held: object): Promise<string> {
  const known = fetched.get(held) ?? host.read("cards", card, "image").then(plainText, () => "");
  fetched.set(held, known);
  return known;
}
