/** The drawing of the links: two paths a kind however many there are, and one more set for those that are brought out. */
import type { Stretch } from "../../layout/routes/board";
import type { Label } from "../../layout/routes/labels";
import { whole } from "../../layout/routes/pieces";
import type { Route } from "../../layout/routes/route";
import { stroke } from "./lines";
import type { Measured } from "./measure";
import { KINDS, words, type Kind } from "./words";

export interface Drawn {
  readonly id: string;
  readonly kind: Kind;
  readonly both: boolean;
  readonly text: string;
  readonly route: Route;
  readonly label: Label | undefined;
}

const SVG = "http://www.w3.org/2000/svg";

function made<K extends keyof SVGElementTagNameMap>(name: K, parent: Element, kind = ""): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, name);
  if (kind) element.setAttribute("class", kind);
  parent.append(element);
  return element;
}

const NONE: ReadonlySet<Drawn> = new Set();
/** A link that passes over more rows than these is drawn quieter until it is brought out: it would lie over what it has nothing to do with. */
const PASSED = 4;

/** The links that pass over many whole rows. */
export function farOf(rows: readonly Stretch[], links: readonly Drawn[]): ReadonlySet<Drawn> {
  return new Set(
    links.filter(({ route }) => {
      const heights = route.points.map(({ y }) => y);
      const [top, bottom] = [Math.min(...heights), Math.max(...heights)];
      return rows.filter(({ at, size }) => at >= top && at + size <= bottom).length > PASSED;
    }),
  );
}

/** The paths of one set of links. */
class Strokes {
  readonly group: SVGGElement;
  private readonly paths = new Map<string, SVGPathElement>();

  constructor(svg: SVGSVGElement, name: string) {
    this.group = made("g", svg, name);
    for (const kind of KINDS) for (const part of ["line", "head"]) this.paths.set(`${part} ${kind}`, made("path", this.group, `${part} ${kind}`));
  }

  draw(links: readonly Drawn[]): void {
    whole(this.drawing(links, NONE));
  }

  /** The lines of those that are `far` are paths of their own, so that they can be quieter. */
  *drawing(links: readonly Drawn[], far: ReadonlySet<Drawn>): Generator<null, void> {
    for (const kind of KINDS) {
      yield null;
      const own = links.filter((link) => link.kind === kind).map((link) => ({ ...stroke(link.route.points, kind, link.both), away: far.has(link) }));
      const lines = (away: boolean): string => own.filter((one) => one.away === away).map(({ line }) => line).join("");
      this.put(`line ${kind}`, lines(false));
      this.put(`line ${kind} far`, lines(true));
      this.put(`head ${kind}`, own.map(({ marks }) => marks).join(""));
    }
  }

  private put(name: string, d: string): void {
    const known = this.paths.get(name);
    if (!known && d === "") return;
    const path = known ?? made("path", this.group, name);
    this.paths.set(name, path);
    if (path.getAttribute("d") !== d) path.setAttribute("d", d);
  }
}

export class Picture {
  private readonly svg: SVGSVGElement;
  private readonly all: Strokes;
  private readonly lit: Strokes;
  private readonly plan: Strokes;
  private readonly folds: SVGGElement;
  private readonly labels = new Map<string, HTMLElement>();
  private shown: readonly Drawn[] = [];
  private held = false;

  constructor(private readonly place: HTMLElement) {
    this.svg = made("svg", place);
    this.svg.setAttribute("aria-hidden", "true");
    this.all = new Strokes(this.svg, "all");
    this.lit = new Strokes(this.svg, "lit");
    this.plan = new Strokes(this.svg, "plan");
    this.folds = made("g", this.svg);
  }

  draw(board: Measured, links: readonly Drawn[]): void {
    whole(this.drawing(board, links));
  }

  /** The same with pauses. */
  *drawing(board: Measured, links: readonly Drawn[]): Generator<null, void> {
    this.frame(board);
    this.shown = links;
    yield* this.all.drawing(links, farOf(board.board.rows, links));
    this.drawFolds(board);
    yield* this.drawLabels(board, links);
  }

  /** Brings some links out and quiets the others; none: all are alike. */
  bring(board: Measured, ids: ReadonlySet<string>): void {
    this.held = false;
    const out = this.shown.filter(({ id }) => ids.has(id));
    this.lit.draw(out);
    this.all.group.classList.toggle("quiet", out.length > 0);
    for (const [id, element] of this.labels) {
      element.classList.toggle("quiet", out.length > 0 && !ids.has(id));
      element.classList.remove("lit");
    }
    this.spoken(board, []);
    for (const link of out) this.speak(board, link);
  }

