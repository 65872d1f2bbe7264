/** In the title bar: today, both or the future; and what a point is worth, on or off. */
import { made } from "./marks";
import type { Mode } from "./told";
import { words } from "./words";

export interface Switch {
  show(now: { mode: Mode | null; worth: boolean | null }): void;
  destroy(): void;
}

interface Acts {
  choose(mode: Mode): void;
  worth(on: boolean): void;
  /** Takes the focus where what had it goes away. */
  leave(): void;
}

let names = 0;

/** Stands before the bar's tools; what is null is not offered. */
export function modeSwitch(tools: Element, acts: Acts): Switch {
  const place = made("div", "fu-tools");
  const note = made("span", "size fu-note");
  note.setAttribute("role", "status");
  note.title = words.editsTodayLong;
  const modes = radios(acts.choose);
  const worth = toggle(acts.worth);
  place.append(note, modes, worth);
  tools.before(place);
  return {
    show({ mode, worth: on }) {
      const focused = place.contains((place.getRootNode() as ShadowRoot).activeElement);
      modes.hidden = mode === null;
      worth.hidden = on === null;
      for (const one of modes.querySelectorAll("input")) one.checked = one.value === mode;
      worth.setAttribute("aria-pressed", String(on === true));
      const text = mode === "future" ? words.editsToday : "";
      if (note.textContent !== text) note.textContent = text;
      if (focused && !(place.getRootNode() as ShadowRoot).activeElement?.checkVisibility()) acts.leave();
    },
    destroy: () => place.remove(),
  };
}

/** Native radio buttons drawn as one bar of words: arrow keys choose. */
function radios(choose: Acts["choose"]): HTMLElement {
  const set = made("fieldset", "fu-seg", made("legend", "out", words.shown));
  const name = `future-${++names}`;
  for (const mode of Object.keys(words.modes) as Mode[]) {
    const input = document.createElement("input");
    Object.assign(input, { type: "radio", name, value: mode });
    input.addEventListener("change", () => choose(mode));
    const label = made("label", "", input, made("span", "", words.modes[mode]));
    label.title = words.modesLong[mode];
    set.append(label);
  }
  return set;
}

function toggle(turn: Acts["worth"]): HTMLElement {
  const button = made("button", "btn", words.worth);
  button.setAttribute("type", "button");
  button.title = words.worthLong;
  button.dataset["worth"] = "";
  button.addEventListener("click", () => turn(button.getAttribute("aria-pressed") !== "true"));
  return button;
}
