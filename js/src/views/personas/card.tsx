/** One persona as a card: who they are, the sheet's fields, traits, the share they stand for. */
import type { JSX } from "preact";
import type { Host, HostState } from "../../hosts/host";
import { placeKey } from "../../model/edits";
import { showNumber } from "../../model/numbers";
import { SCHEMA } from "../../model/schema";
import type { Op, Row, Value } from "../../model/types";
import { display, isNothing } from "../../model/values";
import { Refused } from "../alone_bar";
import { Choice, colourItems, Item, MenuButton } from "./choices";
import * as edits from "./edits";
import { Field } from "./field";
import { avatar, colourOf, initials } from "./look";
import { Traits } from "./traits";
import { words } from "./words";

export interface CardProps {
  host: Host;
  state: HostState;
  row: Row;
  place: number;
  count: number;
  drawn: boolean;
  language: string;
  own: readonly string[];
  landing: "before" | "after" | null;
  carried: boolean;
  act: (kind: "duplicate" | "earlier" | "later" | "remove", id: string) => void;
  draw: (id: string) => void;
}

const SHEET = ["demographics", "goals", "challenges", "values", "fears", "marketing_message", "elevator_pitch"];

export function Card(props: CardProps): JSX.Element {
  const { row, place, state } = props;
  const name = edits.nameOf(row);
  const colour = colourOf(row["colour"], place);
  const look = `persona${props.drawn ? " drawn" : ""}${props.carried ? " dragged" : ""}${props.landing ? ` land-${props.landing}` : ""}`;
  const refused = state.refused.filter((one) => one.at?.table === "personas" && one.at.id === row.id);
  return (
    <li class={look} style={{ "--c": colour }} data-persona={row.id} aria-label={words.person(name)}>
      <Head {...props} name={name} colour={colour} />
      <blockquote><One {...props} name={name} column="quote" quoted /></blockquote>
      <dl>
        {[...SHEET, ...props.own].map((column) => (!state.readonly || !isNothing(row[column])) && (
          <div key={column}>
            <dt>{labelOf(column)}</dt>
            <dd><One {...props} name={name} column={column} /></dd>
          </div>
        ))}
      </dl>
      <Traits value={row["traits"]} readonly={state.readonly} save={(value) => save(props, "traits", edits.set(state.doc, row.id, "traits", value))} />
      <Share {...props} name={name} />
      {refused.map((one) => <Refused key={one.counter} host={props.host} refusal={one} />)}
      <DrawnFor {...props} />
    </li>
  );
}

const labelOf = (column: string): string => words.labels[column] ?? column;

function save({ host, row }: CardProps, column: string, ops: Op[]): void {
  if (ops.length) host.edit(ops, words.did.set(labelOf(column), edits.nameOf(row)));
}

function Head(props: CardProps & { name: string; colour: string }): JSX.Element {
  const { state, row, name, colour } = props;
  const { ground, ink } = avatar(colour);
  const put = (column: string, value: Value): void => save(props, column, edits.set(state.doc, row.id, column, value));
  const face = { background: ground, color: ink };
  return (
    <header>
      {state.readonly ? <span class="av" style={face} aria-hidden="true">{initials(name)}</span> : (
        <MenuButton class="av" style={face} label={words.colourOf(name)} title={words.colourOf(name)} face={initials(name)} field="colour" items={colourItems(colour, (one) => put("colour", one))} />
      )}
      <div class="who">
        <h3><One {...props} column="name" line /></h3>
        <div class="job"><One {...props} column="job" line /></div>
        <Flags {...props} put={put} />
      </div>
      {!state.readonly && <Tools {...props} />}
    </header>
  );
}

function Flags({ row, state, put }: CardProps & { put: (column: string, value: Value) => void }): JSX.Element {
  const [kind, author] = [row["kind"], row["author"]].map((one) => (typeof one === "string" ? one : ""));
  const { columns } = SCHEMA.personas;
  const marks: Readonly<Record<string, string>> = { hypothesis: "?", anti: "⊘", model: "◆" };
  return (
    <div class="flags">
      <Choice field="kind" label={words.kind} value={kind ?? ""} options={columns["kind"]?.allowed ?? []} names={words.kinds} prompt={words.addKind} mark={marks[kind ?? ""]} readonly={state.readonly} save={(one) => put("kind", one)} />
      <Choice field="author" label={words.author} value={author ?? ""} options={columns["author"]?.allowed ?? []} names={words.authors} prompt={words.addAuthor} mark={marks[author ?? ""]} readonly={state.readonly} save={(one) => put("author", one)} />
    </div>
  );
}

