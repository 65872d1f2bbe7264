/** Copy, cut, paste and fill, as spreadsheets do: tab-separated text and a table out, tab-separated text in. */
import { fromTsv, toHtml, toTsv } from "../model/clipboard";
import { copyBlock, fillCells, pasteBlock } from "../model/gestures";
import { docOf, editable, say, type Control } from "./control";
import { allHere, cellAt, clearSelected, edit, selectedCells } from "./actions";
import { goTo, selection } from "./cursor";
import { laneOf, stepsBetween } from "./frame";
import { words } from "./words";

interface Block {
  readonly steps: string[];
  readonly lanes: string[];
}

function block(ctl: Control): Block {
  const cells = selectedCells(ctl);
  return { steps: [...new Set(cells.map((cell) => cell.step))], lanes: [...new Set(cells.map((cell) => cell.lane))] };
}

interface Texts {
  readonly plain: string;
  readonly html: string;
}

/** The selected cells as texts for the clipboard; null where the cursor is on no cell. */
export function textsOf(ctl: Control): Texts | null {
  const area = selection(ctl);
  if (area && !allHere(ctl, area.left, area.right)) return null;
  const { steps, lanes } = block(ctl);
  if (!steps.length || !lanes.length) return null;
  const texts = copyBlock(docOf(ctl), steps, lanes);
  say(ctl, words.said.copied(lanes.length, steps.length));
  return { plain: toTsv(texts), html: toHtml(texts) };
}

export async function copyText(ctl: Control, text: string): Promise<void> {
  await write(ctl, { plain: text, html: "" });
}

async function write(ctl: Control, { plain, html }: Texts): Promise<boolean> {
  try {
    if (html && typeof ClipboardItem === "function")
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": new Blob([plain], { type: "text/plain" }), "text/html": new Blob([html], { type: "text/html" }) })]);
    else await navigator.clipboard.writeText(plain);
    return true;
  } catch {
    say(ctl, words.said.noClipboard);
    return false;
  }
}

export async function copyCells(ctl: Control): Promise<boolean> {
  const texts = textsOf(ctl);
  return texts !== null && write(ctl, texts);
}

export async function cutCells(ctl: Control): Promise<void> {
  if (await copyCells(ctl)) clearSelected(ctl);
}

export async function pasteCells(ctl: Control): Promise<void> {
  try {
    pasteText(ctl, await navigator.clipboard.readText());
  } catch {
    say(ctl, words.said.noClipboard);
  }
}

/** Puts the selected cells on the clipboard of a copy or cut event. */
export function onCopy(ctl: Control, event: ClipboardEvent): void {
  const texts = textsOf(ctl);
  if (!texts || !event.clipboardData) return;
  event.preventDefault();
  event.stopPropagation();
  event.clipboardData.setData("text/plain", texts.plain);
  event.clipboardData.setData("text/html", texts.html);
  if (event.type === "cut") clearSelected(ctl);
}

export function onPaste(ctl: Control, event: ClipboardEvent): void {
  const text = event.clipboardData?.getData("text/plain");
  if (text === undefined || !editable(ctl)) return;
  event.preventDefault();
  event.stopPropagation();
  pasteText(ctl, text);
}

/** Pastes at the selection's corner; a single text fills the whole selection. */
export function pasteText(ctl: Control, text: string): void {
  if (!editable(ctl) || text === "") return;
  const area = selection(ctl);
  const corner = area ? { row: ctl.frame.rows[area.top] ?? "", slot: area.left, item: 0 } : ctl.spot;
  const anchor = cellAt(ctl, corner);
  if (!anchor) return;
  const texts = fromTsv(text);
  const width = Math.max(0, ...texts.map((row) => row.length));
  if (!allHere(ctl, area?.left ?? corner.slot, Math.max(area?.right ?? 0, corner.slot + width - 1))) return;
  const single = texts.length === 1 && texts[0]?.length === 1;
  if (single && area) return void edit(ctl, fillCells(docOf(ctl), selectedCells(ctl), texts[0]?.[0] ?? ""), words.did.paste);
  const shown = { steps: stepsBetween(ctl.frame, corner.slot, Math.min(ctl.frame.slots, corner.slot + 2 * width) - 1), lanes: ctl.frame.lanes.map((look) => look.id) };
  const { ops, reason } = pasteBlock(docOf(ctl), shown, anchor, texts);
  if (reason) return notPasted(ctl, reason);
  if (!edit(ctl, ops, words.did.paste)) return;
  const last = Math.min(ctl.frame.rows.length - 1, ctl.frame.rows.indexOf(corner.row) + texts.length - 1);
  goTo(ctl, corner);
  if (texts.length > 1 || width > 1) goTo(ctl, { row: ctl.frame.rows[last] ?? corner.row, slot: corner.slot + width - 1, item: 0 }, true);
  say(ctl, words.said.pasted(texts.length, width));
}

function notPasted(ctl: Control, reason: string): void {
  ctl.ui.set({ problem: words.notPasted(reason) });
  say(ctl, words.notPasted(reason));
}

/** Writes the first cell of the selection into all of it. */
export function fillSelection(ctl: Control): void {
  const area = selection(ctl);
  if (area && !allHere(ctl, area.left, area.right)) return;
  const lane = area && laneOf(ctl.frame, ctl.frame.rows[area.top] ?? "");
  const step = area && stepsBetween(ctl.frame, area.left, area.left)[0];
  if (!lane || !step) return;
  const text = copyBlock(docOf(ctl), [step], [lane.id])[0]?.[0] ?? "";
  edit(ctl, fillCells(docOf(ctl), selectedCells(ctl), text), words.did.fill);
}
