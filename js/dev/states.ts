/** A host that stands still in the states a person should rarely see, to look at how they are drawn. */
import type { Host, HostState } from "../src/hosts/host";
import { placeKey } from "../src/model/edits";

export function inStates(host: Host, connection: HostState["connection"]): Host {
  const since = -10_000;
  const op = (id: string, column: string) => ({ op: "set", table: "steps", id, column, value: null }) as const;
  const dressed = (state: HostState): HostState => ({
    ...state,
    connection,
    pending: [{ counter: 1, ops: [op("reviews", "actions")], label: "Edit Actions", since }],
    refused: [
      { counter: 2, ops: [op("menus", "nps")], reason: "“high” is not a number.", at: { table: "steps", id: "menus", column: "nps" } },
      { counter: 3, ops: [{ op: "remove", table: "stages", id: "compare" }], reason: "The stage “Compare” was removed meanwhile.", at: null },
    ],
    notices: [{ id: "n", level: "warning", text: "df now names another frame.", actions: [{ id: "a", label: "Show it" }, { id: "b", label: "Keep this one" }] }],
    elsewhere: new Map([[placeKey("cards", "pains-1", "text"), "python"]]),
  });
  let last: HostState | null = null;
  let shown: HostState | null = null;
  const state = (): HostState => {
    const now = host.state();
    if (now !== last || !shown) shown = dressed(now);
    last = now;
    return shown;
  };
  return { ...host, state };
}
