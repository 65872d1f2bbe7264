/** Tells the host which cells are selected, a moment after the cursor came to rest. */
import { selectedCells } from "./actions";
import type { Control } from "./control";

const REST = 150;
const MOST = 500;

export function selects(ctl: Control, holder: HTMLElement): () => void {
  let timer = 0;
  let last = "";
  const tell = (): void => {
    const cells = selectedCells(ctl).slice(0, MOST);
    const key = JSON.stringify(cells);
    if (key !== last) ctl.host.select(cells);
    last = key;
  };
  const later = (): void => {
    clearTimeout(timer);
    timer = window.setTimeout(tell, REST);
  };
  holder.shadowRoot?.addEventListener("focusin", later);
  holder.shadowRoot?.addEventListener("keyup", later);
  holder.shadowRoot?.addEventListener("pointerup", later);
  return () => clearTimeout(timer);
}
