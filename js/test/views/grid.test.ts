import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Host } from "../../src/hosts/host";
import { memoryHost } from "../../src/hosts/memory";
import { mount, type View } from "../../src/views/mount";
import { journey } from "./journey";

const options = { height: "", zoom: 1, theme: "light" as const, language: "en" };

let place: HTMLElement;
let host: Host;
let view: View;

function start(steps = 4, readonly = false): void {
  place = document.body.appendChild(document.createElement("div"));
  host = memoryHost(journey(steps), { readonly });
  view = mount(place, host, options);
}

const shadow = (): ShadowRoot => place.firstElementChild?.shadowRoot as ShadowRoot;
const all = (selector: string): HTMLElement[] => [...shadow().querySelectorAll<HTMLElement>(selector)];
const one = (selector: string): HTMLElement => {
  const found = shadow().querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`nothing is ${selector}`);
  return found;
};
const cell = (lane: string, step: string): HTMLElement => one(`.cell[data-lane="${lane}"][data-step="${step}"]`);
const drawn = (): Promise<void> => new Promise((done) => setTimeout(done, 30));
const at = (table: "steps" | "cards" | "lanes" | "stages", id: string, column: string): unknown => host.state().doc.tables[table].rows.get(id)?.[column] ?? null;

async function press(key: string, more: KeyboardEventInit = {}): Promise<void> {
  (shadow().activeElement ?? one(".cjm")).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true, ...more }));
  await drawn();
}

async function write(text: string): Promise<void> {
  const field = shadow().activeElement as HTMLTextAreaElement;
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await drawn();
}

beforeEach(() => start());
afterEach(() => {
  view.destroy();
  place.remove();
});

describe("a first look", () => {
  it("is a grid with its counts, heads and one tab stop", () => {
    const grid = one("[role=grid]");
    expect(grid.getAttribute("aria-rowcount")).toBe("9");
    expect(grid.getAttribute("aria-colcount")).toBe("5");
    expect(all("[role=columnheader][data-step]").map((head) => head.querySelector(".name")?.textContent)).toEqual(["Step 0", "Step 1", "Step 2", "Step 3"]);
    expect(all("[role=rowheader][data-lane]")).toHaveLength(7);
    expect(all('.scroll [tabindex="0"]')).toHaveLength(1);
  });

  it("shows markup in a card as the text it is", () => {
    expect(cell("pains", "s0").textContent).toContain("<b>Dear</b>");
    expect(cell("pains", "s0").querySelector("b")).toBeNull();
  });

  it("leaves a gap in the curve where a value is missing", () => {
    expect((one(".spark .line").getAttribute("d") ?? "").match(/M/g)).toHaveLength(2);
    expect(cell("emotion", "s1").querySelector("[data-point]")).toBeNull();
  });

  it("draws a line where the side of the service changes", () => {
    expect(all(".rule").map((rule) => rule.textContent)).toEqual(["Line of interaction"]);
  });

  it("takes everything away again", () => {
    view.destroy();
    expect(place.childElementCount).toBe(0);
    expect(() => host.edit([{ op: "set", table: "steps", id: "s0", column: "count", value: 5 }], "x")).not.toThrow();
  });
});

