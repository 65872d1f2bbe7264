/** The drawing itself: lines and labels as SVG, nodes over them. It is for eyes and pointers; the cells below speak. */
import type { JSX } from "preact";
import { drawPaths, headOf, pathOf } from "../../layout/paths/paths";
import { widthOf, type Drawing as Drawn0, type Line } from "../../layout/paths/shapes";
import { positionOf } from "../../model/document";
import type { Doc } from "../../model/types";
import { tint } from "../look";
import type { Carry } from "./drag";
import type { Drawn, Reading } from "./read";
import type { Mode } from "./words";

interface DrawingProps {
  doc: Doc;
  reading: Reading;
  drawing: Drawn0;
  zoom: number;
  mode: Mode;
  selected: string | null;
  carry: Carry | null;
  readonly: boolean;
}

export const layOut = ({ ask }: Reading): Drawn0 => drawPaths(ask);

export function Drawing(props: DrawingProps): JSX.Element {
  const { reading, drawing, carry } = props;
  const { from, to } = reading;
  const width = Math.max(0, to - from);
  const size = { height: `${drawing.height}px`, width: `${width}px` };
  return (
    <div class={`pt ${carry ? "carrying" : ""}`} style={{ ...size, "--x": `${from}px` }} aria-hidden="true" data-paths-drawn>
      <svg width={width} height={drawing.height} viewBox={`${from} 0 ${width} ${drawing.height}`}>
        {drawing.lines.map((line) => <LineOf key={line.id} {...props} line={line} />)}
        {drawing.labels.map(({ id, text, x, y, w, h }) => (
          <text key={id} class={textClass(props, id)} x={x + w / 2} y={y + h * 0.77} data-label={id}>{text}</text>
        ))}
        {drawing.lines.map((line) => <Hit key={line.id} {...props} line={line} />)}
        {carry && <path class="pt-carry" d={carry.path} />}
      </svg>
      {drawing.nodes.map((box, i) => <NodeOf key={reading.ask.nodes[i]?.key} {...props} box={box} at={i} />)}
    </div>
  );
}

const kindOf = ({ reading }: Pick<DrawingProps, "reading">, id: string): string => {
  const way = reading.drawn.get(id)?.way;
  return way ? (way.fall ?? "") : id.startsWith("over ") ? "over" : "rest";
};

function classOf(one: Drawn | undefined, selected: string | null): string {
  if (!one) return "";
  return [one.chosen === false ? "dim" : one.chosen ? "chosen" : "", one.way.id === selected ? "on" : ""].join(" ");
}

const textClass = (props: DrawingProps, id: string): string => `pt-text ${kindOf(props, id)} ${classOf(props.reading.drawn.get(id), props.selected)}`;

function LineOf({ reading, selected, zoom, mode, line }: DrawingProps & { line: Line }): JSX.Element {
  const one = reading.drawn.get(line.id);
  const share = one?.way.share ?? null;
  const opacity = line.quiet ? 0.35 : Math.min(0.72, 0.32 + (share ?? 0) * 0.4);
  const dash = one === undefined ? "1.5 4" : one.unseen ? "1.5 3.5" : one.assumed && mode !== "planned" ? "5 4" : undefined;
  const plan = mode === "both" && one && one.planned !== null && !one.unseen ? widthOf(one.planned, zoom) : null;
  const d = pathOf(line);
  return (
    <g class={`pt-line ${line.kind} ${one ? (one.way.fall ?? "") : "rest"} ${classOf(one, selected)}`} data-line={line.id}>
      {plan !== null && <><path class="pt-plan" d={d} stroke-width={plan + 2.4} /><path class="pt-plan in" d={d} stroke-width={plan + 0.4} /></>}
      <path class="pt-stroke" d={d} stroke-width={line.width} stroke-dasharray={dash} style={{ "--o": opacity }} />
      {line.head && <path class="pt-head" d={headOf(line, zoom)} />}
    </g>
  );
}

/** What the pointer takes hold of: the line, and its head to lead it elsewhere. */
function Hit({ reading, readonly, zoom, line }: DrawingProps & { line: Line }): JSX.Element | null {
  const one = reading.drawn.get(line.id);
  if (!one) return null;
  const single = one.moves.length === 1 && !readonly;
  // At the foot of the head, not at its tip, which lies against the box.
  const [x, y] = [line.bend[6], line.bend[7]];
  return (
    <g data-move={line.id}>
      <path class="pt-hit" d={pathOf(line)} stroke-width={Math.max(14 * zoom, line.width + 6)}><title>{one.title}</title></path>
      {single && <circle class="pt-grab" data-head cx={x} cy={y} r={9 * zoom} />}
    </g>
  );
}

function NodeOf({ doc, reading, carry, readonly, box, at }: DrawingProps & { box: { x: number; y: number; w: number; h: number }; at: number }): JSX.Element {
  const look = reading.nodes[at];
  const colour = tint(look?.stage ? positionOf(doc, "stages", look.stage) : -1);
  const place = { left: `${box.x - reading.from}px`, top: `${box.y}px`, width: `${box.w}px`, height: `${box.h}px` };
  const over = carry?.over === at ? "over" : "";
  return (
    <div class={`pt-node ${colour} ${look?.step ? "" : "folded-node"} ${over} ${readonly ? "" : "grab"}`} style={place} data-node={at} title={look?.name}>
      <span dir="auto">{look?.name}</span>
    </div>
  );
}
