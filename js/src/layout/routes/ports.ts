/** Where on a side each link begins and ends: side by side in the order of where they go, so that they need not cross. */
import { middleX, middleY, type Box } from "./board";
import { reach, type Side, type Way } from "./ways";

const SPACING = 13;

/** A link that runs, with its boxes. */
export interface Run {
  readonly id: string;
  readonly way: Way;
  readonly source: Box;
  readonly target: Box;
}

interface Port {
  readonly run: number;
  readonly box: Box;
  readonly side: Side;
  readonly start: boolean;
  readonly toward: number;
  /** A link of one piece: both ends share a place, which is given. */
  readonly fixed: number | null;
}

/** So many sides are done between two pauses. */
const FEW = 40;

/** The ways with their ends spread along the sides of the boxes; it pauses now and then. */
export function* spread(runs: readonly Run[]): Generator<null, Way[]> {
  const straightened = apart(runs);
  yield null;
  const sides = new Map<string, Port[]>();
  straightened.forEach((run, i) => {
    for (const port of portsOf(run, i)) {
      const key = `${port.side} ${port.box.id}`;
      const list = sides.get(key);
      if (list) list.push(port);
      else sides.set(key, [port]);
    }
  });
  yield null;
  const ends = straightened.map(({ way }) => ({ leave: way.leave, enter: way.enter }));
  for (const [i, ports] of [...sides.values()].entries()) {
    for (const [port, off] of placed(ports)) (ends[port.run] as { leave: number; enter: number })[port.start ? "leave" : "enter"] = off;
    if (i % FEW === FEW - 1) yield null;
  }
  return straightened.map(({ way }, i) => ({ ...way, ...ends[i] }));
}

function portsOf({ way, source, target }: Run, run: number): Port[] {
  const level = (side: Side): boolean => side === "left" || side === "right";
  const toward = (side: Side, other: Box): number => (level(side) ? middleY(other) : middleX(other));
  const fixed = way.legs.length === 0;
  return [
    { run, box: source, side: way.from, start: true, toward: toward(way.from, target), fixed: fixed ? way.leave : null },
    { run, box: target, side: way.to, start: false, toward: toward(way.to, source), fixed: fixed ? way.enter : null },
  ];
}

/** Two straight links between the same two boxes, one each way, lie beside each other. */
function apart(runs: readonly Run[]): Run[] {
  const seen = new Map<string, number>();
  const key = ({ source, target, way }: Run): string => (way.legs.length ? "" : source.id < target.id ? `${source.id}\0${target.id}` : `${target.id}\0${source.id}`);
  const keys = runs.map(key);
  for (const one of keys) if (one) seen.set(one, (seen.get(one) ?? 0) + 1);
  return runs.map((run, i) => {
    if ((seen.get(keys[i] ?? "") ?? 0) < 2) return run;
    const room = Math.min(reach(run.source, run.way.from) - Math.abs(run.way.leave), reach(run.target, run.way.to) - Math.abs(run.way.enter), SPACING / 2);
    const by = run.source.id < run.target.id ? -room : room;
    return { ...run, way: { ...run.way, leave: run.way.leave + by, enter: run.way.enter + by } };
  });
}

/** The ports of one side: given ones stay, the others lie evenly before, between and after them. */
function placed(ports: readonly Port[]): [Port, number][] {
  const [first] = ports;
  if (!first) return [];
  const half = reach(first.box, first.side);
  const fixed = ports.flatMap(({ fixed }) => (fixed === null ? [] : [fixed])).sort((a, b) => a - b);
  const free = ports.filter((port) => port.fixed === null).sort((a, b) => a.toward - b.toward || a.run - b.run);
  const here = first.side === "left" || first.side === "right" ? middleY(first.box) : middleX(first.box);
  const [low, high] = fixed.length ? [fixed[0] as number, fixed.at(-1) as number] : [0, 0];
  if (!fixed.length) return evenly(free, -half, half, 0);
  const before = free.filter(({ toward }) => toward < here + low);
  const after = free.filter(({ toward }) => toward >= here + low);
  return [...evenly(before, -half, low, 1), ...evenly(after, high, half, -1)];
}

/** Evenly in a stretch; `by` 1 puts them close to its upper end, -1 to its lower, 0 around the middle. */
function evenly(ports: readonly Port[], low: number, high: number, by: number): [Port, number][] {
  const step = by === 0 ? Math.min(SPACING, (high - low) / Math.max(1, ports.length - 1)) : Math.min(SPACING, (high - low) / Math.max(1, ports.length));
  const start = by === 0 ? (low + high) / 2 - (step * (ports.length - 1)) / 2 : by > 0 ? high - step * ports.length : low + step;
  return ports.map((port, i) => [port, start + step * i]);
}
