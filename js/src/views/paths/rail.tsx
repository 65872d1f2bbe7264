/** The switch in the lane's rail: shares as they are, as planned or both; and one named way through the journey. */
import type { JSX } from "preact";
import type { Told } from "../measured/told";
import { words, type Mode } from "./words";

export interface Shown {
  readonly mode: Mode;
  readonly variant: string | null;
}

interface RailProps {
  shown: Shown;
  /** Whether any share is planned. */
  plans: boolean;
  variants: readonly string[];
  measured: Told | null;
  put: (change: Partial<Shown>) => void;
  /** Whether Tab stops here: in the dialog; the grid's own cells are reached by arrows. */
  tab?: boolean;
}

const strangers = ({ moves }: Told): number => [...moves.values()].flat().filter(({ known }) => !known).length;

const MODES: readonly Mode[] = ["actual", "planned", "both"];

export function Rail({ shown, plans, variants, measured, put, tab = false }: RailProps): JSX.Element {
  return (
    <div class="pt-rail">
      {measured && <small class="src" dir="auto" data-paths-measured>{words.measured(measured.source)}</small>}
      {measured && strangers(measured) > 0 && <small>{words.unmatched(strangers(measured))}</small>}
      {plans && (
        <div class="pt-seg" role="group" aria-label={words.shown}>
          {MODES.map((mode) => <button key={mode} type="button" tabIndex={tab ? 0 : -1} aria-pressed={shown.mode === mode} data-mode={mode} onClick={() => put({ mode })}>{words.mode[mode]}</button>)}
        </div>
      )}
      {variants.length > 0 && (
        <ul class="pt-ways" aria-label={words.variant}>
          {[null, ...variants].map((name) => (
            <li key={name ?? ""}><button type="button" tabIndex={tab ? 0 : -1} aria-pressed={shown.variant === name} data-variant={name ?? ""} onClick={() => put({ variant: name })}><i aria-hidden="true" /><span dir="auto">{name ?? words.all}</span></button></li>
          ))}
        </ul>
      )}
    </div>
  );
}
