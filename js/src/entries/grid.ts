/** The door for a notebook: an anywidget module. It wires the widget's model to a host and the host to a view, and knows nothing else. */
import type { Host } from "../hosts/host";
import { kernelHost } from "../hosts/kernel";
import { mount, type ViewOptions } from "../views/mount";
import { channelOf, type WidgetModel } from "./channel";

interface InitContext { model: WidgetModel }
interface RenderContext { model: WidgetModel; el: HTMLElement }

/** One host per model, whatever the number of its views. The module is evaluated per widget, so this is not page-wide state. */
const hosts = new WeakMap<WidgetModel, Host>();

function hostOf(model: WidgetModel): Host {
  const known = hosts.get(model);
  if (known) return known;
  const host = kernelHost(channelOf(model));
  hosts.set(model, host);
  return host;
}

function initialize({ model }: InitContext): () => void {
  const host = hostOf(model);
  return () => {
    hosts.delete(model);
    host.destroy();
  };
}

export const traits = ["height", "zoom", "theme", "language", "half"] as const;

export function options(model: WidgetModel): ViewOptions {
  const [height, zoom, theme, language, half] = traits.map((name) => model.get(name));
  return {
    height: typeof height === "string" ? height : "",
    zoom: typeof zoom === "number" && zoom > 0 ? zoom : 1,
    theme: theme === "light" || theme === "dark" ? theme : "auto",
    language: typeof language === "string" ? language : "",
    half: half === "customer" || half === "provider" ? half : "both",
  };
}

function render({ model, el }: RenderContext): () => void {
  const view = mount(el, hostOf(model), options(model));
  const changed = (): void => view.set(options(model));
  for (const name of traits) model.on(`change:${name}`, changed);
  return () => {
    for (const name of traits) model.off(`change:${name}`, changed);
    view.destroy();
  };
}

export default { initialize, render };