describe("editing", () => {
  it("keeps a text once, though the field also loses the focus", async () => {
    cell("actions", "s0").focus();
    await press("Enter");
    await write("Looks around");
    const field = shadow().activeElement as HTMLElement;
    let edits = 0;
    const stop = host.subscribe(() => edits++);
    await press("Enter");
    field.dispatchEvent(new FocusEvent("blur"));
    stop();
    expect(at("steps", "s0", "actions")).toBe("Looks around");
    expect(edits).toBe(1);
    expect(shadow().activeElement).toBe(cell("actions", "s0"));
  });

  it("gives up on Escape", async () => {
    cell("actions", "s0").focus();
    await press("F2");
    await write("Nonsense");
    await press("Escape");
    expect(at("steps", "s0", "actions")).toBe("Does 0");
  });

  it("does not take an Enter that ends a composition", async () => {
    cell("actions", "s0").focus();
    await press("F2");
    await write("にほ");
    await press("Enter", { isComposing: true });
    expect((shadow().activeElement as HTMLElement).tagName).toBe("TEXTAREA");
  });

  it("opens with what was typed, and Tab goes right", async () => {
    cell("count", "s1").focus();
    await press("7");
    expect((shadow().activeElement as HTMLInputElement).value).toBe("7");
    await press("Tab");
    expect(at("steps", "s1", "count")).toBe(7);
    expect((shadow().activeElement as HTMLElement).dataset.step).toBe("s2");
  });

  it("says under the field when the cell changed meanwhile, and loses nothing", async () => {
    cell("actions", "s0").focus();
    await press("F2");
    await write("Mine");
    host.edit([{ op: "set", table: "steps", id: "s0", column: "actions", value: "Theirs" }], "other");
    await drawn();
    expect(one(".edit .hint").textContent).toContain("Theirs");
    expect((shadow().activeElement as HTMLTextAreaElement).value).toBe("Mine");
    await press("Enter");
    expect(at("steps", "s0", "actions")).toBe("Mine");
  });

  it("keeps what was typed where its step went away", async () => {
    cell("actions", "s3").focus();
    await press("F2");
    await write("Dear words");
    host.edit([{ op: "remove", table: "steps", id: "s3" }], "other");
    await drawn();
    expect(one(".say.warning").textContent).toContain("Dear words");
  });

  it("shows a refusal where it was typed, and leaves it on request", async () => {
    cell("count", "s1").focus();
    await press("x");
    await press("Enter");
    expect(cell("count", "s1").querySelector("[data-refused]")?.textContent).toContain("x");
    expect(at("steps", "s1", "count")).toBe(10);
    (cell("count", "s1").querySelectorAll("button.link")[1] as HTMLElement).click();
    await drawn();
    expect(all("[data-refused]")).toHaveLength(0);
  });

  it("turns a flag with Space and moves the point with Alt and an arrow", async () => {
    cell("ok", "s1").focus();
    await press(" ");
    expect(at("steps", "s1", "ok")).toBe(true);
    cell("emotion", "s0").focus();
    await press("ArrowUp", { altKey: true });
    expect(at("steps", "s0", "emotion")).toBe(-0.9);
  });

  it("chooses from a list, and adds an unknown text only on purpose", async () => {
    cell("channel", "s0").focus();
    await press("Enter");
    await write("ap");
    expect(all("[role=option]").map((option) => option.textContent)).toEqual(["app", "Add “ap”"]);
    await press("Enter");
    expect(at("steps", "s0", "channel")).toBe("app");
  });

  it("does not open a lane that is read-only, and says so", async () => {
    cell("fixed", "s0").focus();
    await press("Enter");
    expect(all("textarea,input")).toHaveLength(0);
    expect(one("[data-said]").textContent).toContain("cannot be edited");
  });

  it("offers nothing to edit with where the map is read-only", async () => {
    view.destroy();
    place.remove();
    start(4, true);
    cell("actions", "s0").focus();
    await press("Enter");
    await press("q");
    expect(all("textarea,input,[data-grip],[data-handle]")).toHaveLength(0);
    expect(all("button").map((button) => button.getAttribute("aria-label"))).not.toContain("Undo");
  });
});

