/** Emotion curves of several maps on one axis: each has its own dashes and its own points, so that no colour is needed. */
import type { JSX } from "preact";
import { showNumber } from "../../model/numbers";
import { words } from "./words";

export const STEP = 160;
const HEIGHT = 150;
const FREE = 16;
const DASHES = ["", "7 4", "2 3", "10 3 2 3", "14 4"];

interface CurvesProps {
  names: readonly string[];
  curves: readonly (readonly (number | null)[])[];
  steps: readonly string[];
  /** The maps drawn, by their place among all. */
  drawn: readonly number[];
  language: string;
}

export function Curves({ names, curves, steps, drawn, language }: CurvesProps): JSX.Element {
  const width = STEP * steps.length;
  const say = (value: number): string => showNumber(value, language || undefined);
  return (
    <svg class="curves" role="img" aria-label={words.curves} width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`}>
      <line class="zero" x1="0" x2={width} y1={HEIGHT / 2} y2={HEIGHT / 2} />
      {drawn.map((map) => (
        <g key={map} class={`m${map}`} data-curve={map}>
          <path d={pathOf(curves[map] ?? [])} stroke-dasharray={DASHES[map % DASHES.length]} />
          {(curves[map] ?? []).map((value, at) => value !== null && (
            <g key={at} transform={`translate(${xOf(at)} ${yOf(value)})`}>
              <title>{words.point(names[map] ?? "", steps[at] ?? "", say(value))}</title>
              <Shape map={map} />
            </g>
          ))}
        </g>
      ))}
    </svg>
  );
}

/** The line and the point of a map, for the legend. */
export function Key({ map }: { map: number }): JSX.Element {
  return (
    <svg class="curves key" width="40" height="14" viewBox="0 0 40 14" aria-hidden="true">
      <g class={`m${map}`}>
        <path d="M1 7H39" stroke-dasharray={DASHES[map % DASHES.length]} />
        <g transform="translate(20 7)"><Shape map={map} /></g>
      </g>
    </svg>
  );
}

function Shape({ map }: { map: number }): JSX.Element {
  const paths = ["M-5 0A5 5 0 1 0 5 0A5 5 0 1 0 -5 0Z", "M-4.5 -4.5H4.5V4.5H-4.5Z", "M0 -5.5L5.5 4.5H-5.5Z", "M0 -6L6 0L0 6L-6 0Z", "M-5.5 -4.5H5.5L0 5.5Z"];
  return <path class="shape" d={paths[map % paths.length]} />;
}

const xOf = (at: number): number => STEP * (at + 0.5);
const yOf = (value: number): number => FREE + ((HEIGHT - 2 * FREE) * (2 - Math.max(-2, Math.min(2, value)))) / 4;

/** A line through the values that are there; a gap where one is missing. */
export function pathOf(curve: readonly (number | null)[]): string {
  let pen = "M";
  return curve.map((value, at) => {
    const move = value === null ? "" : `${pen}${xOf(at)} ${yOf(value).toFixed(1)}`;
    pen = value === null ? "M" : "L";
    return move;
  }).join("");
}
