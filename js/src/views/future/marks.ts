/** Elements put into the grid's own, kept as long as what they say stays: each has a key, and a text that changes when it does. */

interface Kept {
  readonly element: Element;
  readonly parent: Element;
  readonly text: string;
}

export interface Marks {
  /** Puts an element into a parent unless it is there already; `place` says where, at the end where nothing is said. */
  put(key: string, parent: Element, text: string, make: () => Element, place?: (element: Element) => void): void;
  /** Takes away whatever was not put since the last sweep. */
  sweep(): void;
}

export function marks(): Marks {
  let before = new Map<string, Kept>();
  let now = new Map<string, Kept>();
  return {
    put(key, parent, text, make, place = (element) => parent.append(element)) {
      const known = before.get(key);
      const stays = known?.text === text && known.parent === parent && parent.contains(known.element);
      const element = stays ? known.element : make();
      if (!stays) {
        known?.element.remove();
        place(element);
      }
      now.set(key, { element, parent, text });
    },
    sweep() {
      for (const [key, { element }] of before) if (!now.has(key)) element.remove();
      [before, now] = [now, new Map()];
    },
  };
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

/** An element with a class and text or elements in it; never HTML. */
export function made(name: string, className: string, ...inside: (string | Node)[]): HTMLElement {
  const element = document.createElement(name);
  element.className = className;
  element.append(...inside);
  return element;
}

/** What is only seen, in the direction of its own words; and what is only heard. */
export function seen(className: string, ...inside: (string | Node)[]): HTMLElement {
  const element = made("span", className, ...inside);
  element.setAttribute("aria-hidden", "true");
  element.dir = "auto";
  return element;
}

export const heard = (text: string): HTMLElement => made("span", "out", ` ${text} `);
