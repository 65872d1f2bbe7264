/** The traits of a persona, each with a mark of one to five: a native slider under five dots, so that mouse, touch and keys all work. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Value } from "../../model/types";
import { Field } from "./field";
import { readTraits, writeTraits, type Trait } from "./marks";
import { words } from "./words";

interface TraitsProps {
  value: Value | undefined;
  readonly: boolean;
  save: (value: Value) => void;
}

export function Traits({ value, readonly, save }: TraitsProps): JSX.Element | null {
  const traits = readTraits(value);
  const put = (at: number, change: Partial<Trait>): void => save(writeTraits(traits.map((one, i) => (i === at ? { ...one, ...change } : one))));
  if (!traits.length && readonly) return null;
  return (
    <div class="traits" role="group" aria-label={words.traits} data-field="traits">
      {traits.map((one, at) => (
        <div class="trait" key={at}>
          <Field column="trait" label={words.traitName(one.name)} text={one.name} prompt={words.addTrait} readonly={readonly} line save={(name) => put(at, { name })} />
          <Marks trait={one} readonly={readonly} put={(mark) => put(at, { mark })} />
        </div>
      ))}
      {!readonly && <Field column="new-trait" label={words.traits} text="" prompt={words.addTrait} readonly={false} line save={(name) => save(writeTraits([...traits, ...readTraits([/:\s*[1-5]\s*$/.test(name) ? name : `${name}: 3`])]))} />}
    </div>
  );
}

function Marks({ trait, readonly, put }: { trait: Trait; readonly: boolean; put: (mark: number) => void }): JSX.Element {
  const [held, hold] = useState<number | null>(null);
  const mark = held ?? trait.mark;
  const dots = <span class="marks" aria-hidden="true">{[1, 2, 3, 4, 5].map((n) => <i key={n} class={n <= mark ? "on" : ""} />)}</span>;
  if (readonly) return <span class="slide" role="img" aria-label={`${trait.name}: ${words.mark(mark)}`}>{dots}</span>;
  const read = (event: Event): number => Number((event.target as HTMLInputElement).value);
  return (
    <span class="slide">
      {dots}
      <input
        type="range" min="0" max="5" step="1" value={mark} aria-label={trait.name} aria-valuetext={words.mark(mark)}
        onInput={(event) => hold(read(event))}
        onChange={(event) => { hold(null); put(read(event)); }}
      />
    </span>
  );
}
