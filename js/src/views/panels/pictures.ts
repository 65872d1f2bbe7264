/** Pictures as data: addresses: what may be shown, and a file turned into one. Nothing else than four kinds of bitmap passes. */
import { words } from "./words";

export const LARGEST = 500_000;
const SAFE = /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+={0,2}$/;
const HEADS: readonly (readonly [kind: string, at: number, bytes: readonly number[]])[] = [
  ["png", 0, [0x89, 0x50, 0x4e, 0x47]],
  ["jpeg", 0, [0xff, 0xd8, 0xff]],
  ["gif", 0, [0x47, 0x49, 0x46, 0x38]],
  ["webp", 8, [0x57, 0x45, 0x42, 0x50]],
];
export const ACCEPTED = "image/png,image/jpeg,image/gif,image/webp";

/** Whether a text is the address of a picture that may be drawn. */
export const isPicture = (text: unknown): text is string => typeof text === "string" && SAFE.test(text);

/** The data: address of a file; rejects with a sentence where it is no such picture or too big. Its bytes say what it is, not its name. */
export async function pictureOf(file: Blob & { name?: string }): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const kind = HEADS.find(([, at, head]) => head.every((byte, i) => bytes[at + i] === byte))?.[0];
  if (!kind) throw new Error(words.wrongKind(file.name || "The file"));
  const address = `data:image/${kind};base64,${base64(bytes)}`;
  if (address.length > LARGEST) throw new Error(words.tooBig(Math.ceil(address.length / 1000)));
  return address;
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
}
