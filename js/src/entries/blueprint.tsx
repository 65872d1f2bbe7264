/** The door of the service blueprint for a notebook: the grid on a host that shows the map as a blueprint. */
import type { Host } from "../hosts/host";
import { groupedHost, type Drawing, type Drawings } from "../hosts/grouped";
import { kernelHost } from "../hosts/kernel";
import { arranged } from "../model/blueprint";
import { rowsOf } from "../model/document";
import { isDissolved } from "../model/swimlanes";
import type { Board, BoardOptions } from "../layout/board";
import { timeScale } from "../layout/times";
import { uneven } from "../layout/uneven";
import styles from "../views/blueprint/blueprint.css?inline";
import room from "../views/links/room.css?inline";
import { CardMarks, LaneMarks } from "../views/blueprint/marks";
import { Tools, type Drawn } from "../views/blueprint/tools";
import { further } from "../views/further";
import { give } from "../views/part";
import { mount, type ViewOptions } from "../views/mount";
import { channelOf, type WidgetModel } from "./channel";
import { options, traits } from "./grid";
import * as links from "./links";
import { textOf, widget } from "./widget";

Object.assign(further, { card: CardMarks, rail: LaneMarks });

const TRAITS = { by: "by", half: "half", columns: "columns", into: "_into" } as const;
const OWN = ["by", "columns", "_into", "_asked"] as const;
const owners = new WeakMap<WidgetModel, Host>();

function write(model: WidgetModel, name: string, value: unknown): void {
  model.set?.(name, value);
  model.save_changes?.();
}

const askedOf = (model: WidgetModel): Drawing["asked"] => (model.get("_asked") ?? {}) as Drawing["asked"];

/** How the map is drawn, as the model has it: the same object until one of the traits changes. */
function drawingsOf(model: WidgetModel): Drawings {
  let now: Drawing | null = null;
  const read = (): Drawing => {
    const by = textOf(model, "by");
    return { by: by === "team" || by === "actor" ? by : "lanes", asked: askedOf(model), into: textOf(model, "_into") || null };
  };
  return {
    get: () => (now ??= read()),
    ask: (asked) => write(model, "_asked", asked),
    subscribe: (listener) => {
      const changed = (): void => {
        now = null;
        listener();
      };
      for (const name of OWN) model.on(`change:${name}`, changed);
      return () => {
        for (const name of OWN) model.off(`change:${name}`, changed);
      };
    },
  };
}

function hostOf(model: WidgetModel): Host {
  const owner = kernelHost(channelOf(model));
  owners.set(model, owner);
  const host = groupedHost(owner, drawingsOf(model));
  give(host, "links", links);
  return host;
}

/** The lanes of the map that a card of a swimlane can stand in. */
function homes(model: WidgetModel): { id: string; name: string }[] {
  const doc = owners.get(model)?.state().doc;
  return doc ? rowsOf(arranged(doc, askedOf(model)), "lanes").filter(isDissolved).map(({ id, name }) => ({ id, name: String(name ?? id) })) : [];
}

const byTime = (plan: Board, options: BoardOptions): Board => {
  const scale = timeScale(plan.doc);
  return scale ? uneven(plan, scale.shares, options) : plan;
};

function read(model: WidgetModel): ViewOptions {
  const { by } = drawingsOf(model).get();
  const [columns, into] = [textOf(model, "columns") === "time" ? "time" : "equal", textOf(model, "_into")] as const;
  const { half = "both", ...look } = options(model);
  const set = (change: Partial<Drawn>): void => Object.entries(change).forEach(([name, value]) => write(model, TRAITS[name as keyof Drawn], value));
  return {
    ...look, half, styles: styles + room, widths: columns === "time" ? byTime : null,
    tools: (state, ctl) => <Tools ctl={ctl} state={state} by={by} half={half} columns={columns} into={into} lanes={homes(model)} set={set} />,
  };
}

export default widget(mount, [...traits, ...OWN], read, hostOf);
