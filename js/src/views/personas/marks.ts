/** Traits: a list of texts “name: 4”, read and written. A text without a mark is a trait without one. */
import type { Value } from "../../model/types";

export interface Trait {
  readonly name: string;
  /** 1 to 5; 0 where it has none. */
  readonly mark: number;
}

export function readTraits(value: Value | undefined): Trait[] {
  const texts = Array.isArray(value) ? (value as readonly string[]) : typeof value === "string" && value ? value.split("\n") : [];
  return texts.map((text) => {
    const found = /^(.*\S)\s*:\s*([1-5])\s*$/s.exec(text);
    return found ? { name: found[1] ?? "", mark: Number(found[2]) } : { name: text, mark: 0 };
  });
}

/** As the table keeps them; nothing where there are none. */
export function writeTraits(traits: readonly Trait[]): Value {
  const texts = traits.filter(({ name }) => name.trim()).map(({ name, mark }) => (mark ? `${name.trim()}: ${mark}` : name.trim()));
  return texts.length ? texts : null;
}
