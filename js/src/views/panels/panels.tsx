/** The panels beside the board: of a row, of a cell, of the whole map. They know the host and their port, nothing of the grid. */
import { render, type JSX } from "preact";
import { useMemo } from "preact/hooks";
import { useWatched } from "../store";
import css from "./panels.css?inline";
import type { PanelPort, Panels, Shown } from "./port";
import { CellPanel, RowPanel } from "./row";
import { WholePanel } from "./whole";

function Panel({ port, shown }: { port: PanelPort; shown: Shown }): JSX.Element {
  const owner = useMemo(() => ({ get: () => port.host.state(), subscribe: (tell: () => void) => port.host.subscribe(tell) }), [port]);
  const state = useWatched(owner);
  if (shown.what === "checks") return <WholePanel port={port} state={state} shown={shown} />;
  if (shown.what === "cell") return <CellPanel key={`${shown.step} ${shown.lane}`} port={port} state={state} shown={shown} />;
  return <RowPanel key={`${shown.table} ${shown.id}`} port={port} state={state} shown={shown} />;
}

/** Draws panels into a place, their styles with them. */
export function open(place: HTMLElement, port: PanelPort): Panels {
  const style = document.createElement("style");
  style.textContent = css;
  const root = document.createElement("div");
  root.className = "pn-root";
  place.append(style, root);
  return {
    show: (shown) => render(<Panel port={port} shown={shown} />, root),
    destroy() {
      render(null, root);
      style.remove();
      root.remove();
    },
  };
}
