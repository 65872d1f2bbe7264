/** What a person does to a move: each is one edit. Pure; a sentence where it cannot be. */
import { addMove, removeMove, setMove } from "../../model/link_gestures";
import { movesFrom, targetName, type Move } from "../../model/moves";
import type { Doc, Op, Value } from "../../model/types";
import { words } from "./words";

export interface Act {
  readonly ops: readonly Op[];
  readonly label: string;
}
/** An edit, or why there is none. */
export type Made = Act | { readonly problem: string };

/** The share in a text of per cents; undefined where it is none, null where it is empty. */
export function readShare(text: string): number | null | undefined {
  const number = readPlain(text.replace(/%\s*$/, ""));
  return typeof number === "number" ? (number >= 0 && number <= 100 ? Math.round(number * 1e6) / 1e8 : undefined) : number;
}

function readPlain(text: string): number | null | undefined {
  const plain = text.trim().replace(",", ".").replace(/[\s\u00a0]/g, "");
  if (plain === "") return null;
  return /^\d*\.?\d+$|^\d+\.$/.test(plain) ? Number(plain) : undefined;
}

export function putShare(doc: Doc, move: Move, column: "probability" | "planned", text: string): Made {
  const share = readShare(text);
  if (share === undefined) return { problem: words.notShare(text.trim()) };
  return { ops: setMove(doc, move.id, column, share), label: column === "planned" ? words.did.planned : words.did.share };
}

export function putCount(doc: Doc, move: Move, text: string): Made {
  const count = readPlain(text);
  if (count === undefined) return { problem: words.notCount(text.trim()) };
  return { ops: setMove(doc, move.id, "count", count), label: words.did.count };
}

export const putAssumed = (doc: Doc, move: Move, assumed: boolean): Act => ({ ops: setMove(doc, move.id, "assumed", assumed ? true : null), label: assumed ? words.did.assumed : words.did.seen });

export function putVariants(doc: Doc, move: Move, text: string): Act {
  const names = [...new Set(text.split(",").map((name) => name.trim()).filter(Boolean))];
  return { ops: setMove(doc, move.id, "variants", names.length ? (names as Value) : null), label: words.did.variants };
}

/** Lets a move end elsewhere; two moves never have the same two ends. */
export function putTarget(doc: Doc, move: Move, target: string): Made {
  if (target === move.target) return { ops: [], label: words.did.target };
  return taken(doc, move.source, target) ?? { ops: setMove(doc, move.id, "target", target), label: words.did.target };
}

export function add(doc: Doc, source: string, target: string): Made {
  return taken(doc, source, target) ?? { ops: addMove(doc, { source, target }), label: words.did.add };
}

function taken(doc: Doc, source: string, target: string): { problem: string } | null {
  const there = movesFrom(doc, source).some((move) => move.target === target);
  return there ? { problem: words.twice(targetName(doc, source), targetName(doc, target)) } : null;
}

export const remove = (doc: Doc, move: Move): Act => ({ ops: removeMove(doc, move.id), label: words.did.remove });

/** Whether the other moves of the row could make it add to one. */
export function scalable(doc: Doc, move: Move): boolean {
  const moves = movesFrom(doc, move.source);
  const told = moves.reduce((sum, { share }) => sum + (share ?? 0), 0);
  const others = moves.filter(({ id, share }) => id !== move.id && (share ?? 0) > 0);
  return move.share !== null && others.length > 0 && Math.abs(told - 1) > 0.0005 && moves.every(({ share }) => share !== null);
}

/** The other moves of the row in their proportion, so that all add to one; one edit. */
export function scaleOthers(doc: Doc, move: Move): Act {
  const others = movesFrom(doc, move.source).filter(({ id }) => id !== move.id);
  const room = 1 - (move.share ?? 0);
  const sum = others.reduce((all, { share }) => all + (share ?? 0), 0);
  const scaled = others.map(({ share }) => Math.round((((share ?? 0) * room) / sum) * 1e4) / 1e4);
  const largest = scaled.indexOf(Math.max(...scaled));
  const missing = room - scaled.reduce((all, share) => all + share, 0);
  const exact = scaled.map((share, i) => (i === largest ? Math.round((share + missing) * 1e8) / 1e8 : share));
  return { ops: others.flatMap(({ id }, i) => setMove(doc, id, "probability", exact[i] as number)), label: words.did.scale };
}
