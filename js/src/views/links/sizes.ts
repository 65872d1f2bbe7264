/** Hears of whatever moves cards without the board being drawn anew: rows that grow, fonts that come, the window. */
import type { Control } from "../control";

export function sizes(ctl: Control, tell: () => void): () => void {
  const seen = new Set<Element>();
  const sized = new ResizeObserver(tell);
  const follow = (): void => {
    const now = new Set<Element>(ctl.scroll?.querySelectorAll(".board,.body>.row") ?? []);
    for (const old of seen) if (!now.has(old)) sized.unobserve(old);
    for (const one of now) if (!seen.has(one)) sized.observe(one);
    seen.clear();
    for (const one of now) seen.add(one);
  };
  const changed = new MutationObserver(() => {
    follow();
    tell();
  });
  const body = ctl.scroll?.querySelector(".body");
  // Rows come and go, cells open editors: neither need change a row's size.
  if (body) changed.observe(body, { childList: true, subtree: true, characterData: true });
  follow();
  document.fonts?.addEventListener("loadingdone", tell);
  return () => {
    sized.disconnect();
    changed.disconnect();
    document.fonts?.removeEventListener("loadingdone", tell);
  };
}
