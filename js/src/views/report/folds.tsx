/** Which lanes a page without Python draws: a button each, under the title bar of the map. */
import type { JSX } from "preact";
import type { HostState } from "../../hosts/host";
import { rowsOf } from "../../model/document";
import { say, type Control } from "../control";
import { lookOf } from "../look";
import { words } from "./words";

/** Folding writes nothing but what is drawn, which every host of a report allows. */
export function Folds({ ctl, state }: { ctl: Control; state: HostState }): JSX.Element | null {
  const lanes = rowsOf(state.doc, "lanes");
  if (lanes.length < 2) return null;
  const drawn = lanes.filter((lane) => lane["visible"] !== false).length;
  return (
    <details class="bar folds">
      <summary>{words.folds(drawn, lanes.length)}</summary>
      <div role="group" aria-label={words.lanes}>
        {lanes.map((lane) => {
          const shown = lane["visible"] !== false;
          const turn = (): void => {
            ctl.host.edit([{ op: "set", table: "lanes", id: lane.id, column: "visible", value: !shown }], "");
            say(ctl, words.folded(lookOf(lane).name, !shown));
          };
          return (
            <button key={lane.id} class="btn" type="button" aria-pressed={shown} data-fold={lane.id} onClick={turn}>
              <span aria-hidden="true">{shown ? "✓" : "+"}</span>
              <span dir="auto">{lookOf(lane).name}</span>
            </button>
          );
        })}
      </div>
    </details>
  );
}
