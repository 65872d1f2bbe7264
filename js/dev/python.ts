/** A host with what Python would add: checks, evidence, mending and silencing. It judges by simple rules of its own, only to be looked at. */
import { memoryHost, type MemoryOptions } from "../src/hosts/memory";
import type { Host, HostState } from "../src/hosts/host";
import { rowsOf } from "../src/model/document";
import type { Op, Row, Value, WireDoc } from "../src/model/types";

type Rows = Map<string, { [column: string]: Value }>;

/** Made up, like the journey it belongs to. */
const observed: readonly [card: string, kind: string, text: string, source: string, date: string, n: number][] = [
  ["pains-2", "interview", "I asked on Monday, I shopped on Tuesday.", "interview 7", "2026-09-14", 1],
  ["pains-2", "ticket", "212 tickets tagged “delivery slot”, median answer 26 h (90 %: 24 … 29)", "tickets.csv", "2026-09-20", 212],
  ["pains-1", "ticket", "31 tickets ask what a portion costs", "tickets.csv", "2026-08-02", 31],
  ["pains-3", "interview", "Nine of twelve looked for the terms and did not find them.", "interviews, May", "2025-05-02", 9],
  ["ideas-1", "assumption", "Agents know the slots by heart.", "workshop", "2026-06-01", 0],
];

const startRows = (): Rows => new Map(observed.map(([card, kind, text, source, date, n], i) => [`e${i}`, { card, kind, text, source, date, n }]));

function judged(rows: Rows, card: string): { [name: string]: Value } {
  const mine = [...rows.values()].filter((row) => row["card"] === card && row["kind"] !== "assumption");
  const kinds = [...new Set(mine.map((row) => String(row["kind"])))];
  const n = mine.reduce((sum, row) => sum + (typeof row["n"] === "number" ? row["n"] : 1), 0);
  const newest = mine.map((row) => String(row["date"] ?? "")).sort().at(-1) ?? null;
  const age = newest ? Math.floor((Date.now() - Date.parse(newest)) / 86_400_000) : null;
  const state = kinds.length > 1 ? "researched" : kinds.length ? "partly" : "assumed";
  return { state, n, kinds: kinds.join(", "), newest, age, stale: age !== null && age > 365, reliability: Number((1 - 0.6 ** kinds.length).toFixed(2)), rows: mine.length };
}

function evidenceMarks(host: Host, rows: Rows): unknown {
  const marked = rowsOf(host.state().doc, "cards").filter((card) => ["pains", "ideas", "questions"].includes(String(card["lane"])));
  const cards = Object.fromEntries(marked.map(({ id }) => {
    const { state, kinds, n, stale } = judged(rows, id);
    return [id, [state, kinds, n, stale]];
  }));
  return { cards, cells: { "menus\0nps": "researched", "asks\0nps": "partly", "pays\0nps": "assumed" } };
}

interface Finding { code: string; severity: string; what: string; why: string; how: string; table: string | null; row: string | null; column: string | null; step: string | null; lane: string | null; mendable: boolean }

const at = (card: Row): Pick<Finding, "table" | "row" | "step" | "lane" | "column"> => ({ table: "cards", row: card.id, step: String(card["step"]), lane: String(card["lane"]), column: null });

function findingsOf(host: Host, rows: Rows): Finding[] {
  const cards = rowsOf(host.state().doc, "cards");
  const goal = { code: "goal-without-touchpoint", severity: "error", what: "The goal “order with no strings” has no touchpoint that serves it", why: "A goal that nothing serves is where customers leave.", how: "Add a touchpoint and name the stage as its goal.", table: "stages", row: "subscribe", column: "goal", step: null, lane: null, mendable: false };
  const pains = cards.filter((card) => card["lane"] === "pains" && judged(rows, card.id)["state"] === "assumed").map((card) => ({
    code: "assumed-pain", severity: "warning", what: `The pain point “${String(card["text"])}” rests on no evidence`, why: "An assumed pain may cost effort that a real one needs.", how: "Link what was heard, seen or counted.", ...at(card), mendable: false,
  }));
  const graves = cards.filter((card) => card["lane"] === "pains" && card["severity"] === undefined).map((card) => ({
    code: "pain-without-severity", severity: "warning", what: `The pain point “${String(card["text"])}” does not say how bad it is`, why: "Without it pains cannot be told apart.", how: "Set a severity; the mend sets 3.", ...at(card), mendable: true,
  }));
  const teams = { code: "few-teams", severity: "note", what: "One team owns four of five opportunities: were the others asked?", why: "A map one team made sees one team's part.", how: "Ask the other teams.", table: "lanes", row: "ideas", column: null, step: null, lane: "ideas", mendable: false };
  return [goal, ...pains, ...graves, teams];
}

/** The meal-kit host with made-up answers to the verbs of docs/protocol.md. */
export function fakePython(doc: WireDoc, options: MemoryOptions): Host {
  const rows = startRows();
  const waived = new Map<string, string>();
  const told = (host: Host): unknown => ({
    findings: findingsOf(host, rows).map((one) => ({ ...one, silenced: waived.has(`${one.code} ${one.row}`), reason: waived.get(`${one.code} ${one.row}`) ?? null })),
  });
  const verbs: Record<string, (args: Readonly<Record<string, unknown>>) => unknown> = {
    checks: () => told(owner),
    evidence: (args) => behind(rows, args),
    mend: ({ row }) => owner.edit([{ op: "set", table: "cards", id: String(row), column: "severity", value: 3 }], "Mend"),
    silence: ({ code, row, reason }) => void waived.set(`${String(code)} ${String(row)}`, String(reason)),
  };
  const owner = memoryHost(doc, {
    ...options,
    run: async (verb, args) => {
      await new Promise((done) => setTimeout(done, 80));
      const act = verbs[verb];
      if (!act) throw new Error(`Python knows no verb “${verb}”.`);
      return act(args) ?? null;
    },
  });
  return dressed(owner, rows, waived);
}

function behind(rows: Rows, { card, step }: Readonly<Record<string, unknown>>): unknown {
  const mine = [...rows].filter(([, row]) => (card ? row["card"] === card : row["step"] === step)).map(([id, row]) => ({ id, ...row, hangs_on: "card", counts: row["kind"] !== "assumption" }));
  return { rows: mine, total: mine.length, ...(card ? { state: judged(rows, String(card)) } : {}) };
}

/** The host's states with overlays, computed once for each. */
function dressed(owner: Host, rows: Rows, waived: ReadonlyMap<string, string>): Host {
  let last: HostState | null = null;
  let shown: HostState | null = null;
  const state = (): HostState => {
    const now = owner.state();
    if (now === last && shown) return shown;
    last = now;
    const open = findingsOf(owner, rows).filter((one) => !waived.has(`${one.code} ${one.row}`));
    const count = (severity: string): number => open.filter((one) => one.severity === severity).length;
    const overlays = { evidence: evidenceMarks(owner, rows), checks: { error: count("error"), warning: count("warning"), note: count("note") } };
    shown = { ...now, overlays };
    return shown;
  };
  const edit = (ops: readonly Op[], label: string): void => {
    for (const op of ops) if (op.table === "evidence") observe(rows, op);
    owner.edit(ops, label);
  };
  return { ...owner, state, edit };
}

function observe(rows: Rows, op: Op): void {
  if (op.op === "insert") rows.set(op.id, op.row);
  if (op.op === "remove") rows.delete(op.id);
  if (op.op === "set") rows.set(op.id, { ...rows.get(op.id), [op.column]: op.value });
}
