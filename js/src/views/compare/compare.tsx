/** Several maps on the steps they share: laid over one another lane by lane, or map by map. Nothing is edited here. */
import type { ComponentChildren, JSX } from "preact";
import type { Drawn, Look } from "../alone";
import { useOption } from "../option";
import { Curves, Key, STEP } from "./curves";
import { counts, type Cell, type Comparison, type Item } from "./data";
import { SHAPES, words } from "./words";

export interface CompareLook extends Look {
  readonly made: Comparison | null;
  readonly view: "over" | "side";
  readonly differences: boolean;
}

export function Compare({ options }: { options: Drawn<CompareLook> }): JSX.Element {
  const { made } = options;
  const [view, turn] = useOption(options.view);
  const [marked, mark] = useOption(options.differences);
  const shared = made?.steps.filter((one) => one.in.every(Boolean)).length ?? 0;
  return (
    <section class={`cjm compare${marked ? " marked" : ""}`} data-theme={options.theme} lang={options.language || undefined} style={{ "--max": options.height || undefined }} data-cjm="compare" aria-label={words.title}>
      <div class="bar">
        <h2>{words.title}</h2>
        {made && <span class="size">{words.hint(made.maps.length, shared, made.size)}</span>}
        <span class="sp" />
        <div class="tools">
          <label class="check"><input type="checkbox" checked={marked} data-differences onChange={(event) => mark((event.target as HTMLInputElement).checked)} /> {words.differences}</label>
          <div class="turns" role="group" aria-label={words.layout}>
            {(["over", "side"] as const).map((one) => (
              <button key={one} class="btn" type="button" aria-pressed={view === one} data-view={one} onClick={() => turn(one)}>{words[one]}</button>
            ))}
          </div>
        </div>
      </div>
      {!made ? <div class="empty">{words.unread}</div> : (
        <>
          <Legend made={made} marked={marked} />
          <div class="inner" tabIndex={0} role="region" aria-label={words[view]}>
            {view === "over" ? <Over made={made} marked={marked} language={options.language} /> : <Sides made={made} marked={marked} language={options.language} />}
          </div>
          <Disconnects made={made} />
        </>
      )}
    </section>
  );
}

function Legend({ made, marked }: { made: Comparison; marked: boolean }): JSX.Element {
  const found = [...counts(made)];
  return (
    <div class="legend">
      {made.maps.map((map, at) => (
        <span class="of" key={at} data-map={at}><Key map={at} /> <b dir="auto">{map.name}</b>{[map.persona, map.scenario].filter(Boolean).map((one) => <small key={one} dir="auto"> · {one}</small>)}{at === 0 && <small> ({words.base})</small>}</span>
      ))}
      {marked && <span class="found" data-counts>{found.length ? found.map(([kind, n]) => <span key={kind} class="mark"><i aria-hidden="true">{SHAPES[kind]}</i> {words.counted(kind, n)}</span>) : words.same}</span>}
      {made.steps.length < made.size && <span>{words.cut(made.steps.length, made.size)}</span>}
    </div>
  );
}

interface TableProps { made: Comparison; marked: boolean; language: string }

function Over(props: TableProps): JSX.Element {
  const { made } = props;
  const all = made.maps.map((_, at) => at);
  return (
    <Sheet made={made}>
      <tr class="feel">
        <th scope="row" colSpan={2}>{words.emotion}<small>{words.good} +2 … −2 {words.bad}</small></th>
        <td colSpan={made.steps.length}><Lines {...props} drawn={all} /></td>
      </tr>
      {made.lanes.flatMap((lane, l) => all.map((map) => (
        <tr key={`${l} ${map}`} class={map === 0 ? "first" : ""} data-lane={lane.name} data-map={map}>
          {map === 0 && <th scope="rowgroup" rowSpan={all.length} class="lane" dir="auto">{lane.name}</th>}
          <th scope="row" class="which"><Key map={map} /> <span dir="auto">{made.maps[map]?.name}</span></th>
          <Cells {...props} row={lane.rows[map] ?? null} />
        </tr>
      )))}
    </Sheet>
  );
}

