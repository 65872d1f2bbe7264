/** A map as slides: one for each step, or each stage with its steps. Values only. */
import { rowsOf, value } from "../../model/document";
import type { Doc, Row } from "../../model/types";

export interface Said {
  readonly lane: string;
  readonly texts: readonly string[];
}

export interface Moment {
  readonly id: string;
  readonly name: string;
  readonly emotion: number | null;
  readonly said: readonly Said[];
}

export interface Slide {
  readonly id: string;
  readonly title: string;
  readonly above: string;
  readonly moments: readonly Moment[];
}

const textOf = (one: unknown): string => (typeof one === "string" ? one : typeof one === "number" ? String(one) : one !== null && typeof one === "object" && "v" in one ? String((one as { v: unknown }).v) : "");

export function slides(doc: Doc, by: "step" | "stage"): Slide[] {
  const cards = gathered(doc);
  const steps = rowsOf(doc, "steps");
  const stageOf = (step: Row): string => textOf(value(doc, "stages", textOf(step["stage"]), "name")) || textOf(step["stage"]);
  if (by === "step") return steps.map((step) => ({ id: step.id, title: named(step), above: stageOf(step), moments: [moment(doc, step, cards)] }));
  const known = rowsOf(doc, "stages");
  const whole = known.map((stage) => ({ id: stage.id, title: named(stage), above: textOf(stage["goal"]), moments: steps.filter((step) => step["stage"] === stage.id).map((step) => moment(doc, step, cards)) }));
  const loose = steps.filter((step) => !known.some((stage) => stage.id === step["stage"]));
  return loose.length ? [...whole, { id: "", title: "…", above: "", moments: loose.map((step) => moment(doc, step, cards)) }] : whole;
}

const named = (row: Row): string => textOf(row["name"]) || row.id;

function moment(doc: Doc, step: Row, cards: ReadonlyMap<string, readonly Row[]>): Moment {
  const emotion = step["emotion"];
  const said = rowsOf(doc, "lanes").filter((lane) => lane["visible"] !== false && lane["kind"] !== "emotion").map((lane) => ({ lane: named(lane), texts: textsOf(step, lane, cards) }));
  return { id: step.id, name: named(step), emotion: typeof emotion === "number" ? emotion : null, said: said.filter(({ texts }) => texts.length > 0) };
}

function textsOf(step: Row, lane: Row, cards: ReadonlyMap<string, readonly Row[]>): string[] {
  const column = textOf(lane["column"]);
  const own = column && column !== "emotion" ? [textOf(step[column])] : [];
  return [...own, ...(cards.get(`${step.id}\0${lane.id}`) ?? []).map((card) => textOf(card["text"]))].filter(Boolean);
}

function gathered(doc: Doc): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const card of rowsOf(doc, "cards")) {
    const key = `${textOf(card["step"])}\0${textOf(card["lane"])}`;
    found.set(key, [...(found.get(key) ?? []), card]);
  }
  return found;
}