function Tools({ row, name, place, count, act }: CardProps & { name: string }): JSX.Element {
  const items = (close: () => void): JSX.Element[] =>
    ([["duplicate", "Ctrl+D", false], ["earlier", "Alt+←", place === 0], ["later", "Alt+→", place === count - 1], ["remove", "Del", false]] as const).map(([kind, keys, off]) => (
      <Item key={kind} keys={keys} off={off} act={() => { close(); act(kind, row.id); }}>{words.act[kind]}</Item>
    ));
  return (
    <div class="card-tools">
      <span class="grip" title={words.drag(name)} data-grip aria-hidden="true">⠿</span>
      <MenuButton class="btn q" label={words.actions(name)} face={<span aria-hidden="true">⋯</span>} items={items} />
    </div>
  );
}

function One(props: CardProps & { name: string; column: string; line?: boolean; quoted?: boolean }): JSX.Element {
  const { host, state, row, column, line = false, quoted = false } = props;
  const held = row[column] ?? null;
  const cut = held !== null && typeof held === "object" && "$" in held && held.$ === "cut";
  const locked = held !== null && typeof held === "object" && "$" in held && held.$ === "locked";
  const text = display(held, { id: column, kind: "text" }, props.language || undefined);
  const shown = cut ? `${text}…` : quoted && text ? `“${text}”` : undefined;
  return (
    <Field
      column={column} label={labelOf(column)} text={cut ? null : text} prompt={words.prompts[column] ?? `+ ${column}`} readonly={state.readonly || locked} line={line}
      fresh={state.elsewhere.has(placeKey("personas", row.id, column))}
      read={() => host.read("personas", row.id, column).then((whole) => (typeof whole === "string" ? whole : Promise.reject(new Error(column))))}
      save={(typed) => save(props, column, edits.setField(state.doc, row.id, column, typed))}
    >
      {shown}
    </Field>
  );
}

function Share(props: CardProps & { name: string }): JSX.Element | null {
  const { row, state, language } = props;
  const { share, n, source } = row;
  const percent = typeof share === "number" ? showNumber(Number((share * 100).toFixed(1)), language || undefined) : "";
  if (state.readonly && [share, n, source].every(isNothing)) return null;
  const field = (column: string, text: string, shown: string): JSX.Element | false => (!state.readonly || text !== "") && (
    <Field column={column} label={labelOf(column)} text={text} prompt={words.prompts[column] ?? ""} readonly={state.readonly} line
      fresh={state.elsewhere.has(placeKey("personas", row.id, column))} save={(typed) => save(props, column, edits.setField(state.doc, row.id, column, typed))}>
      {shown}
    </Field>
  );
  const width = typeof share === "number" ? `${Math.max(0, Math.min(1, share)) * 100}%` : "0";
  return (
    <div class="rests">
      {percent !== "" && <div class="share" role="img" aria-label={words.shareBar(props.name, percent)}><i style={{ width }} /></div>}
      <div class="line">
        {field("share", percent && `${percent} %`, percent && words.share(percent))}
        {field("n", typeof n === "number" ? String(n) : "", typeof n === "number" ? words.n(showNumber(n, language || undefined)) : "")}
        {field("source", display(source, { id: "source" }), isNothing(source) ? "" : words.from(display(source, { id: "source" })))}
      </div>
    </div>
  );
}

function DrawnFor({ row, drawn, state, draw }: CardProps): JSX.Element | null {
  if (state.doc.kind !== "map") return null;
  const face = <><span aria-hidden="true">{drawn ? "●" : "○"}</span> {drawn ? words.drawn : words.draw}</>;
  if (state.readonly) return drawn ? <p class="for">{face}</p> : null;
  return <button class="for" type="button" aria-pressed={drawn} data-drawn={drawn} onClick={() => draw(row.id)}>{face}</button>;
}
