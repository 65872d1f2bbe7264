/** Puts a grid into an element: an open shadow root of its own, its styles, and what must be taken away again. */
import { render } from "preact";
import type { Host } from "../hosts/host";
import { control } from "./control";
import { Grid, measuresOf, type GridOptions } from "./grid";
import board from "./grid.css?inline";
import { guard } from "./listen";
import { overtaken } from "./mine";
import { selects } from "./selects";
import states from "./states.css?inline";
import { watchTheme } from "./theme";
import tokens from "./tokens.css?inline";

export interface ViewOptions extends Omit<GridOptions, "theme"> {
  theme: "auto" | "light" | "dark";
  /** Styles of a widget on the grid. */
  styles?: string;
}

export interface View {
  set(options: ViewOptions): void;
  destroy(): void;
}

/** Draws the host's document into `el`, at once. The host lives on when the view is destroyed. */
export function mount(el: HTMLElement, host: Host, first: ViewOptions): View {
  const holder = document.createElement("div");
  holder.setAttribute("data-cjm-host", "");
  const shadow = holder.attachShadow({ mode: "open" });
  const style = document.createElement("style");
  style.textContent = tokens + board + states + (first.styles ?? "");
  const place = document.createElement("div");
  shadow.append(style, place);
  el.append(holder);
  const ctl = control(host);
  let options = first;
  const draw = (): void => {
    const given: GridOptions = { ...options, theme: options.theme === "auto" ? theme.now() : options.theme };
    render(<Grid ctl={ctl} options={given} />, place);
  };
  const theme = watchTheme(() => draw());
  ctl.port.set(measuresOf(options));
  draw();
  const stops = [theme.stop, guard(holder), selects(ctl, holder), overtaken(ctl)];
  return {
    set(next) {
      options = next;
      draw();
    },
    destroy() {
      for (const stop of stops) stop();
      render(null, place);
      holder.remove();
    },
  };
}
