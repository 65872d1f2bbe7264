/** The service behind the map as three tables: where it can fail (FMEA), what passes between teams, where customers wait. */
import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import type { HostState } from "../../hosts/host";
import { rowsOf } from "../../model/document";
import { levelOf } from "../../model/sides";
import { showSpan } from "../../model/times";
import type { Doc } from "../../model/types";
import { useAsked } from "./ask";
import type { PanelPort, Target } from "./port";
import { serviceIn, type Failure, type Handoff, type Told, type Wait } from "./service";
import { words } from "./words";

/** Whether a map has a service behind it: a lane of ours, or a card where something fails or somebody waits. */
export const hasService = (doc: Doc): boolean =>
  rowsOf(doc, "lanes").some((lane) => (levelOf(lane) ?? 0) > 0) || rowsOf(doc, "cards").some((card) => card["fail_point"] === true || card["wait_point"] === true);

type Go = (to: Target) => void;

export function Service({ port, state }: { port: PanelPort; state: HostState }): JSX.Element {
  const { value, problem } = useAsked(port.host, "service", {}, serviceIn, [state.revision]);
  const [lost, lose] = useState("");
  const go: Go = (to) => lose(port.visit(to) ? "" : words.notDrawn);
  const why = problem || lost;
  return (
    <>
      {why !== "" && <p class="why" role="alert">{why}</p>}
      {value === null && problem === "" && <p class="quiet">{words.asking}</p>}
      {value && <><Failures port={port} told={value.failures} go={go} /><Handoffs told={value.handoffs} /><Waits told={value.waits} go={go} /></>}
    </>
  );
}

interface TableProps { name: string; caption: string; heads: readonly string[]; empty: string; count: number; total: number; verb: string; children: ComponentChildren }

function Table({ name, caption, heads, empty, count, total, verb, children }: TableProps): JSX.Element {
  if (total === 0) return <p class="quiet" data-service={name}>{empty}</p>;
  return (
    <table class="linked" data-service={name}>
      <caption>{caption}</caption>
      <thead><tr>{heads.map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
      <tbody>
        {children}
        {total > count && <tr><td colSpan={heads.length} class="quiet">{words.moreRows(total - count, verb)}</td></tr>}
      </tbody>
    </table>
  );
}

function Failures({ port, told: { rows, total }, go }: { port: PanelPort; told: Told["failures"]; go: Go }): JSX.Element {
  return (
    <>
      <Table name="failures" caption={words.failures(total)} heads={words.failureHeads} empty={words.noFailures} count={rows.length} total={total} verb="fmea">
        {rows.map((one) => (
          <tr key={one.card}>
            <td><button type="button" class="link" dir="auto" onClick={() => go({ card: one.card })}>{one.text || one.card}</button>{one.mode !== "" && <p dir="auto">{one.mode}</p>}<small dir="auto">{one.step}</small></td>
            <td><button type="button" class="link risk" aria-label={`${riskLines(one).join("; ")}. ${words.rate(one.text)}`} onClick={() => port.open({ what: "row", table: "cards", id: one.card })}>{riskLines(one).map((line) => <span key={line}>{line}</span>)}</button></td>
            <td>{[one.recovery, ...one.by].filter(Boolean).map((text, i) => <p key={i} dir="auto">{text}</p>)}{one.missing.length > 0 && <p class="why">{words.lacks(one.missing.map(columnSaid))}</p>}</td>
          </tr>
        ))}
      </Table>
      {total > 0 && <p class="quiet">{words.failureNote}</p>}
    </>
  );
}

const columnSaid = (name: string): string => words.columns[name]?.toLowerCase() ?? name;

/** The products and what they come to: “5 × 6 = 30”, “× 6 = 180”. */
function riskLines({ often, bad, hidden, risk, priority }: Failure): readonly string[] {
  if (risk === null) return [often === null && bad === null ? words.notRated : words.times(often, bad)];
  return [`${words.times(often, bad)} = ${risk}`, ...(hidden === null || priority === null ? [] : [`${words.hidden(hidden)} = ${priority}`])];
}

function Handoffs({ told: { rows, total, count, unknown } }: { told: Told["handoffs"] }): JSX.Element {
  const waits = ({ waits: n, wait }: Handoff): string => (wait > 0 ? showSpan(wait) : n > 0 ? words.unknownWait : "");
  return (
    <>
      <Table name="handoffs" caption={words.handoffs(count)} heads={words.handoffHeads} empty={words.noHandoffs} count={rows.length} total={total} verb="handoffs">
        {rows.map((one) => (
          <tr key={`${one.giver}\0${one.receiver}`}>
            <td dir="auto">{one.giver}</td><td dir="auto">{one.receiver}</td><td>{one.count} <small dir="auto">{one.kinds}</small></td><td>{waits(one)}</td>
          </tr>
        ))}
      </Table>
      {unknown > 0 && <p class="quiet">{words.unknownTeams(unknown)}</p>}
    </>
  );
}

function Waits({ told: { rows, total, way, sum, unknown }, go }: { told: Told["waits"]; go: Go }): JSX.Element {
  const target = ({ card, step }: Wait): Target => (card ? { card } : { step });
  return (
    <>
      <Table name="waits" caption={words.waits(way, showSpan(sum))} heads={words.waitHeads} empty={words.noWaits} count={rows.length} total={total} verb="waits">
        {rows.map((one, i) => (
          <tr key={i}>
            <td><button type="button" class="link" dir="auto" onClick={() => go(target(one))}>{one.text || one.name}</button>{one.text !== "" && <small dir="auto"> {one.name}</small>}</td>
            <td>{one.wait === null ? words.unknownWait : showSpan(one.wait)}</td>
            <td>{words.inSum(one.counts)}</td>
          </tr>
        ))}
      </Table>
      {unknown > 0 && <p class="quiet">{words.unknownWaits(unknown)}</p>}
    </>
  );
}
