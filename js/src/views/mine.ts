/** What this person wrote where another wrote since: said in the cell, and offered once more. */
import { row, value } from "../model/document";
import { placeKey } from "../model/edits";
import { laneOnScale } from "../model/scales";
import { display } from "../model/values";
import type { Op, TableName, Value } from "../model/types";
import { docOf, say, type Control } from "./control";
import { short } from "./editor";
import { finder } from "./marks";
import { words } from "./words";

export interface Mine {
  readonly said: string;
  use(): void;
  leave(): void;
}

/** How long a text counts as just written, in milliseconds. */
const FRESH = 10_000;

/** Watches who writes over what was written here, until it is told to stop. */
export function overtaken(ctl: Control): () => void {
  const wrote = new Map<string, { readonly op: Extract<Op, { op: "set" }>; readonly since: number }>();
  let newest = 0;
  let told: unknown;
  return ctl.host.subscribe(() => {
    const { pending, elsewhere, doc } = ctl.host.state();
    for (const { counter, ops, since } of pending) {
      if (counter <= newest) continue;
      newest = counter;
      for (const op of ops) {
        leave(ctl, finder(doc).op(op));
        if (op.op === "set") wrote.set(placeKey(op.table, op.id, op.column), { op, since });
      }
    }
    for (const [place, who] of told === elsewhere ? [] : elsewhere) {
      const [table, id, column] = place.split("\0") as [TableName, string, string];
      const mine = wrote.get(place);
      if (mine && performance.now() - mine.since < FRESH) offer(ctl, finder(doc).cell(table, id, column), mine.op.value, value(doc, table, id, column), [mine.op], who);
    }
    told = elsewhere;
  });
}

/** Says in a cell what this person had, where that is not what stands there. */
export function offer(ctl: Control, cell: string | null, mine: Value, now: Value, ops: readonly Op[], who = [...ctl.host.state().elsewhere.values()][0]): void {
  const doc = docOf(ctl);
  const lane = row(doc, "lanes", cell?.split("\0")[1] ?? "");
  const [had, has] = [mine, now].map((held) => lane && display(held, laneOnScale(doc, lane)));
  if (cell === null || had === has) return;
  const said = words.overtaken(who, short(had ?? ""));
  const one = { said, use: () => ctl.host.edit(ops, words.useMine), leave: () => leave(ctl, cell) };
  ctl.ui.set({ mine: new Map(ctl.ui.get().mine).set(cell, one) });
  say(ctl, `${said} ${words.useMine}: ${words.inMenu}`);
}

function leave(ctl: Control, cell: string | null): void {
  const mine = new Map(ctl.ui.get().mine);
  if (cell !== null && mine.delete(cell)) ctl.ui.set({ mine });
}
