import { afterEach, describe, expect, it } from "vitest";
import entry from "../../src/entries/grid";
import { aliveness, type WidgetModel } from "../../src/entries/channel";
import { journey } from "./journey";

/** A widget's model as anywidget gives it, with what was sent kept to look at. */
function fakeModel(traits: Record<string, unknown> = {}): WidgetModel & { sent: Record<string, unknown>[]; tell(event: string, ...args: unknown[]): void; heard(): number } {
  const listeners = new Map<string, Set<(...args: never[]) => void>>();
  const sent: Record<string, unknown>[] = [];
  const start = JSON.stringify({ type: "open", n: 0, rev: 1, seen: {}, doc: journey(), undo: false, redo: false, for: null });
  const values: Record<string, unknown> = { _start: start, readonly: false, height: "", zoom: 1, theme: "auto", language: "", ...traits };
  return {
    sent,
    get: (name) => values[name],
    on: (event, handler) => void listeners.set(event, (listeners.get(event) ?? new Set()).add(handler)),
    off: (event, handler) => void listeners.get(event)?.delete(handler),
    send: (content) => void sent.push(content as Record<string, unknown>),
    tell: (event, ...args) => listeners.get(event)?.forEach((handler) => (handler as (...given: unknown[]) => void)(...args)),
    heard: () => [...listeners.values()].reduce((sum, set) => sum + set.size, 0),
  };
}

const place = (): HTMLElement => document.body.appendChild(document.createElement("div"));
const textOf = (el: HTMLElement): string => el.firstElementChild?.shadowRoot?.querySelector(".cjm")?.textContent ?? "";
const drawn = (): Promise<void> => new Promise((done) => setTimeout(done, 30));

afterEach(() => document.body.replaceChildren());

describe("the widget's door", () => {
  it("paints from the first state, before any message", () => {
    const model = fakeModel();
    const el = place();
    const stop = entry.initialize({ model });
    const gone = entry.render({ model, el });
    expect(textOf(el)).toContain("Step 0");
    gone();
    stop();
  });

  it("draws two views of one model from one host", async () => {
    const model = fakeModel();
    const stop = entry.initialize({ model });
    const [a, b] = [place(), place()];
    const gone = [entry.render({ model, el: a }), entry.render({ model, el: b })];
    model.tell("msg:custom", { type: "edits", n: 1, rev: 2, seen: {}, source: "python", browser: null, undo: true, redo: false, label: "", ops: [{ op: "set", table: "cards", id: "c1", column: "text", value: "From Python", at: 0 }] });
    await drawn();
    expect([textOf(a), textOf(b)].every((text) => text.includes("From Python"))).toBe(true);
    expect(model.sent.filter((message) => message["type"] === "edit")).toHaveLength(0);
    gone.forEach((one) => one());
    stop();
  });

  it("keeps two instances apart", async () => {
    const [one, two] = [fakeModel(), fakeModel()];
    const [a, b] = [place(), place()];
    const stops = [entry.initialize({ model: one }), entry.initialize({ model: two }), entry.render({ model: one, el: a }), entry.render({ model: two, el: b })];
    one.tell("msg:custom", { type: "edits", n: 1, rev: 2, seen: {}, source: "python", browser: null, undo: true, redo: false, label: "", ops: [{ op: "set", table: "cards", id: "c1", column: "text", value: "Only here" }] });
    await drawn();
    expect(textOf(a)).toContain("Only here");
    expect(textOf(b)).not.toContain("Only here");
    stops.reverse().forEach((stop) => stop());
  });

  it("leaves no listener behind", () => {
    const model = fakeModel();
    const stop = entry.initialize({ model });
    const el = place();
    entry.render({ model, el })();
    stop();
    expect(model.heard()).toBe(0);
    expect(el.childElementCount).toBe(0);
  });

  it("follows the theme and the size that Python sets", async () => {
    const model = fakeModel({ theme: "dark", zoom: 2 });
    const stop = entry.initialize({ model });
    const el = place();
    const gone = entry.render({ model, el });
    const root = el.firstElementChild?.shadowRoot?.querySelector<HTMLElement>(".cjm");
    expect(root?.dataset["theme"]).toBe("dark");
    expect(root?.style.getPropertyValue("--zoom")).toBe("2");
    gone();
    stop();
  });
});

describe("a kernel", () => {
  it("is live where nothing is known of it, and gone where its connection is", () => {
    expect(aliveness(null)).toBe("live");
    expect(aliveness({ status: "busy" })).toBe("busy");
    expect(aliveness({ status: "idle", connectionStatus: "disconnected" })).toBe("gone");
    expect(aliveness({ status: "dead" })).toBe("gone");
  });
});
