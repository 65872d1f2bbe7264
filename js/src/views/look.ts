/** How a lane is drawn: read once from its row. */
import type { Row } from "../model/types";
import { words } from "./words";

export interface LaneLook {
  readonly row: Row;
  readonly id: string;
  readonly name: string;
  readonly hint: string;
  readonly source: string;
  readonly kind: string;
  readonly role: string;
  readonly column: string | null;
  readonly many: string | null;
  readonly locked: boolean;
  readonly options: readonly string[];
  readonly domain: readonly [number, number] | null;
  readonly height: number | null;
  /** The dramatic arc: a track of its own behind its numbers. */
  readonly arc: boolean;
  /** The class that carries the accent of its cards. */
  readonly accent: string;
}

const accents: Readonly<Record<string, string>> = {
  pain_points: "k-pain",
  obstacles: "k-pain",
  opportunities: "k-idea",
  gains: "k-idea",
  questions: "k-ask",
  thoughts: "k-ask",
  needs: "k-ask",
  motivations: "k-ask",
  actions: "k-act",
  goals: "k-act",
  touchpoints: "k-data",
  channels: "k-data",
  evidence: "k-mid",
  quotes: "k-mid",
  frontstage: "k-box",
  backstage: "k-box",
  support: "k-box",
};

const text = (value: Row[string]): string => (typeof value === "string" ? value : "");
const known = new WeakMap<Row, LaneLook>();

function domainOf(value: Row[string]): readonly [number, number] | null {
  const list = value as unknown as readonly unknown[] | null | undefined;
  const [low, high] = Array.isArray(list) ? list.map(Number) : [];
  return low !== undefined && high !== undefined && high > low ? [low, high] : null;
}

function read(row: Row): LaneLook {
  const role = text(row.role);
  const kind = text(row.kind) || "cards";
  return {
    row,
    id: row.id,
    name: text(row.name) || row.id,
    hint: text(row.hint),
    source: text(row.source),
    kind,
    role,
    column: text(row.column) || null,
    many: text(row.many) || null,
    locked: row.readonly === true || kind === "paths",
    options: Array.isArray(row.options) ? (row.options as readonly string[]) : [],
    domain: domainOf(row.domain) ?? (kind === "emotion" ? [-2, 2] : null),
    height: typeof row.height === "number" ? row.height : null,
    arc: kind === "number" && (row.column === "arc" || row.format === "arc"),
    accent: accents[role] ?? "",
  };
}

/** The look of a lane; the same object for the same row. */
export function lookOf(row: Row): LaneLook {
  const look = known.get(row) ?? read(row);
  known.set(row, look);
  return look;
}

/** Whether the lane's cards are drawn as pills. */
export const asChips = (look: LaneLook): boolean => look.kind === "chips" || look.role === "touchpoints" || look.role === "channels";

/** Whether the lane's one text is drawn as prose instead of as a card. */
export const asProse = (look: LaneLook): boolean =>
  look.kind === "text" && look.many === null && (look.role === "actions" || look.role === "quotes" || look.role === "other" || look.role === "");

export const promptOf = (look: LaneLook): string =>
  look.kind === "emotion" ? words.pointPrompt : (words.prompts[look.role] ?? words.prompt(look.name));

/** The colour class of the stage at a place in the order; 0 is no stage. */
export const tint = (at: number): string => `c${at < 0 ? 0 : (at % 6) + 1}`;

