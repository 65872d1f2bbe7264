/** What every widget beside the grid shares: a host for a model, a view for an element, and traits that are handed on. */
import type { Host } from "../hosts/host";
import { kernelHost } from "../hosts/kernel";
import type { Alone, Look } from "../views/alone";
import { channelOf, type WidgetModel } from "./channel";

export interface Door {
  initialize(context: { model: WidgetModel }): () => void;
  render(context: { model: WidgetModel; el: HTMLElement }): () => void;
}

/** An anywidget module; `read` gives the options that the named traits say. */
export function widget<T extends Look>(mount: (el: HTMLElement, host: Host, options: T) => Alone<T>, traits: readonly string[], read: (model: WidgetModel) => T, made = (model: WidgetModel): Host => kernelHost(channelOf(model))): Door {
  const hosts = new WeakMap<WidgetModel, Host>();
  const hostOf = (model: WidgetModel): Host => {
    const host = hosts.get(model) ?? made(model);
    hosts.set(model, host);
    return host;
  };
  return {
    initialize({ model }) {
      const host = hostOf(model);
      return () => {
        hosts.delete(model);
        host.destroy();
      };
    },
    render: ({ model, el }) => follow(model, traits, mount(el, hostOf(model), read(model)), read),
  };
}

/** Hands changed traits to a view until both are taken away. */
export function follow<T extends Look>(model: WidgetModel, traits: readonly string[], view: Alone<T>, read: (model: WidgetModel) => T): () => void {
  const changed = (): void => view.set(read(model));
  for (const name of traits) model.on(`change:${name}`, changed);
  return () => {
    for (const name of traits) model.off(`change:${name}`, changed);
    view.destroy();
  };
}

export const LOOK = ["height", "theme", "language"] as const;

export function lookOf(model: WidgetModel): Look {
  const theme = model.get("theme");
  return { height: textOf(model, "height"), theme: theme === "light" || theme === "dark" ? theme : "auto", language: textOf(model, "language") };
}

export function textOf(model: WidgetModel, name: string): string {
  const value = model.get(name);
  return typeof value === "string" ? value : "";
}
