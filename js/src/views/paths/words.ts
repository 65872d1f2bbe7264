/** What the paths lane says. */
import { isLeft, isLoss, movesFrom, sumOf, targetName, unsure, type Move } from "../../model/moves";
import type { Doc } from "../../model/types";

export type Mode = "actual" | "planned" | "both";

/** A share as people write it: whole per cents, one decimal below one. */
export function percent(share: number): string {
  const points = share * 100;
  const text = points > 0 && points < 0.95 ? Math.max(0.1, points).toFixed(1) : String(Math.round(points));
  return `${text} %`;
}

export const points = (share: number): number => Math.round(Math.abs(share) * 100);

/** How a share stands to its plan, in words; empty where there is no plan. */
export function against(share: number | null, planned: number | null): string {
  if (planned === null) return "";
  if (share === null) return `planned ${percent(planned)}`;
  const apart = points(share - planned);
  return apart === 0 ? "as planned" : `${apart} ${apart === 1 ? "point" : "points"} ${share > planned ? "more" : "fewer"} than planned`;
}

const cut = (text: string): string => ([...text].length > 16 ? `${[...text].slice(0, 15).join("")}…` : text);

/** The words on a move's line; with `seen`, what a log measured of it, beside what the map says. */
export function labelOf(doc: Doc, move: Pick<Move, "target" | "kind" | "share" | "planned" | "assumed">, mode: Mode, seen: number | null = null): string {
  if (seen !== null && mode !== "planned") return beside(labelOf(doc, { ...move, assumed: false }, mode), seen);
  const share = mode === "planned" ? move.planned : move.share;
  if (mode === "planned" && share === null) return "";
  if (share === null) return mode === "both" && move.planned !== null ? `plan ${percent(move.planned)}` : move.assumed ? "assumed" : "?";
  const left = move.kind === "outcome" && isLeft(move.target);
  const tail = [
    move.kind === "again" ? " again" : move.kind === "outcome" && !left ? ` ${cut(targetName(doc, move.target))}` : "",
    mode === "both" && move.planned !== null ? gap(share, move.planned) : "",
    move.assumed && mode !== "planned" ? " assumed" : "",
  ].join("");
  return `${left || (move.kind === "outcome" && isLoss(doc, move.target)) ? "−" : ""}${percent(share)}${tail}`;
}

const beside = (label: string, seen: number): string => (label === "?" || label === "" ? words.seen(percent(seen)) : `${label} · ${words.seen(percent(seen))}`);

function gap(share: number, planned: number): string {
  const apart = points(share - planned);
  return apart === 0 ? " =" : ` ${share > planned ? "▲" : "▼"}${apart}`;
}

const ways: Readonly<Record<Move["kind"], (name: string) => string>> = {
  next: (name) => `go on to ${name}`,
  skip: (name) => `skip to ${name}`,
  return: (name) => `go back to ${name}`,
  again: () => "do it again",
  outcome: (name) => `end in ${name}`,
};

/** One move as part of a sentence: “41 % go on to Reads reviews”. */
export function moveSaid(doc: Doc, move: Move): string {
  const name = targetName(doc, move.target);
  const way = unsure(doc, move) ? `go to ${name}` : move.kind === "outcome" && isLeft(move.target) ? "leave" : ways[move.kind](name);
  const lost = move.kind === "outcome" && !isLeft(move.target) && isLoss(doc, move.target);
  const more = [lost ? "a loss" : "", move.assumed ? "assumed" : "", against(move.share, move.planned)].filter(Boolean).join(", ");
  return `${move.share === null ? "some" : percent(move.share)} ${way}${more ? ` (${more})` : ""}`;
}

/** What the shares of a step lack or have too much. */
export function sumSaid(moves: readonly { share: number | null }[]): string {
  const { told, rest, over } = sumOf(moves);
  return over ? `adds to ${percent(told)}` : rest > 0 ? `${percent(rest)} not told` : "";
}

/** The moves of a step as a sentence; empty where there are none. */
export function told(doc: Doc, step: string): string {
  const moves = movesFrom(doc, step);
  return [...moves.map((move) => moveSaid(doc, move)), sumSaid(moves)].filter(Boolean).join(", ");
}

export const words = {
  lane: "Paths",
  seen: (share: string) => `seen ${share}`,
  measured: (source: string) => `“seen” is measured in ${source}`,
  unmatched: (n: number) => `${n} ${n === 1 ? "move" : "moves"} seen that the map does not have: below, under Moves`,
  moves: (step: string) => `Moves from ${step}`,
  none: "No moves yet.",
  share: "Share, %",
  planned: "Planned, %",
  count: "Seen, times",
  to: "Goes to",
  assumed: "Assumed, not seen in data",
  variants: "Belongs to",
  variantsHint: "happy, unhappy, exception, …",
  remove: "Remove",
  add: "Add a move to…",
  outcome: "Another outcome",
  addOutcome: "Add",
  left: "left (gives up)",
  scale: "Scale the others so that all add to 100 %",
  close: "Close",
  mode: { actual: "Actual", planned: "Planned", both: "Both" } satisfies Record<Mode, string>,
  shown: "Shares shown",
  variant: "Way shown",
  all: "All ways",
  notShare: (text: string) => `“${text}” is no share: type a number from 0 to 100.`,
  notCount: (text: string) => `“${text}” is no count: type a number, 0 or more.`,
  twice: (from: string, to: string) => `There is a move from ${from} to ${to} already.`,
  folded: (moves: number) => `${moves} moves`,
  did: {
    share: "set a share", planned: "set a planned share", count: "set a count", assumed: "marked as assumed", seen: "marked as seen", variants: "set the ways of a move",
    target: "moved the end of a move", add: "added a move", remove: "removed a move", scale: "scaled the shares of a step",
  },
};
