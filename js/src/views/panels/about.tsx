/** What the map says of itself, to read and to write. Python keeps it: each entry goes by a verb, and comes back with the document. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { HostState } from "../../hosts/host";
import type { Value } from "../../model/types";
import { sentence } from "./ask";
import { RefInput, TextInput } from "./inputs";
import { GROUPS, metaSpec, ownMeta, shown, type Group, type MetaSpec } from "./meta";
import type { PanelPort } from "./port";
import { words } from "./words";

interface AboutProps { port: PanelPort; state: HostState }

export function AboutMap({ port, state }: AboutProps): JSX.Element {
  const own = ownMeta(state.doc);
  return (
    <div class="about">
      {(Object.keys(GROUPS) as Group[]).map((group) => (
        <section key={group} class="fields" aria-label={words.groups[group]}>
          <h4>{words.groups[group]}</h4>
          {GROUPS[group].map((name) => <Entry key={name} port={port} state={state} name={name} />)}
        </section>
      ))}
      {own.length > 0 && (
        <section class="fields" aria-label={words.ownMeta}>
          <h4>{words.ownMeta}</h4>
          <dl>{own.map(([name, text]) => <div key={name} class="field" data-meta={name}><dt dir="auto">{name}</dt><dd dir="auto">{text}</dd></div>)}</dl>
        </section>
      )}
    </div>
  );
}

function Entry({ port, state, name }: AboutProps & { name: string }): JSX.Element {
  const label = words.meta[name] ?? name;
  const spec = metaSpec(state.doc, name);
  if (!spec) {
    const text = shown(state.doc.meta[name]);
    return <div class="field" data-meta={name}><span class="quiet">{label}</span><div><p dir="auto">{text}</p><small>{words.locked}</small></div></div>;
  }
  return <Writable port={port} spec={spec} label={label} readonly={state.readonly} />;
}

interface Sending {
  /** What is on its way or was refused; undefined where the document says it all. */
  readonly value: Value | undefined;
  readonly problem: string;
  send(value: Value): void;
  leave(): void;
}

/** Sends one entry; what was sent stays in the field until the document has it, and after a refusal until it is given up. */
function useSending(port: PanelPort, name: string, now: Value, label: string): Sending {
  const [sent, put] = useState<{ value: Value; problem: string } | null>(null);
  const turn = useRef(0);
  useEffect(() => put(null), [JSON.stringify(now)]);
  const send = (value: Value): void => {
    const mine = ++turn.current;
    put({ value, problem: "" });
    port.host.run("meta", { name, value }).then(
      () => mine === turn.current && port.say(words.did(label)),
      (error: unknown) => {
        if (mine !== turn.current) return;
        put({ value, problem: words.failed(sentence(error)) });
        port.say(`${label}: ${words.failed(sentence(error))}`);
      },
    );
  };
  return { value: sent?.value, problem: sent?.problem ?? "", send, leave: () => put(null) };
}

function Writable({ port, spec, label, readonly }: { port: PanelPort; spec: MetaSpec; label: string; readonly: boolean }): JSX.Element {
  const { name, type } = spec;
  const sending = useSending(port, name, spec.value, label);
  const [unread, wrong] = useState("");
  const id = `meta-${name}`;
  const told = unread || sending.problem ? `${id}-why` : undefined;
  const value = sending.value === undefined ? spec.value : sending.value;
  const keep = (next: Value): void => {
    wrong("");
    sending.send(next);
  };
  const given = { id, label, value, spec: { type }, off: readonly, told, keep, wrong };
  return (
    <div class={`field t-${type}`} data-meta={name}>
      <label for={id}>{label}</label>
      <div>
        {type === "choice" ? <RefInput {...given} rows={spec.choices} /> : <TextInput {...given} area={spec.area || type === "texts"} lines />}
        {type === "texts" && !readonly && <small>{words.oneALine}</small>}
        {unread !== "" && <p class="why" id={`${id}-why`} role="alert">{unread}</p>}
        {unread === "" && sending.problem !== "" && (
          <p class="why" id={`${id}-why`} role="alert">
            {sending.problem}{" "}
            <button type="button" class="link" onClick={() => sending.send(value)}>{words.tryAgain}</button>{" · "}
            <button type="button" class="link" onClick={sending.leave}>{words.leaveIt}</button>
          </p>
        )}
      </div>
    </div>
  );
}
