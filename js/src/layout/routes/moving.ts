/** A card on its way: its own links are led to where it would stand, all others stay. */
import { withBox, type Board, type Box, type Ground, type Link } from "./board";
import { routeOf, runOf, type Plan, type Route } from "./route";
import { Taken } from "./taken";
import { choose } from "./ways";

/** The free room between two cards of a cell. */
const GAP = 9;

export class Moving {
  private readonly own: readonly Link[];
  private readonly taken: Taken;

  /** Looks up once what the other links have taken. */
  constructor(private readonly plan: Plan, links: readonly Link[], box: string) {
    this.own = links.filter(({ source, target }) => source === box || target === box);
    const moved = new Set(this.own.map(({ id }) => id));
    const { byId } = plan.land;
    this.taken = new Taken(plan.land, [...plan.routes.values()].flatMap(({ id, way, source, target }) => {
      const [from, to] = [byId.get(source), byId.get(target)];
      return from && to && !moved.has(id) ? [{ id, way, source: from, target: to }] : [];
    }));
  }

  /** The card's links as they run while it stands there, and the board with it. */
  at(box: Box): { land: Ground; links: readonly Link[]; routes: ReadonlyMap<string, Route> } {
    const land = withBox(this.plan.land, box);
    const routes = this.taken.lent(() => this.own.flatMap((link) => {
      const run = runOf(land, link, choose);
      return run ? [[link.id, routeOf(land, this.taken.add(run, land))] as const] : [];
    }));
    return { land, links: this.own, routes: new Map(routes) };
  }
}

/** Where a card would stand in a cell, before the so many-th of those in it: in the room there is, so that it covers none and leaves the channels free. Null beyond the board. */
export function standing(land: Ground, id: string, at: { readonly column: number; readonly row: number; readonly before: number }): Box | null {
  const { board } = land;
  const own = land.byId.get(id);
  const column = at.column - board.first;
  const [left, right, above, below] = [land.upright[column], land.upright[column + 1], land.level[at.row], land.level[at.row + 1]];
  if (!own || !left || !right || !above || !below) return null;
  const here = inCell(board, land, column, at.row);
  const place = Math.min(at.before, here.length);
  const [before, after] = [here[place - 1], here[place]];
  if (before === own || after === own) return own;
  const low = before ? before.y + before.height : above.high;
  const high = Math.max(low, after ? after.y : below.low);
  const height = Math.min(own.height, high - low);
  const y = Math.max(low, before ? Math.min(low + GAP, high - height) : low);
  return { id, x: left.high, y, width: Math.max(0, right.low - left.high), height, column: at.column, until: at.column, row: at.row };
}

/** The cards of a cell from top to bottom. */
const inCell = ({ columns }: Board, land: Ground, column: number, row: number): Box[] =>
  (land.cells[row * columns.length + column] ?? []).filter(({ id }) => id.startsWith("card ")).sort((a, b) => a.y - b.y);
