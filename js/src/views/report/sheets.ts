/** Puts the steps of a map's tables into tables that fit other paper. The rail and the head are repeated on each; nothing is drawn anew. */
import { words } from "./words";

/** So many steps stand in a table, by how wide the paper is; styles choose between them (page.css). */
export const WIDTHS = { narrow: 4, wide: 9 } as const;

interface Sheet {
  readonly caption: Element | null;
  readonly rail: Element | null;
  /** Of each row of the head: its first cell, and the cells of the steps; of the stages, one cell for each step. */
  readonly head: readonly { readonly row: Element; readonly cells: readonly Element[] }[];
  readonly body: readonly { readonly row: Element; readonly cells: readonly Element[] }[];
}

/** Beside the tables as they are, a set for each other width; gives what takes them away again. */
export function retiled(sheets: Element): () => void {
  const made = Object.entries(WIDTHS).map(([name, per]) => {
    const set = sheets.cloneNode(false) as HTMLElement;
    set.classList.add(name);
    set.append(...tiles([...sheets.querySelectorAll("table")], per));
    return set;
  });
  sheets.classList.add("usual");
  sheets.after(...made);
  return () => {
    sheets.classList.remove("usual");
    for (const set of made) set.remove();
  };
}

/** The tables anew, with `per` steps in each. */
export function tiles(tables: readonly Element[], per: number): Element[] {
  const read = tables.map(readSheet);
  const count = read.reduce((sum, one) => sum + stepsOf(one).length, 0);
  const out: Element[] = [];
  for (let low = 0; low < count; low += per) out.push(tile(read, low, Math.min(low + per, count), count, per));
  return out;
}

function readSheet(table: Element): Sheet {
  const rows = (part: string): { row: Element; cells: Element[] }[] => [...table.querySelectorAll(`${part}>tr`)].map((row) => ({ row, cells: [...row.children].slice(1) }));
  return { caption: table.querySelector("caption"), rail: table.querySelector("col"), head: rows("thead"), body: rows("tbody") };
}

const stepsOf = ({ head }: Sheet): readonly Element[] => head.at(-1)?.cells ?? [];

function tile(read: readonly Sheet[], low: number, high: number, count: number, per: number): Element {
  const [first] = read;
  const table = document.createElement("table");
  table.className = "sheet";
  if (high - low < per) table.style.setProperty("--of", String(low > 0 ? (high - low) / per : Math.min(1, Math.max(high - low, 3) / per)));
  if (!first) return table;
  const caption = copied(first.caption);
  const part = caption?.querySelector(".part");
  if (part) part.textContent = [words.sheetOf(low + 1, high, count)].filter(Boolean).map((one) => `: ${one}`).join("");
  if (low > 0) caption?.querySelector(".extent")?.remove();
  const columns = document.createElement("colgroup");
  columns.append(copied(first.rail) ?? "", ...Array.from({ length: high - low }, () => document.createElement("col")));
  const [head, body] = [document.createElement("thead"), document.createElement("tbody")];
  const steps = read.flatMap(stepsOf).slice(low, high);
  first.head.forEach(({ row }, at) => head.append(filled(row, row.classList.contains("bands") ? bandsOver(read, steps) : cut(read.map((one) => one.head[at]?.cells ?? []), low, high))));
  first.body.forEach(({ row }, at) => body.append(row.classList.contains("rule") ? across(row, high - low + 1) : filled(row, cut(read.map((one) => one.body[at]?.cells ?? []), low, high))));
  table.append(caption ?? "", columns, head, body);
  return table;
}

const copied = (element: Element | null | undefined): Element | null => (element?.cloneNode(true) as Element | undefined) ?? null;

const cut = (cells: readonly (readonly Element[])[], low: number, high: number): (Element | null)[] => cells.flat().slice(low, high).map(copied);

function filled(row: Element, cells: readonly (Element | null)[]): Element {
  const made = row.cloneNode(false) as Element;
  made.append(copied(row.firstElementChild) ?? "", ...cells.map((one) => one ?? ""));
  return made;
}

/** The stages over some steps, each as wide as its part of them. */
function bandsOver(read: readonly Sheet[], steps: readonly Element[]): (Element | null)[] {
  const known = new Map(read.flatMap(({ head }) => head[0]?.cells ?? []).map((cell) => [cell.getAttribute("data-band"), cell]));
  const runs: { band: string | null; span: number }[] = [];
  for (const step of steps) {
    const band = step.getAttribute("data-of");
    const last = runs.at(-1);
    if (last?.band === band) last.span += 1;
    else runs.push({ band, span: 1 });
  }
  return runs.map(({ band, span }) => {
    const cell = copied(known.get(band));
    cell?.setAttribute("colspan", String(span));
    return cell;
  });
}

function across(row: Element, span: number): Element {
  const made = row.cloneNode(true) as Element;
  made.firstElementChild?.setAttribute("colspan", String(span));
  return made;
}
