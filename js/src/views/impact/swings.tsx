/** The tornado: how far the result swings with each uncertain input alone, a table whose bars are its last column. */
import type { JSX } from "preact";
import type { Doc } from "../../model/types";
import { nameOf } from "./items";
import type { Swing, Told } from "./told";
import { sayChange, words, type Speaker } from "./words";

const LEAST = 1e-9;

export function Swings({ doc, told, swings, middle, by }: { doc: Doc; told: Told; swings: readonly Swing[]; middle: number; by: Speaker }): JSX.Element | null {
  const shown = swings.filter((one) => Math.abs(one.high - one.low) > LEAST).slice(0, 8);
  if (!shown.length) return null;
  const reach = Math.max(...shown.flatMap(({ low, high }) => [Math.abs(low - middle), Math.abs(high - middle)])) || 1;
  return (
    <table class="swings">
      <thead class="out"><tr>{words.inputHead.map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
      <tbody>
        {shown.map((one) => (
          <tr key={`${one.kind} ${one.input}`} data-swing={one.input}>
            <th scope="row"><span dir="auto">{labelOf(doc, told, one)}</span><small>{words.kinds[one.kind] ?? one.kind}</small></th>
            <td class="ends"><Bar low={(one.low - middle) / reach} high={(one.high - middle) / reach} /></td>
            <td class="n"><span>{sayChange(told.measure, one.low, by, one.high).replace(/ (pp|%)$/, "")}</span> … <span>{sayChange(told.measure, one.high, by, one.high)}</span></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Low and high as parts of the widest reach, around the middle; the low end is hatched, so that shape tells what colour does. */
function Bar({ low, high }: { low: number; high: number }): JSX.Element {
  const part = (end: number, kind: string): JSX.Element => <i class={kind} style={{ left: `${50 + Math.min(0, end) * 50}%`, width: `${Math.abs(end) * 50}%` }} />;
  return <span class="swing" aria-hidden="true">{part(low, "low")}{part(high, "high")}<u /></span>;
}

function labelOf(doc: Doc, told: Told, one: Swing): string {
  return one.kind === "effect" ? nameOf(doc, one.input) : told.chain.names[one.input] || one.input;
}
