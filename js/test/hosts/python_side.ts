/** Python's side of the protocol, made small: owns a document, takes edits in order, answers as docs/protocol.md says. */
import { cardsIn, positionOf, row, rowsOf, runsOf, writeTable } from "../../src/model/document";
import { apply, invert, Refused } from "../../src/model/edits";
import { readTyped, unread } from "../../src/hosts/typed";
import type { Doc, Op, Row, WireDoc } from "../../src/model/types";

type Fields = Record<string, unknown>;

interface Waiting {
  ops: Op[];
  source: string;
  browser: string | null;
}

export class PythonSide {
  rev = 0;
  n = 0;
  readonly seen: Record<string, number> = {};
  refusals = 0;
  private waiting: Waiting[] = [];
  private undos: Op[][] = [];

  constructor(
    public doc: Doc,
    private readonly broadcast: (message: object) => void,
    private readonly options: { window: number; refuse: () => boolean },
  ) {}

  start(): string {
    return JSON.stringify({ type: "open", n: this.n, ...this.openFields(null) });
  }

  receive(message: object): void {
    const fields = message as Fields;
    const browser = String(fields["browser"]);
    if (fields["type"] === "open" && fields["have"] !== this.rev) this.send({ type: "open", ...this.openFields(browser) });
    else if (fields["type"] === "rows") this.rows(browser, Number(fields["from"]), Number(fields["to"]));
    else if (fields["type"] === "edit") this.page(browser, Number(fields["counter"]), () => this.edit(fields["ops"] as Op[], "page", browser));
    else if (fields["type"] === "undo") this.page(browser, Number(fields["counter"]), () => this.undo(browser));
  }

  /** Makes an edit; what it brings with it is said in the same edit. */
  edit(typed: Op[], source: string, browser: string | null): void {
    const ops = this.named(readTyped(this.doc, typed));
    const bad = unread(ops);
    if (bad) throw new Refused(bad.reason);
    const after = apply(this.doc, ops);
    this.undos.push(invert(this.doc, ops));
    this.say(ops, after, source, browser);
  }

  /** An edit made in Python itself; one that does not fit is an error there and reaches no page. */
  own(ops: Op[]): void {
    try {
      this.edit(ops, "python", null);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }

  /** Sends what has gathered; several edits become one message, as after a busy moment. */
  flush(): void {
    if (!this.waiting.length) return;
    const [first] = this.waiting as [Waiting];
    const alone = this.waiting.every(({ browser, source }) => browser === first.browser && source === first.source);
    const ops = this.waiting.flatMap((one) => one.ops);
    const whose = alone ? { source: first.source, browser: first.browser } : { source: "page", browser: null };
    this.waiting = [];
    this.send({ type: "edits", rev: this.rev, seen: { ...this.seen }, ops, ...whose, undo: true, redo: false, runs: runsOf(this.doc.tables.steps) });
  }

  notice(): void {
    this.flush();
    this.send({ type: "notice", id: "tick", level: "info", text: "", actions: [] });
  }

  private page(browser: string, counter: number, act: () => void): void {
    if (counter <= (this.seen[browser] ?? 0)) return;
    this.seen[browser] = counter;
    try {
      if (this.options.refuse()) throw new Refused("Not today.");
      act();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.refusals += 1;
      this.flush();
      this.send({ type: "refused", browser, counter, seen: { ...this.seen }, reason: error.reason, at: error.at });
    }
  }

  private undo(browser: string): void {
    const ops = this.undos.pop();
    if (!ops) return;
    this.say(ops, apply(this.doc, ops), "undo", browser);
  }

  private say(ops: Op[], after: Doc, source: string, browser: string | null): void {
    const told = this.placed(ops);
    this.doc = after;
    this.rev += 1;
    this.waiting.push({ ops: [...told, ...settled(after, ops)], source, browser });
  }

  /** Removing a step removes its cards, a lane its cards, a stage its steps' mark: named, in front of it. */
  private named(ops: Op[]): Op[] {
    let doc = this.doc;
    return ops.flatMap((op) => {
      const more = op.op === "remove" ? consequences(doc, op.table, op.id) : [];
      doc = apply(doc, [...more, op]);
      return [...more, op];
    });
  }

  private placed(ops: Op[]): Op[] {
    let doc = this.doc;
    return ops.map((op) => {
      const was = doc;
      doc = apply(doc, [op]);
      if (op.op === "set" || op.table === "cards") return op;
      return { ...op, at: positionOf(op.op === "remove" ? was : doc, op.table, op.id) };
    });
  }

  private rows(browser: string, from: number, to: number): void {
    this.flush();
    this.send({ type: "rows", rev: this.rev, for: browser, from, tables: this.window(from, to) });
  }

  private openFields(browser: string | null): Fields {
    this.flush();
    const { kind, title, note } = this.doc;
    const tables = { ...this.window(0, this.options.window), stages: writeTable(this.doc.tables.stages), lanes: writeTable(this.doc.tables.lanes) };
    const doc: Fields = { kind, title, note, tables, runs: runsOf(this.doc.tables.steps) };
    return { rev: this.rev, seen: { ...this.seen }, doc: doc as unknown as WireDoc, undo: true, redo: false, for: browser };
  }

  private window(from: number, to: number): Pick<WireDoc["tables"], "steps" | "cards"> {
    const ids = this.doc.tables.steps.order.slice(from, to) as string[];
    const steps = part(rowsOf(this.doc, "steps").slice(from, to));
    const cards = part(rowsOf(this.doc, "cards").filter((card) => ids.includes(String(card["step"]))));
    return { steps: { ...steps, size: this.doc.tables.steps.size, from }, cards };
  }

  private send(message: Fields): void {
    this.n += 1;
    this.broadcast(JSON.parse(JSON.stringify({ ...message, n: this.n })) as object);
  }
}

function part(rows: Row[]): { columns: string[]; rows: never[][] } {
  const columns = [...new Set(["id", ...rows.flatMap((one) => Object.keys(one))])];
  return { columns, rows: rows.map((one) => columns.map((column) => (one[column] ?? null) as never)) };
}

function consequences(doc: Doc, table: string, id: string): Op[] {
  const cards = rowsOf(doc, "cards").filter((card) => (table === "steps" ? card["step"] : table === "lanes" ? card["lane"] : null) === id);
  const gone = cards.map((card): Op => ({ op: "remove", table: "cards", id: card.id }));
  const marked = table === "stages" ? rowsOf(doc, "steps").filter((step) => step["stage"] === id) : [];
  return [...gone, ...marked.map((step): Op => ({ op: "set", table: "steps", id: step.id, column: "stage", value: null }))];
}

/** A card that changed its cell or its place: where it stands in its cell, so that a page with other rows puts it there too. */
function settled(doc: Doc, ops: Op[]): Op[] {
  const ids = new Set<string>();
  for (const op of ops) {
    const moves = op.op === "move" || op.op === "insert" || (op.op === "set" && (op.column === "step" || op.column === "lane"));
    if (op.table === "cards" && moves) ids.add(op.id);
  }
  const last = [...ids].filter((id) => row(doc, "cards", id)).sort((a, b) => positionOf(doc, "cards", b) - positionOf(doc, "cards", a));
  return last.map((id) => ({ op: "move", table: "cards", id, before: nextInCell(doc, id) }));
}

function nextInCell(doc: Doc, id: string): string | null {
  const card = row(doc, "cards", id) as Row;
  const cell = cardsIn(doc, String(card["step"]), String(card["lane"]));
  return cell[cell.indexOf(card) + 1]?.id ?? null;
}
