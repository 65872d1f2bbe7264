import { afterEach, describe, expect, it } from "vitest";
import { memoryHost } from "../../../src/hosts/memory";
import { marksOf } from "../../../src/views/marks";
import { mount } from "../../../src/views/mount";
import { journey } from "../journey";

const diff = {
  cells: { "s0\0pains": ["＋ added: Slow", "✎ re-worded: <b>Dear</b>"], "s0\0emotion": ["↕ re-scored"], "gone\0pains": ["＋ added: Nowhere"] },
  heads: { "steps\0s2": ["⇄ moved"], "steps\0s1": ["✎ re-worded"] },
};
const options = { height: "", zoom: 1, theme: "light" as const, language: "en" };

afterEach(() => document.body.replaceChildren());

describe("the differences from another version", () => {
  it("stand on the cells and steps they are of, in shape and word", () => {
    const el = document.body.appendChild(document.createElement("div"));
    const view = mount(el, memoryHost(journey(), { overlays: { diff } }), options);
    const said = (selector: string): string[] => [...(el.firstElementChild?.shadowRoot?.querySelectorAll(`${selector} [data-diff]`) ?? [])].map((one) => (one.textContent ?? "").trim());
    expect(said('.cell[data-lane="pains"][data-step="s0"]')).toEqual(["＋ added: Slow", "✎ re-worded: <b>Dear</b>"]);
    expect(said('.cell[data-lane="emotion"][data-step="s0"]')).toEqual(["↕ re-scored"]);
    expect(said('.step[data-step="s2"]')).toEqual(["⇄ moved"]);
    expect(said('.step[data-step="s1"]')).toEqual(["✎ re-worded"]);
    expect(said(".board")).toHaveLength(5);
    view.destroy();
  });

  it("leave no mark where there are none", () => expect(marksOf(memoryHost(journey()).state(), 0).size).toBe(0));
});
