/** Drags in the drawing: the head of an arrow to another step, or a line from one node to another. A press that stays is a click. */

export interface Carry {
  readonly path: string;
  /** The node under the pointer. */
  readonly over: number | null;
}

/** What was pressed: a node, or a move by its line or its head. */
export type Grip = { readonly what: "node"; readonly node: number } | { readonly what: "line" | "head"; readonly move: string };

export interface DragPort {
  /** Whether a press may become a drag. */
  free(grip: Grip): boolean;
  /** Where a line that is carried begins, in the drawing. */
  start(grip: Grip): readonly [number, number] | null;
  /** The drawing's place on the page, and the node at a place in it. */
  frame(): DOMRect;
  nodeAt(x: number, y: number): number | null;
  show(carry: Carry | null): void;
  click(grip: Grip): void;
  drop(grip: Grip, node: number): void;
}

const FAR = 5;

export function gripOf(target: EventTarget | null | undefined): Grip | null {
  if (!(target instanceof Element)) return null;
  const node = target.closest("[data-node]")?.getAttribute("data-node");
  if (node) return { what: "node", node: Number(node) };
  const move = target.closest("[data-move]")?.getAttribute("data-move");
  return move ? { what: target.closest("[data-head]") ? "head" : "line", move } : null;
}

interface Press {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly grip: Grip;
  readonly from: readonly [number, number] | null;
  far: boolean;
}

/** Hears the pointer over the drawing until it is told to stop. */
export function drags(place: HTMLElement, port: DragPort): () => void {
  let press: Press | null = null;
  const at = (event: PointerEvent): readonly [number, number] => {
    const { left, top } = port.frame();
    return [event.clientX - left, event.clientY - top];
  };
  const end = (): void => {
    press = null;
    port.show(null);
  };
  const down = (event: PointerEvent): void => {
    const grip = gripOf(event.composedPath()[0]);
    if (!grip || event.button !== 0) return;
    event.stopPropagation();
    event.preventDefault();
    press = { id: event.pointerId, x: event.clientX, y: event.clientY, grip, from: port.free(grip) ? port.start(grip) : null, far: false };
    place.setPointerCapture?.(event.pointerId);
  };
  const move = (event: PointerEvent): void => {
    if (!press || event.pointerId !== press.id) return;
    press.far ||= Math.hypot(event.clientX - press.x, event.clientY - press.y) > FAR;
    if (!press.far || !press.from) return;
    const [x, y] = at(event);
    port.show({ path: carried(press.from, x, y), over: port.nodeAt(x, y) });
  };
  const up = (event: PointerEvent): void => {
    if (!press || event.pointerId !== press.id) return;
    const { grip, far, from } = press;
    const node = port.nodeAt(...at(event));
    end();
    if (!far) port.click(grip);
    else if (from && node !== null) port.drop(grip, node);
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !press) return;
    event.stopPropagation();
    end();
  };
  return hear(place, { pointerdown: down, pointermove: move, pointerup: up, pointercancel: end }, key);
}

const carried = ([x0, y0]: readonly [number, number], x: number, y: number): string => `M${x0},${y0}Q${(x0 + x) / 2},${Math.min(y0, y) - 30} ${x},${y}`;

function hear(place: HTMLElement, acts: Readonly<Record<string, (event: PointerEvent) => void>>, key: (event: KeyboardEvent) => void): () => void {
  const all = Object.entries(acts) as [string, EventListener][];
  for (const [type, act] of all) place.addEventListener(type, act);
  addEventListener("keydown", key, true);
  return () => {
    for (const [type, act] of all) place.removeEventListener(type, act);
    removeEventListener("keydown", key, true);
  };
}
