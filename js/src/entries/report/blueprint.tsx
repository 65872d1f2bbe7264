/** The blueprint of a page without Python: how it is drawn is kept in the page. */
import { groupedHost, type Drawing, type Drawings } from "../../hosts/grouped";
import type { Host } from "../../hosts/host";
import type { Board, BoardOptions } from "../../layout/board";
import { timeScale } from "../../layout/times";
import { uneven } from "../../layout/uneven";
import { listeners } from "../../model/listeners";
import own from "../../views/blueprint/blueprint.css?inline";
import { CardMarks, LaneMarks } from "../../views/blueprint/marks";
import { Tools, type Drawn } from "../../views/blueprint/tools";
import { further } from "../../views/further";
import room from "../../views/links/room.css?inline";
import { mount, type ViewOptions } from "../../views/mount";
import folds from "../../views/report/folds.css?inline";
import { Folds } from "../../views/report/folds";
import mirrored from "../../views/report/mirrored.css?inline";
import { giveAll } from "./parts";

Object.assign(further, { card: CardMarks, rail: LaneMarks });

/** What the boards of a report need beside the grid's own. */
export const styles = own + room + folds + mirrored;

const byTime = (plan: Board, options: BoardOptions): Board => {
  const scale = timeScale(plan.doc);
  return scale ? uneven(plan, scale.shares, options) : plan;
};

export function blueprint(el: HTMLElement, owner: Host, look: Pick<ViewOptions, "height" | "theme" | "language">, zoom: number, by: string, columns: string): void {
  const heard = listeners();
  let drawing: Drawing = { by: by === "team" || by === "actor" ? by : "lanes", asked: {}, into: null };
  let [half, wide]: [Drawn["half"], Drawn["columns"]] = ["both", columns === "time" ? "time" : "equal"];
  const turn = (next: Partial<Drawing>): void => {
    drawing = { ...drawing, ...next };
    heard.tell();
  };
  const drawings: Drawings = { get: () => drawing, ask: (asked) => turn({ asked }), subscribe: (listener) => heard.add(listener) };
  const host = groupedHost(owner, drawings);
  giveAll(host);
  const set = ({ by: rows, half: part, columns: widths }: Partial<Drawn>): void => {
    [half, wide] = [part ?? half, widths ?? wide];
    if (rows) turn({ by: rows });
    view.set(read());
  };
  const read = (): ViewOptions => ({
    ...look, zoom, half, styles, widths: wide === "time" ? byTime : null,
    tools: (state, ctl) => (
      <>
        <Tools ctl={ctl} state={state} by={drawing.by} half={half} columns={wide} into="" lanes={[]} set={set} />
        {drawing.by === "lanes" && <Folds ctl={ctl} state={state} />}
      </>
    ),
  });
  const view = mount(el, host, read());
}
