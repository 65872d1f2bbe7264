/** A widget's model as the channel a kernel host speaks through. It knows what anywidget and JupyterLab's comm offer, not what is said. */
import type { Channel } from "../hosts/kernel";

type Handler = (...args: never[]) => void;

export interface WidgetModel {
  get(name: string): unknown;
  on(event: string, handler: Handler): void;
  off(event: string, handler: Handler): void;
  send(content: unknown): void;
  set?(name: string, value: unknown): void;
  save_changes?(): void;
  widget_manager?: unknown;
}

interface Signal {
  connect(slot: () => void): void;
  disconnect(slot: () => void): void;
}

/** What of JupyterLab's kernel connection is looked at; other front ends have none of it. */
interface Kernel {
  status?: string;
  connectionStatus?: string;
  isDisposed?: boolean;
  statusChanged?: Signal;
  connectionStatusChanged?: Signal;
  disposed?: Signal;
}

export function channelOf(model: WidgetModel): Channel {
  const heard = (event: string, fn: Handler): (() => void) => {
    model.on(event, fn);
    return () => model.off(event, fn);
  };
  const life = lifeOf(model, heard);
  return {
    send: (message) => model.send(message),
    onMessage: (fn) => heard("msg:custom", ((message: unknown) => fn(message)) as Handler),
    start: () => textOf(model.get("_start")),
    readonly: () => model.get("readonly") === true,
    onReadonly: (fn) => heard("change:readonly", fn),
    ...life,
    store: storage(),
    storeKey: keyOf(textOf(model.get("_start"))),
  };
}

const textOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

function kernelOf(model: WidgetModel): Kernel | null {
  const manager = model.widget_manager as { kernel?: Kernel | null } | undefined;
  return manager?.kernel ?? null;
}

/** A kernel that was there and is there no more will not answer, nor will one whose comm the front end gave up. */
function lifeOf(model: WidgetModel, heard: (event: string, fn: Handler) => () => void): Pick<Channel, "alive" | "onAlive"> {
  const first = kernelOf(model);
  let parted = false;
  return {
    alive: () => (parted || (first && kernelOf(model) !== first) ? "gone" : aliveness(first)),
    onAlive(fn) {
      const part = (): void => {
        parted = true;
        fn();
      };
      const stops = [heard("comm_live_update", part), follow(first, fn)];
      return () => stops.forEach((stop) => stop());
    },
  };
}

export function aliveness(kernel: Kernel | null): "live" | "busy" | "gone" {
  if (!kernel) return "live";
  if (kernel.isDisposed || kernel.status === "dead" || kernel.status === "terminating" || kernel.connectionStatus === "disconnected") return "gone";
  return kernel.status === "busy" ? "busy" : "live";
}

function follow(kernel: Kernel | null, fn: () => void): () => void {
  const signals = [kernel?.statusChanged, kernel?.connectionStatusChanged, kernel?.disposed].filter((one): one is Signal => one !== undefined);
  for (const signal of signals) signal.connect(fn);
  return () => {
    for (const signal of signals) signal.disconnect(fn);
  };
}

/** The storage of this tab, where the browser allows it. */
function storage(): Storage | undefined {
  try {
    return globalThis.sessionStorage ?? undefined;
  } catch {
    return undefined;
  }
}

/** Edits that never reached Python are kept under the page, the title and the lanes: what is the same when the cell is run again. */
function keyOf(start: string | null): string | undefined {
  if (start === null) return undefined;
  try {
    const { title, tables } = (JSON.parse(start) as { doc: { title: string; tables: { lanes: { rows: unknown[][] } } } }).doc;
    const lanes = tables.lanes.rows.map((row) => row[1]).join(",");
    return `cjm:${globalThis.location?.pathname ?? ""}:${title}:${lanes}`;
  } catch {
    return undefined;
  }
}
