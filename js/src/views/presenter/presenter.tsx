/** A map for a room: one step or stage at a time in large type, without tools. Arrow keys turn, F fills the screen, Escape leaves. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Host } from "../../hosts/host";
import type { Drawn, Look } from "../alone";
import { useHost } from "../alone_bar";
import { slides, type Moment, type Slide } from "./slides";
import { words } from "./words";

export interface PresenterLook extends Look {
  readonly by: "step" | "stage";
  readonly zoom: number;
}

export function Presenter({ host, options }: { host: Host; options: Drawn<PresenterLook> }): JSX.Element {
  const state = useHost(host);
  const [by, group] = useState(options.by);
  const [at, go] = useState(0);
  const [zoom, enlarge] = useState(options.zoom);
  const root = useRef<HTMLElement>(null);
  const full = useFull(root);
  useEffect(() => group(options.by), [options.by]);
  useEffect(() => enlarge(options.zoom), [options.zoom]);
  useEffect(() => host.want(0, state.doc.tables.steps.size), [state.doc.tables.steps.size]);
  const held = slides(state.doc, by);
  const here = Math.min(at, held.length - 1);
  const turn = (to: number): void => go(Math.min(held.length - 1, Math.max(0, to)));
  const keys = (event: KeyboardEvent): void => {
    const step = stepOf(event, here, held.length, root.current);
    if (step === "full") full.turn();
    else if (step !== null) turn(step);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const slide = held[here];
  return (
    <section ref={root} class={`cjm presenter${full.on ? " full" : ""}`} data-theme={options.theme} lang={options.language || undefined} style={{ "--zoom": zoom * (full.on ? 1.5 : 1), "--max": options.height || undefined }} data-cjm="presenter" aria-label={state.doc.title} aria-describedby="keys" tabIndex={0} onKeyDown={keys}>
      {slide ? <Page slide={slide} single={by === "step"} /> : <div class="empty"><span role="status">{words.empty}</span></div>}
      {held.length > 0 && <Foot at={here} all={held.length} turn={turn} by={by} group={group} zoom={zoom} enlarge={enlarge} full={full} />}
      <span id="keys" class="out">{words.keys}</span>
    </section>
  );
}

/** Where a key leads: a page, the full screen, or nowhere. Keys on a button stay the button's, but for the arrows. */
function stepOf(event: KeyboardEvent, here: number, all: number, el: HTMLElement | null): number | "full" | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const back = el && getComputedStyle(el).direction === "rtl" ? "ArrowRight" : "ArrowLeft";
  const onButton = event.composedPath()[0] instanceof HTMLButtonElement;
  if (event.key === "ArrowLeft" || event.key === "ArrowRight") return here + (event.key === back ? -1 : 1);
  if (event.key === "PageUp" || event.key === "PageDown") return here + (event.key === "PageUp" ? -1 : 1);
  if (event.key === " " && !onButton) return here + (event.shiftKey ? -1 : 1);
  if (event.key === "Home") return 0;
  if (event.key === "End") return all - 1;
  return event.key === "f" || event.key === "F" ? "full" : null;
}

interface Full { readonly on: boolean; turn(): void }

/** The full screen of the browser; where it has none, as a frame that forbids it, the view stays in its cell. */
function useFull(root: { current: HTMLElement | null }): Full {
  const [on, set] = useState(false);
  useEffect(() => {
    const changed = (): void => set((root.current?.getRootNode() as ShadowRoot | undefined)?.fullscreenElement === root.current);
    document.addEventListener("fullscreenchange", changed);
    return () => document.removeEventListener("fullscreenchange", changed);
  }, []);
  const turn = (): void => {
    if (on) void document.exitFullscreen();
    else void root.current?.requestFullscreen?.().catch(() => undefined);
  };
  return { on, turn };
}

function Page({ slide, single }: { slide: Slide; single: boolean }): JSX.Element {
  return (
    <div class="page" aria-live="polite" data-slide={slide.id}>
      <p class="above" dir="auto">{slide.above}</p>
      <h2 dir="auto">{slide.title}</h2>
      <div class={single ? "moments one" : "moments"}>
        {slide.moments.map((moment) => <Part key={moment.id} moment={moment} single={single} />)}
      </div>
    </div>
  );
}

function Part({ moment, single }: { moment: Moment; single: boolean }): JSX.Element {
  return (
    <div class="moment">
      {!single && <h3 dir="auto">{moment.name}</h3>}
      {moment.emotion !== null && <p class={`feels ${moment.emotion < 0 ? "low" : moment.emotion > 0 ? "high" : ""}`}>{words.feels(moment.emotion)}</p>}
      {moment.said.length === 0 && <p class="above">{words.nothing}</p>}
      <dl>
        {moment.said.map(({ lane, texts }) => (
          <div key={lane}>
            <dt dir="auto">{lane}</dt>
            {texts.map((one, i) => <dd key={i} dir="auto">{one}</dd>)}
          </div>
        ))}
      </dl>
    </div>
  );
}

interface FootProps { at: number; all: number; turn: (to: number) => void; by: "step" | "stage"; group: (by: "step" | "stage") => void; zoom: number; enlarge: (zoom: number) => void; full: Full }

function Foot({ at, all, turn, by, group, zoom, enlarge, full }: FootProps): JSX.Element {
  const other = by === "step" ? "stage" : "step";
  return (
    <div class="foot">
      <button type="button" class="btn" aria-disabled={at === 0} onClick={() => turn(at - 1)} data-back>{words.back}</button>
      <span data-place>{words.place(at + 1, all)}</span>
      <button type="button" class="btn" aria-disabled={at === all - 1} onClick={() => turn(at + 1)} data-next>{words.next}</button>
      <span class="sp" />
      <button type="button" class="btn q" aria-label={words.smaller} onClick={() => enlarge(Math.max(0.6, zoom / 1.2))}>A−</button>
      <button type="button" class="btn q" aria-label={words.larger} onClick={() => enlarge(Math.min(3, zoom * 1.2))}>A+</button>
      <button type="button" class="btn q" onClick={() => group(other)} data-by>{words.by[other]}</button>
      <button type="button" class="btn q" onClick={() => full.turn()} data-full>{full.on ? words.leave : words.full}</button>
    </div>
  );
}
