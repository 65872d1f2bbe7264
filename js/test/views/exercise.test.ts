import { afterEach, describe, expect, it } from "vitest";
import type { Host } from "../../src/hosts/host";
import { memoryHost } from "../../src/hosts/memory";
import type { Alone, Look } from "../../src/views/alone";
import { mount } from "../../src/views/exercise/mount";
import type { Mark, Told } from "../../src/views/exercise/told";
import { journey } from "./journey";

const HOSTILE = "<img src=x onerror=alert(1)>";
const mark = (says: string, met: boolean, read = false): Mark => ({ says, met, points: met ? 1 : 0.5, of: 1, reason: "1 of 4", read });
const base: Told = {
  id: "one", title: `Name the stages ${HOSTILE}`, task: "Read.\nThen name them.", minutes: 10, points: 3, hints: ["First"], more: 2,
  questions: [
    { id: "side", text: "Whose words?", kind: "choice", options: ["theirs", "ours"], many: false, said: null, why: "" },
    { id: "both", text: "Which two?", kind: "choice", options: ["a", "b", "c"], many: true, said: ["a"], why: "" },
    { id: "why", text: "Why?", kind: "text", options: [], many: false, said: "Because", why: "" },
    { id: "n", text: "How many?", kind: "number", options: [], many: false, said: null, why: "" },
  ],
  rules: [{ says: `Name four ${HOSTILE}`, points: 1 }], marks: null, old: false,
};
const asked: [string, unknown][] = [];
let view: Alone<Look>;
let place: HTMLElement;

function start(told: unknown, run?: () => Promise<unknown>): void {
  asked.length = 0;
  place = document.body.appendChild(document.createElement("div"));
  const host: Host = memoryHost(journey(2), { overlays: { exercise: told }, run: (verb, args) => (asked.push([verb, { ...args }]), run?.() ?? Promise.resolve(null)) });
  view = mount(place, host, { height: "", theme: "light", language: "en" });
}

afterEach(() => {
  view.destroy();
  place.remove();
});

const shadow = (): ShadowRoot => place.firstElementChild?.shadowRoot as ShadowRoot;
const all = <T extends Element = HTMLElement>(selector: string): T[] => [...shadow().querySelectorAll<T>(selector)];
const one = <T extends Element = HTMLElement>(selector: string): T => {
  const found = shadow().querySelector<T>(selector);
  if (!found) throw new Error(`nothing is ${selector}`);
  return found;
};
const wait = (ms = 20): Promise<void> => new Promise((done) => setTimeout(done, ms));

describe("an exercise", () => {
  it("shows its texts as texts, and only the hints that are open", () => {
    start(base);
    expect(all("img")).toEqual([]);
    expect(one("h2").textContent).toContain("<img");
    expect(all(".task").map((line) => line.textContent)).toEqual(["Read.", "Then name them."]);
    expect(all(".hints li").map((hint) => hint.textContent)).toEqual(["First"]);
    expect(one("[data-hint]").textContent).toBe("Show a hint (2 left)");
  });

  it("tells how far the handout is, where it has more than one exercise", () => {
    start({ ...base, progress: { met: 2, of: 3 } });
    expect(one("[data-progress]").textContent).toBe("2 of 3 exercises of this handout are met.");
    expect(all(".course i.full").length).toBe(2);
    start({ ...base, progress: null });
    expect(all("[data-progress]")).toEqual([]);
  });

  it("asks for a hint, and for a check once until it is answered", async () => {
    start(base, () => wait(60));
    one<HTMLButtonElement>("[data-hint]").click();
    const check = one<HTMLButtonElement>("[data-check]");
    check.click();
    check.click();
    await wait(20);
    expect(check.disabled).toBe(true);
    check.click();
    await wait(120);
    expect(asked.map(([verb]) => verb)).toEqual(["exercise_hint", "exercise_check"]);
    expect(check.disabled).toBe(false);
  });

  it("tells choices, one or many, and words when the field is left", async () => {
    start(base);
    const [first] = all<HTMLInputElement>("[data-question=side] input");
    first?.click();
    all<HTMLInputElement>("[data-question=both] input")[2]?.click();
    const field = one<HTMLTextAreaElement>("textarea");
    expect(field.value).toBe("Because");
    field.value = "Because of them";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await wait();
    expect(asked).toHaveLength(2);
    field.dispatchEvent(new FocusEvent("blur"));
    await wait();
    expect(asked).toEqual([
      ["exercise_say", { question: "side", value: "theirs" }],
      ["exercise_say", { question: "both", value: ["a", "c"] }],
      ["exercise_say", { question: "why", value: "Because of them" }],
    ]);
  });

  it("says what is met and what is missing in words, and what a person reads", () => {
    start({ ...base, marks: [mark("Four stages", true), mark("Goals", false), mark("Says why", false, true)], old: true });
    expect(all("[data-met] .state").map((state) => state.textContent)).toEqual(["met", "missing", "missing"]);
    expect(one("[data-result]").textContent).toContain("1 of 3 met, 2 of 3 points.");
    expect(one("[data-result]").textContent).toContain("Something changed since.");
    expect(all("small").map((small) => small.textContent)).toContain("A person reads this answer; the points are a suggestion.");
  });

  it("says why a check did not work", async () => {
    start(base, () => Promise.reject(new Error("no kernel")));
    one<HTMLButtonElement>("[data-check]").click();
    await wait();
    expect(one("[role=alert]").textContent).toContain("no kernel");
    expect(one<HTMLButtonElement>("[data-check]").disabled).toBe(false);
  });

  it("waits where nothing was told, or what was told does not fit", () => {
    start({ title: 3 });
    expect(one(".empty").textContent).toContain("as soon as Python answers");
  });
});
