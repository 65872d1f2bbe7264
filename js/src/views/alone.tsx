/** Puts a view that stands beside the grid into an element: a shadow root of its own, its styles, the theme, and what must be taken away again. */
import type { JSX } from "preact";
import { render } from "preact";
import { watchTheme } from "./theme";
import tokens from "./tokens.css?inline";

export interface Look {
  readonly height: string;
  readonly theme: "auto" | "light" | "dark";
  readonly language: string;
}

export type Drawn<T extends Look> = Omit<T, "theme"> & { readonly theme: "light" | "dark" };

export interface Alone<T extends Look> {
  set(options: T): void;
  destroy(): void;
}

/** Draws at once, and again whenever the options or the theme of the page change. */
export function alone<T extends Look>(el: HTMLElement, css: string, first: T, view: (options: Drawn<T>) => JSX.Element): Alone<T> {
  const holder = document.createElement("div");
  holder.setAttribute("data-cjm-host", "");
  const shadow = holder.attachShadow({ mode: "open" });
  const style = document.createElement("style");
  style.textContent = tokens + css;
  const place = document.createElement("div");
  shadow.append(style, place);
  el.append(holder);
  let options = first;
  const draw = (): void => render(view({ ...options, theme: options.theme === "auto" ? theme.now() : options.theme }), place);
  const theme = watchTheme(() => draw());
  draw();
  const stop = keepKeys(holder);
  return {
    set(next) {
      options = next;
      draw();
    },
    destroy() {
      theme.stop();
      stop();
      render(null, place);
      holder.remove();
    },
  };
}

const OWN = new Set(["z", "y", "c", "x", "v", "a", "enter"]);

/** JupyterLab hears keys outside the shadow root and cannot see that a field has the focus; commands such as saving go on. */
function keepKeys(holder: HTMLElement): () => void {
  const stop = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || OWN.has(event.key.toLowerCase())) event.stopPropagation();
  };
  holder.addEventListener("keydown", stop);
  return () => holder.removeEventListener("keydown", stop);
}