describe("moving about", () => {
  it("reaches each card of a cell before it leaves it", async () => {
    cell("actions", "s0").focus();
    const path: (string | undefined)[] = [];
    for (let i = 0; i < 3; i++) {
      await press("ArrowDown");
      const now = shadow().activeElement as HTMLElement;
      path.push(now.dataset.card ?? now.dataset.lane);
    }
    expect(path).toEqual(["c1", "c2", "emotion"]);
  });

  it("moves a card between cells and undoes it in one step", async () => {
    cell("pains", "s0").querySelector<HTMLElement>("[data-card=c1]")?.focus();
    await press("ArrowRight", { altKey: true });
    expect(at("cards", "c1", "step")).toBe("s1");
    await press("z", { ctrlKey: true });
    expect(at("cards", "c1", "step")).toBe("s0");
  });

  it("stays on its step when a step is put in front", async () => {
    cell("count", "s2").focus();
    host.edit([{ op: "insert", table: "steps", id: "fresh", row: { name: "Fresh", stage: "find" }, before: "s0" }], "other");
    await drawn();
    expect((shadow().activeElement as HTMLElement).dataset.step).toBe("s2");
    await press("ArrowLeft");
    expect((shadow().activeElement as HTMLElement).dataset.step).toBe("s1");
  });

  it("selects a rectangle with Shift, and Escape lets it go", async () => {
    cell("count", "s0").focus();
    await press("ArrowRight", { shiftKey: true });
    await press("ArrowDown", { shiftKey: true });
    expect(all('.cell[aria-selected="true"]')).toHaveLength(4);
    await press("Escape");
    expect(all('.cell[aria-selected="true"]')).toHaveLength(0);
  });

  it("folds a stage and opens it again", async () => {
    const fold = (): HTMLElement => one("[data-stage=find] .fold");
    fold().click();
    await drawn();
    expect(fold().getAttribute("aria-expanded")).toBe("false");
    expect(all('.step[data-step="s0"]')).toHaveLength(0);
    fold().click();
    await drawn();
    expect(all('.step[data-step="s0"]')).toHaveLength(1);
  });
});

describe("the notebook around", () => {
  it("hears nothing of plain keys or of the grid's own commands, but may save", async () => {
    const heard: string[] = [];
    const listen = (event: KeyboardEvent): void => void heard.push(event.key);
    document.addEventListener("keydown", listen);
    cell("count", "s0").focus();
    for (const key of ["b", "Escape"]) await press(key);
    for (const key of ["z", "c", "s"]) await press(key, { ctrlKey: true });
    document.removeEventListener("keydown", listen);
    expect(heard).toEqual(["s"]);
  });
});

describe("a large map", () => {
  it("draws only the columns in view", () => {
    view.destroy();
    place.remove();
    start(5000);
    expect(one("[role=grid]").getAttribute("aria-colcount")).toBe("5001");
    expect(all(".cell").length).toBeLessThan(7 * 14);
  });
});

describe("two views of one document", () => {
  it("both show an edit of either, and one may go", async () => {
    const other = document.body.appendChild(document.createElement("div"));
    const second = mount(other, host, options);
    host.edit([{ op: "set", table: "cards", id: "c1", column: "text", value: "Slower" }], "edit");
    await drawn();
    expect(cell("pains", "s0").textContent).toContain("Slower");
    expect(other.firstElementChild?.shadowRoot?.querySelector(".board")?.textContent).toContain("Slower");
    second.destroy();
    host.undo();
    await drawn();
    expect(cell("pains", "s0").textContent).not.toContain("Slower");
    other.remove();
  });
});

describe("one changed cell", () => {
  it("is the only one drawn again", async () => {
    const touched: Node[] = [];
    const watch = new MutationObserver((records) => touched.push(...records.map((record) => record.target)));
    watch.observe(one(".body"), { subtree: true, childList: true, characterData: true, attributes: true });
    host.edit([{ op: "set", table: "steps", id: "s2", column: "count", value: 77 }], "edit");
    await drawn();
    watch.disconnect();
    const cells = new Set(touched.map((node) => (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>(".cell")?.dataset));
    expect([...cells].map((data) => `${data?.lane} ${data?.step}`).sort()).toEqual(["count s2", "fixed s2"]);
  });
});
