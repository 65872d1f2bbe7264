/** Tabs: one tab stop, arrows and Home and End move, the panel beside them is of the chosen one. They know nothing of what is in it. */
import type { ComponentChildren, JSX } from "preact";
import { useId, useRef } from "preact/hooks";

interface TabsProps<K extends string> {
  label: string;
  names: readonly K[];
  labels: Readonly<Record<K, string>>;
  now: K;
  choose: (name: K) => void;
  children: ComponentChildren;
}

export function Tabs<K extends string>({ label, names, labels, now, choose, children }: TabsProps<K>): JSX.Element {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = target(event.key, names.indexOf(now), names.length, rightToLeft(list.current));
    const name = to === null ? undefined : names[to];
    if (to === null || name === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[to]?.focus();
    choose(name);
  };
  return (
    <>
      <div ref={list} class="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {names.map((name) => (
          <button key={name} type="button" role="tab" id={`${id}-${name}`} data-tab={name} aria-selected={name === now} aria-controls={name === now ? `${id}-panel` : undefined}
            tabIndex={name === now ? 0 : -1} onClick={() => choose(name)}>{labels[name]}</button>
        ))}
      </div>
      <div class="tab-panel" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${now}`}>{children}</div>
    </>
  );
}

const rightToLeft = (box: Element | null): boolean => box !== null && getComputedStyle(box).direction === "rtl";

/** The place a key leads to; nothing where it leads nowhere. */
function target(key: string, at: number, count: number, rtl: boolean): number | null {
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key];
  if (by === undefined) return null;
  return (at + (rtl && key !== "ArrowDown" && key !== "ArrowUp" ? -by : by) + count) % count;
}
