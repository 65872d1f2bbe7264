/** Where a row stands. An order is a plain array; its index is remembered beside it and follows small changes. */

type Order = readonly (string | undefined)[];

interface Shift {
  readonly at: number;
  readonly put: string | null;
}

interface Index {
  readonly base: ReadonlyMap<string, number>;
  readonly shifts: readonly Shift[];
}

const LONG = 48;
const indexes = new WeakMap<Order, Index>();

/** The position of an id, or -1. */
export function indexIn(order: Order, id: string): number {
  const index = indexes.get(order);
  if (index) {
    const at = follow(index, id);
    if (at === -1 || order[at] === id) return at;
  }
  return build(order).base.get(id) ?? -1;
}

/** The same order with an id put at a position. */
export function putAt(order: Order, at: number, id: string | undefined): (string | undefined)[] {
  const next = order.slice();
  next.splice(at, 0, id);
  return inherit(order, next, { at, put: id ?? "" });
}

/** The same order with a position taken out. */
export function dropAt(order: Order, at: number): (string | undefined)[] {
  const next = order.slice();
  next.splice(at, 1);
  return inherit(order, next, { at, put: null });
}

function inherit(from: Order, to: (string | undefined)[], shift: Shift): (string | undefined)[] {
  const index = indexes.get(from);
  if (index && index.shifts.length < LONG) indexes.set(to, { base: index.base, shifts: [...index.shifts, shift] });
  return to;
}

function follow({ base, shifts }: Index, id: string): number {
  let at = base.get(id) ?? -1;
  for (const shift of shifts) {
    if (shift.put === null) at = at === shift.at ? -1 : at > shift.at ? at - 1 : at;
    else if (shift.put === id) at = shift.at;
    else if (at >= shift.at) at += 1;
  }
  return at;
}

function build(order: Order): Index {
  const base = new Map<string, number>();
  order.forEach((id, at) => {
    if (id !== undefined) base.set(id, at);
  });
  const index = { base, shifts: [] };
  indexes.set(order, index);
  return index;
}
