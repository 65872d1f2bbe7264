/** Whether the page around is light or dark: JupyterLab and VS Code say so on the body, otherwise the system does. */

export interface ThemeWatch {
  now(): "light" | "dark";
  stop(): void;
}

export function watchTheme(changed: () => void): ThemeWatch {
  const system = globalThis.matchMedia?.("(prefers-color-scheme: dark)");
  const seen = new MutationObserver(changed);
  seen.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light", "data-vscode-theme-kind", "class"] });
  system?.addEventListener("change", changed);
  return {
    now: () => pageTheme(document.body, system?.matches === true),
    stop: () => {
      seen.disconnect();
      system?.removeEventListener("change", changed);
    },
  };
}

export function pageTheme(body: HTMLElement, systemDark: boolean): "light" | "dark" {
  const { jpThemeLight, vscodeThemeKind } = body.dataset;
  if (jpThemeLight !== undefined) return jpThemeLight === "false" ? "dark" : "light";
  if (vscodeThemeKind !== undefined) return /dark|high-contrast$/.test(vscodeThemeKind) ? "dark" : "light";
  return systemDark ? "dark" : "light";
}
