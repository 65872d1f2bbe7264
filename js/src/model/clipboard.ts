/** Blocks of text as spreadsheets copy and paste them. */

/** Tab-separated text with Excel's quoting. */
export function toTsv(block: readonly (readonly string[])[]): string {
  return block.map((texts) => texts.map(quoted).join("\t")).join("\r\n");
}

/** The block in tab-separated text; a line break at the very end belongs to no row. */
export function fromTsv(text: string): string[][] {
  const block: string[][] = [];
  let texts: string[] = [];
  let at = 0;
  while (at < text.length) {
    const [cell, end] = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
    texts.push(cell);
    at = end;
    if (text[at] === "\t") {
      at += 1;
      if (at === text.length) texts.push("");
      continue;
    }
    block.push(texts);
    texts = [];
    at += text.startsWith("\r\n", at) ? 2 : 1;
  }
  if (texts.length) block.push(texts);
  return block;
}

/** An HTML table; every text is data, also where it begins like a formula. */
export function toHtml(block: readonly (readonly string[])[]): string {
  const rows = block.map((texts) => `<tr>${texts.map(htmlCell).join("")}</tr>`);
  return `<table>${rows.join("")}</table>`;
}

function quoted(text: string): string {
  return /["\t\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

function plainCell(text: string, from: number): [string, number] {
  const end = text.slice(from).search(/[\t\r\n]/);
  const to = end < 0 ? text.length : from + end;
  return [text.slice(from, to), to];
}

/** A quoted cell; where the quotes do not close before a separator they are part of the text. */
function quotedCell(text: string, from: number): [string, number] {
  let cell = "";
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] !== '"') cell += text[at];
    else if (text[at + 1] === '"') cell += text[at++];
    else return /[\t\r\n]/.test(text[at + 1] ?? "\n") ? [cell.replace(/\r\n?/g, "\n"), at + 1] : plainCell(text, from);
  }
  return plainCell(text, from);
}

function htmlCell(text: string): string {
  const format = /^[=+\-@]/.test(text) ? " style=\"mso-number-format:'\\@'\"" : "";
  return `<td${format}>${escaped(text).replace(/\r?\n/g, '<br style="mso-data-placement:same-cell">')}</td>`;
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