function Sides(props: TableProps): JSX.Element {
  const { made } = props;
  return (
    <>
      {made.maps.map((map, at) => (
        <div key={at} class="part" data-part={at}>
          <h3><Key map={at} /> <span dir="auto">{map.name}</span></h3>
          <Sheet made={made} map={at}>
            <tr class="feel">
              <th scope="row" colSpan={2}>{words.emotion}<small>{words.good} +2 … −2 {words.bad}</small></th>
              <td colSpan={made.steps.length}><Lines {...props} drawn={[at]} /></td>
            </tr>
            {made.lanes.map((lane, l) => lane.rows[at] && (
              <tr key={l} class="first" data-lane={lane.name} data-map={at}>
                <th scope="row" class="lane" colSpan={2} dir="auto">{lane.name}</th>
                <Cells {...props} row={lane.rows[at] ?? null} />
              </tr>
            ))}
          </Sheet>
        </div>
      ))}
    </>
  );
}

function Sheet({ made, map, children }: { made: Comparison; map?: number; children: ComponentChildren }): JSX.Element {
  return (
    <table style={{ width: `${250 + STEP * made.steps.length}px` }}>
      <colgroup><col style={{ width: "120px" }} /><col style={{ width: "130px" }} />{made.steps.map((_, at) => <col key={at} style={{ width: `${STEP}px` }} />)}</colgroup>
      <thead>
        <tr>
          <th scope="col" colSpan={2}>{words.step}</th>
          {made.steps.map((step, at) => {
            const partial = step.in.some((here) => !here);
            const away = map !== undefined && step.in[map] === false;
            return (
              <th key={at} scope="col" dir="auto" class={`${partial ? "partial" : ""}${away ? " away" : ""}`} data-step={at}>
                {step.name}
                {partial && <small><span aria-hidden="true">◐ </span>{words.only(made.maps.flatMap((one, m) => (step.in[m] ? [one.name] : [])))}</small>}
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

function Lines({ made, language, drawn }: TableProps & { drawn: readonly number[] }): JSX.Element {
  return <Curves names={made.maps.map((map) => map.name)} curves={made.curves} steps={made.steps.map((step) => step.name)} drawn={drawn} language={language} />;
}

function Cells({ made, marked, row }: TableProps & { row: readonly Cell[] | null }): JSX.Element {
  if (!row) return <td colSpan={made.steps.length} class="none">{words.noLane}</td>;
  return <>{made.steps.map((_, at) => <One key={at} cell={row[at] ?? null} marked={marked} />)}</>;
}

function One({ cell, marked }: { cell: Cell; marked: boolean }): JSX.Element {
  if (cell === null) return <td class="absent"><span class="out">{words.absent}</span></td>;
  const shown = marked ? cell : cell.filter((item) => item.mark !== "removed");
  return <td dir="auto">{shown.length ? shown.map((item, at) => <Said key={at} item={item} marked={marked} />) : <span class="out">{words.nothing}</span>}</td>;
}

function Said({ item, marked }: { item: Item; marked: boolean }): JSX.Element {
  const { text, mark, was } = item;
  if (!mark || !marked) return <div class="item">{text}</div>;
  return (
    <div class={`item is-${mark}`} data-mark={mark}>
      <span class="mark"><i aria-hidden="true">{SHAPES[mark]}</i> {mark}</span>
      {mark === "removed" ? <del>{text}</del> : <span>{text}</span>}
      {was && <small class="was">{words.was(was)}</small>}
    </div>
  );
}

function Disconnects({ made }: { made: Comparison }): JSX.Element | null {
  const found = made.disconnects;
  if (!found) return null;
  return (
    <div class="apart" data-disconnects>
      <h3 dir="auto">{words.disconnects(found.future, found.current)}</h3>
      {found.rows.length === 0 ? <p>{words.noDisconnects}</p> : (
        <ol>
          {found.rows.map((row, at) => (
            <li key={at} dir="auto">
              <b>{row.name}</b> <span class="kind">{row.kind}</span> {row.what && <q>{row.what}</q>} {row.why}
              <span class="gauge" role="img" aria-label={`${words.columns.size} ${Math.round(row.size * 100)} %`}><i style={{ width: `${row.size * 100}%` }} /></span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
