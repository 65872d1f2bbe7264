/** The measured lanes as rows of cells: what each says to the eye, and in one sentence to the ear. Pure. */
import { movesFrom, targetName, type Move } from "../../model/moves";
import { showSpan, showTime } from "../../model/times";
import type { Doc } from "../../model/types";
import { spentOf, type Spent } from "./spent";
import type { MoveSeen, Share, StepSeen, Told } from "./told";
import { percent, shareSaid, span, spentSaid, within, words } from "./words";

export interface Bar {
  readonly to: number;
  readonly low?: number;
  readonly high?: number;
}

export interface Line {
  readonly text: string;
  readonly strong?: boolean;
  /** Quiet words behind it. */
  readonly more?: string;
  /** A move that departs from the map. */
  readonly off?: boolean;
}

export interface CellSaid {
  readonly lines: readonly Line[];
  readonly bar: Bar | null;
  readonly few: boolean;
  /** The whole, as one sentence. */
  readonly said: string;
}

export type RowName = "seen" | "on" | "again" | "time" | "moves";
export const ROWS: readonly RowName[] = ["seen", "on", "again", "time", "moves"];

const MOST_MOVES = 4;
const NOTHING: CellSaid = { lines: [{ text: words.none }], bar: null, few: false, said: words.noneLong };

/** What a lane says of a step. */
export function cellOf(told: Told, doc: Doc, name: RowName, step: string, most: number): CellSaid {
  const seen = told.steps.get(step);
  if (name === "moves") return movesCell(told, doc, step);
  if (!seen) return NOTHING;
  return { seen: () => seenCell(seen, most), on: () => onCell(seen), again: () => shareCell(seen.again), time: () => timeCell(seen) }[name]();
}

function seenCell({ cases, visits, first, last }: StepSeen, most: number): CellSaid {
  const span = words.between(showTime(first.slice(0, 10)), showTime(last.slice(0, 10)));
  const lines = [{ text: words.cases(cases), strong: true, more: words.visits(visits) }, { text: span }];
  return { lines, bar: most > 0 ? { to: cases / most } : null, few: false, said: `${words.casesSaid(cases)}, ${words.visits(visits)}, ${span}` };
}

const barOf = ({ value, low, high }: Share): Bar => ({ to: value, low, high });

function onCell({ on, off }: StepSeen): CellSaid {
  const cell = shareCell(on);
  if (!on || !off) return cell;
  const left = words.leave(percent(off.value));
  return { ...cell, lines: [...cell.lines, { text: left }], said: `${cell.said}; ${left}, ${percent(off.low)} to ${percent(off.high)}` };
}

function shareCell(share: Share | null): CellSaid {
  if (!share) return NOTHING;
  return { lines: [{ text: percent(share.value), strong: true }, { text: within(share) }], bar: barOf(share), few: share.few, said: shareSaid(share) };
}

function timeCell(step: StepSeen): CellSaid {
  const time = spentOf(step, "time");
  const apart = [...apartOf(words.work, spentOf(step, "work")), ...apartOf(words.wait, spentOf(step, "wait"))];
  if (!time && apart.length === 0) return NOTHING;
  const lines = time ? [{ text: showSpan(time.median), strong: true }, { text: `${words.p90(showSpan(time.p90))}, ${words.n(time.n, time.few)}` }] : [];
  const said = [...(time ? [spentSaid(time)] : []), ...apart.map(([name, spent]) => `${name} ${spentSaid(spent)}`)].join("; ");
  return { lines: [...lines, ...apart.map(([name, spent]) => ({ text: words.apart(name, spent) }))], bar: null, few: time?.few ?? false, said };
}

const apartOf = (name: string, spent: Spent | null): [string, Spent][] => (spent ? [[name, spent]] : []);

/** The moves out of a step, the most taken first, each beside what the map says of it; then those of the map that nobody made. */
function movesCell(told: Told, doc: Doc, step: string): CellSaid {
  const moves = told.moves.get(step) ?? [];
  const own = new Map(movesFrom(doc, step).map((move) => [move.target, move]));
  const lines = moves.map((move) => moveLine(doc, move, own.get(move.target)));
  const unseen = told.unseen.filter(([source]) => source === step).map(([, target]): Line => ({ text: words.unseen(targetName(doc, target)), off: true }));
  const all = [...lines, ...unseen];
  if (all.length === 0) return NOTHING;
  // What the map lacks is shown before what it has, should there be no room for both.
  const first = lines.slice(0, MOST_MOVES);
  const shown = [...first, ...lines.slice(MOST_MOVES).filter(({ off }) => off).slice(0, 2), ...unseen.slice(0, 2)];
  const more = all.length - shown.length;
  const said = [...moves.map((move) => moveSaid(doc, move, own.get(move.target))), ...unseen.map(({ text }) => text)].join("; ");
  return { lines: more > 0 ? [...shown, { text: words.more(more) }] : shown, bar: null, few: moves.some(({ share }) => share.few), said };
}

function moveLine(doc: Doc, { target, share, known }: MoveSeen, own: Move | undefined): Line {
  const map = doc.tables.transitions.size > 0 ? beside(own, known, share) : "";
  return { text: `→ ${targetName(doc, target)} ${percent(share.value)}`, more: [span(share), map].filter(Boolean).join(" · "), off: map !== "" && (!known || apart(own, share)) };
}

/** What the map says of a move, beside what was measured. */
function beside(own: Move | undefined, known: boolean, share: Share): string {
  if (!known || !own) return words.offMap;
  if (own.share === null) return words.noShare;
  const text = own.assumed ? words.assumed(percent(own.share)) : words.map(percent(own.share));
  return apart(own, share) ? `${text} ${own.share > share.value ? "▼" : "▲"}` : text;
}

/** Whether what the map says lies outside of what was measured. */
const apart = (own: Move | undefined, { low, high }: Share): boolean => own?.share != null && (own.share < low || own.share > high);

function moveSaid(doc: Doc, move: MoveSeen, own: Move | undefined): string {
  const map = doc.tables.transitions.size > 0 ? `, ${beside(own, move.known, move.share).replace(/ [▲▼]$/, "")}` : "";
  const text = `${targetName(doc, move.target)}: ${shareSaid(move.share)}${map}`;
  return apart(own, move.share) ? `${text}, outside the interval` : text;
}
