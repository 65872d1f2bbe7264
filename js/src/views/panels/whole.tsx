/** The panel of the whole map: what the checks found, what the map says of itself, and its value proposition. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { HostState } from "../../hosts/host";
import { AboutMap } from "./about";
import { Canvas } from "./canvas";
import { Changes, changesIn } from "./changes";
import { Checks } from "./checks";
import { Frame } from "./frame";
import { hasLinked, Linked } from "./linked_tab";
import { hasService, Service } from "./service_tab";
import type { PanelPort, Shown, Tab } from "./port";
import { Tabs } from "./tabs";
import { words } from "./words";

const TABS: readonly Tab[] = ["checks", "changes", "links", "service", "about", "propositions"];

interface WholeProps { port: PanelPort; state: HostState; shown: Shown & { what: "checks" } }

export function WholePanel({ port, state, shown }: WholeProps): JSX.Element {
  const [now, choose] = useState<Tab>(shown.tab ?? "checks");
  useEffect(() => shown.tab && choose(shown.tab), [shown]);
  const checks = <Checks port={port} state={state} turn={choose} />;
  if (state.doc.kind !== "map") return <Frame port={port} title={words.checks} wide>{checks}</Frame>;
  const absent: Readonly<Partial<Record<Tab, boolean>>> = { changes: !changesIn(state), links: !hasLinked(state.doc), service: !hasService(state.doc) };
  const names = TABS.filter((one) => !absent[one]);
  return (
    <Frame port={port} title={words.wholeTitle} wide>
      <Tabs label={words.wholeTitle} names={names} labels={words.tabs} now={now} choose={choose}>
        {now === "checks" ? checks : now === "changes" ? <Changes port={port} state={state} /> : now === "links" ? <Linked port={port} doc={state.doc} /> : now === "service" ? <Service port={port} state={state} /> : now === "about" ? <AboutMap port={port} state={state} /> : <Canvas port={port} state={state} />}
      </Tabs>
    </Frame>
  );
}
