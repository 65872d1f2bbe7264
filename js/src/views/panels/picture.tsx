/** The picture of a card: shown, chosen from a file, pasted, taken away. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { plainText, specialForm } from "../../model/items";
import type { Row } from "../../model/types";
import { sentence } from "./ask";
import { ACCEPTED, isPicture, pictureOf } from "./pictures";
import type { PanelPort } from "./port";
import { words } from "./words";

export function Picture({ port, card }: { port: PanelPort; card: Row }): JSX.Element | null {
  const [problem, wrong] = useState("");
  const file = useRef<HTMLInputElement>(null);
  const { address, fetching } = useWhole(port, card);
  const fixed = port.host.state().readonly;
  const put = (value: string | null): void => port.host.edit([{ op: "set", table: "cards", id: card.id, column: "image", value }], words.did(words.picture));
  const take = (found: Blob | null | undefined): void => {
    if (found) pictureOf(found).then((made) => { wrong(""); put(made); }, (error: unknown) => wrong(sentence(error)));
  };
  const paste = (event: ClipboardEvent): void => {
    const found = [...(event.clipboardData?.files ?? [])][0];
    if (!found || fixed) return;
    event.preventDefault();
    take(found);
  };
  if (fixed && !address) return null;
  return (
    <section class="picture" tabIndex={fixed ? undefined : 0} aria-label={words.picture} onPaste={paste}>
      {fetching && <small>{words.loadingPicture}</small>}
      {isPicture(address) && <img src={address} alt={words.pictureOf(plainText(card["text"]))} />}
      {address !== "" && !fetching && !isPicture(address) && <p class="why">{words.noPicture}</p>}
      {!fixed && (
        <p class="row">
          <input ref={file} type="file" accept={ACCEPTED} hidden aria-label={words.choosePicture} onChange={(event) => { take(event.currentTarget.files?.[0]); event.currentTarget.value = ""; }} />
          <button type="button" class="btn" onClick={() => file.current?.click()}>{address ? words.replacePicture : words.choosePicture}</button>
          {address ? <button type="button" class="btn q" onClick={() => put(null)}>{words.removePicture}</button> : <small>{words.pasteHint}</small>}
        </p>
      )}
      {problem !== "" && <p class="why" role="alert">{problem}</p>}
    </section>
  );
}

/** The address of a card's picture; one that travelled cut is fetched. */
function useWhole({ host }: PanelPort, card: Row): { address: string; fetching: boolean } {
  const held = card["image"];
  const cut = specialForm(held) === "cut";
  const [whole, put] = useState<{ of: unknown; address: string } | null>(null);
  useEffect(() => {
    let here = true;
    if (cut) host.read("cards", card.id, "image").then((value) => here && put({ of: held, address: plainText(value) }), () => here && put({ of: held, address: "?" }));
    return () => void (here = false);
  }, [held]);
  if (!cut) return { address: plainText(held), fetching: false };
  return whole?.of === held ? { address: whole?.address ?? "", fetching: false } : { address: "", fetching: true };
}
