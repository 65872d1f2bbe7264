/** A field that keeps what was typed when it is left or Enter is pressed, and lets it go on Escape. */
import type { JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";

interface FieldProps {
  label: string;
  value: string;
  readonly: boolean;
  keep: (text: string) => void;
  done: () => void;
  hint?: string;
  options?: readonly string[];
  input?: { current: HTMLInputElement | null };
}

export function Field({ label, value, readonly, keep, done, hint, options, input }: FieldProps): JSX.Element {
  const [text, write] = useState(value);
  const settled = useRef(false);
  const id = useId();
  useEffect(() => write(value), [value]);
  const store = (): void => {
    if (!settled.current && text.trim() !== value) keep(text);
  };
  // Leaving the field stores it, too: what was stored or let go by a key must not be stored again.
  const settle = (): void => {
    settled.current = true;
    done();
    settled.current = false;
  };
  const keys = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === "Enter") {
      event.preventDefault();
      store();
      settle();
    } else if (event.key === "Escape") {
      write(value);
      settle();
    }
  };
  return (
    <>
      <label for={id}>{label}</label>
      <input id={id} ref={(element) => { if (input) input.current = element; }} value={text} disabled={readonly} placeholder={hint} list={options ? `${id}-l` : undefined} dir="auto"
        onInput={(event) => write(event.currentTarget.value)} onBlur={store} onKeyDown={keys} />
      {options && <datalist id={`${id}-l`}>{options.map((one) => <option key={one} value={one} />)}</datalist>}
    </>
  );
}

interface TargetProps {
  label: string;
  value: string;
  readonly: boolean;
  options: readonly (readonly [string, string])[];
  keep: (target: string) => void;
}

export function Target({ label, value, readonly, options, keep }: TargetProps): JSX.Element {
  const id = useId();
  return (
    <>
      <label for={id}>{label}</label>
      <select id={id} value={value} disabled={readonly} onChange={(event) => keep(event.currentTarget.value)}>
        {options.map(([key, name]) => <option key={key} value={key}>{name}</option>)}
      </select>
    </>
  );
}