  /** The links of a card on its way, brought out where they would run. */
  hold(board: Measured, links: readonly Drawn[]): void {
    if (!this.held) this.bring(board, new Set(links.map(({ id }) => id)));
    this.held = true;
    this.lit.draw(links);
    for (const { id } of links) this.labels.get(id)?.classList.replace("lit", "quiet");
    this.spoken(board, links);
  }

  private spoken(board: Measured, links: readonly Drawn[]): void {
    this.place.querySelectorAll("[data-added]").forEach((one) => one.remove());
    for (const link of links) this.say(board, link);
  }

  /** The line of a link that is being made. */
  sketch(link: Drawn | null): void {
    this.plan.draw(link ? [link] : []);
  }

  destroy(): void {
    this.place.replaceChildren();
  }

  private frame({ board, width, height, mirrored }: Measured): void {
    const [from, last] = [board.columns[0]?.at ?? 0, board.columns.at(-1)];
    const wide = Math.max(1, Math.min(width, (last ? last.at + last.size : 0) - from));
    this.svg.setAttribute("viewBox", `${from} 0 ${wide} ${height}`);
    Object.assign(this.svg.style, { insetInlineStart: `${from}px`, width: `${wide}px`, height: `${height}px` });
    this.place.toggleAttribute("data-mirrored", mirrored);
  }

  private drawFolds({ board, folded, mirrored }: Measured): void {
    this.folds.replaceChildren();
    for (const [id, count] of folded) {
      const box = board.boxes.find((one) => one.id === id);
      if (!box) continue;
      const rect = made("rect", this.folds, "fold");
      for (const [name, value] of Object.entries({ x: box.x, y: box.y, width: box.width, height: box.height, rx: 5 })) rect.setAttribute(name, String(value));
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      const text = made("text", this.folds, "fold-n");
      text.setAttribute("transform", `translate(${x} ${y})${mirrored ? " scale(-1 1)" : ""}`);
      text.textContent = words.folded(count);
    }
  }

  private *drawLabels(board: Measured, links: readonly Drawn[]): Generator<null, void> {
    const kept = new Set<string>();
    for (const { id, text, label } of links) {
      if (!label) continue;
      if (kept.size % 20 === 19) yield null;
      kept.add(id);
      const element = this.labels.get(id) ?? this.label(id);
      put(element, text, label.x, label.y, board);
    }
    for (const [id, element] of this.labels) {
      if (kept.has(id)) continue;
      element.remove();
      this.labels.delete(id);
    }
  }

  private label(id: string): HTMLElement {
    const element = this.place.appendChild(document.createElement("span"));
    element.className = "link-label";
    element.dir = "auto";
    element.ariaHidden = "true";
    element.dataset["link"] = id;
    this.labels.set(id, element);
    return element;
  }

  /** A link that is brought out says its kind, whether its label had room or not. */
  private speak(board: Measured, link: Drawn): void {
    const own = this.labels.get(link.id);
    own?.classList.add("lit");
    if (!own) this.say(board, link);
  }

  private say(board: Measured, { id, kind, text, label, route }: Drawn): void {
    if (kind === "sequence" && text === "") return;
    const element = this.place.appendChild(document.createElement("span"));
    Object.assign(element, { className: "link-label lit", dir: "auto", ariaHidden: "true" });
    element.dataset["added"] = id;
    const at = label ?? halfway(route);
    put(element, text === "" ? (words.kinds[kind] ?? "") : text, at.x, at.y, board);
  }
}

function put(element: HTMLElement, text: string, x: number, y: number, { width, mirrored }: Measured): void {
  if (element.textContent !== text) element.textContent = text;
  element.style.left = `${mirrored ? width - x : x}px`;
  element.style.top = `${y}px`;
}

/** The middle of the longest piece. */
function halfway({ points }: Route): { x: number; y: number } {
  let [best, longest] = [points[0] ?? { x: 0, y: 0 }, -1];
  points.forEach((b, i) => {
    const a = points[i - 1];
    const length = a ? Math.abs(a.x - b.x) + Math.abs(a.y - b.y) : -1;
    if (a && length > longest) [best, longest] = [{ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, length];
  });
  return best;
}
