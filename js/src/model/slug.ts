/** Short readable ids for new rows. */

const LONGEST = 32;
let source: () => number = Math.random;

/** Puts another source of randomness in place of Math.random, and gives back the one before; for tests. */
export function randomFrom(other: () => number): () => number {
  const was = source;
  source = other;
  return was;
}

/** A text as an id: lower case letters and digits of any script, joined by `-`. Empty where it has none. */
export function slug(text: string): string {
  const words = text.normalize("NFKC").toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return [...words.join("-")].slice(0, LONGEST).join("").replace(/-+$/, "");
}

/** An id for a new row: the text's slug, with a short random ending where it is empty or taken. */
export function newId(text: string, fallback: string, taken: (id: string) => boolean): string {
  const plain = slug(text);
  if (plain !== "" && !taken(plain)) return plain;
  for (;;) {
    const id = `${plain || fallback}-${ending()}`;
    if (!taken(id)) return id;
  }
}

/** Four random characters, enough beside a slug. */
export function ending(): string {
  return Math.floor(source() * 36 ** 4)
    .toString(36)
    .padStart(4, "0");
}
