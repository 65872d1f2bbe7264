/** A board whose columns differ in width. Numbers in, numbers out. */
import { COLUMN, slotsOf, type Board, type BoardOptions } from "./board";
import type { Segment } from "./segments";

/** The board with each step's column as wide as its share of a normal one says; a step without a share has a normal one. */
export function uneven(plan: Board, shares: ReadonlyMap<string, number>, { viewport, columnWidth = COLUMN }: BoardOptions): Board {
  const order = plan.doc.tables.steps.order;
  const sharesOf = (part: Segment): number[] => Array.from({ length: slotsOf(part) }, (_, k) => (part.kind === "steps" ? shares.get(order[part.from + k] ?? "") : undefined) ?? 1);
  const [wide, narrow] = [plan.segments.filter(({ kind }) => kind !== "collapsed"), plan.segments.filter(({ kind }) => kind === "collapsed")];
  const columns = wide.flatMap(sharesOf).reduce((sum, one) => sum + one, 0);
  const room = viewport - plan.rail - narrow.reduce((sum, { width }) => sum + width, 0);
  const column = Math.max(columnWidth, columns > 0 ? room / columns : 0);
  const edges = [0];
  const put = (width: number): number => edges.push((edges.at(-1) ?? 0) + width);
  const segments = plan.segments.map((part): Segment => {
    const x = edges.at(-1) ?? 0;
    for (const share of sharesOf(part)) put(part.kind === "collapsed" ? part.width : share * column);
    return { ...part, x, width: (edges.at(-1) ?? 0) - x };
  });
  return { ...plan, column, segments, edges, width: edges.at(-1) ?? 0 };
}
