/** What a report has around its views: light and dark, paper and printing, tables that fold away while the views are there. */
import { retiled } from "./sheets";
import { words } from "./words";

const PAPERS = ["A4", "A3", "letter"] as const;

/** Wires a page; one that is no report, such as a notebook's, only gets its sheets for paper. */
export function page(doc: Document): void {
  paper(doc);
  const tools = doc.getElementById("tools");
  if (!doc.body.hasAttribute("data-cjm-report") || !tools) return;
  for (const all of doc.querySelectorAll<HTMLDetailsElement>("details.all")) all.open = false;
  tools.append(themes(doc), ...printing(doc));
  tools.hidden = false;
}

/** On paper the tables stand in place of the views, in the set that fits. */
function paper(doc: Document): void {
  let undo: (() => void)[] = [];
  const after = (): void => {
    for (const one of undo) one();
    undo = [];
  };
  addEventListener("beforeprint", () => {
    after();
    undo = [...doc.querySelectorAll(".sheets")].map(retiled);
    for (const all of doc.querySelectorAll<HTMLDetailsElement>("details.all:not([open])")) {
      all.open = true;
      undo.push(() => void (all.open = false));
    }
  });
  addEventListener("afterprint", after);
}

function chosen(doc: Document, label: string, options: Readonly<Record<string, string>>, choose: (value: string) => void): HTMLElement {
  const [holder, select] = [doc.createElement("label"), doc.createElement("select")];
  for (const [value, name] of Object.entries(options)) select.append(new Option(name, value));
  select.addEventListener("change", () => choose(select.value));
  holder.append(label, " ", select);
  return holder;
}

function themes(doc: Document): HTMLElement {
  const choose = (value: string): void => {
    if (value === "auto") delete doc.body.dataset["jpThemeLight"];
    else doc.body.dataset["jpThemeLight"] = String(value === "light");
  };
  return chosen(doc, words.theme, words.themes, choose);
}

function printing(doc: Document): HTMLElement[] {
  const style = doc.createElement("style");
  doc.head.append(style);
  const sizes = Object.fromEntries(PAPERS.flatMap((one) => (["landscape", "portrait"] as const).map((way) => [`${one} ${way}`, words.paperOf(one, way)])));
  const choose = (value: string): void => {
    style.textContent = value ? `@page{size:${value}}` : "";
    if (value) doc.body.dataset["paper"] = value;
    else delete doc.body.dataset["paper"];
  };
  const button = doc.createElement("button");
  button.type = "button";
  button.textContent = words.print;
  button.addEventListener("click", () => print());
  const all = doc.querySelector(".part.tables");
  const [holder, box] = [doc.createElement("label"), doc.createElement("input")];
  box.type = "checkbox";
  const spare = (): void => void doc.querySelectorAll(".part.tables").forEach((part) => part.classList.toggle("spare", !box.checked));
  box.addEventListener("change", spare);
  spare();
  holder.append(box, words.withTables);
  return [...(all ? [holder] : []), chosen(doc, words.paper, { "": words.paperAuto, ...sizes }, choose), button];
}
