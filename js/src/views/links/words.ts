/** Every sentence about links, in one place. */

export const words = {
  evidence: "Evidence:",
  /** As the grid has them, whose words are not in this bundle. */
  rests: { researched: "researched", partly: "partly evidenced", assumed: "assumed" },
  lens: { persona: "Persona: ", scenario: ". Scenario: ", change: "Choose persona and scenario" },
  share: (percent: string): string => `${percent} % of customers`,
  kinds: { sequence: "leads to", trigger: "triggers", needs: "needs", message: "sends a message to", recovery: "is put right by" } as Readonly<Record<string, string>>,
  names: { sequence: "Sequence", trigger: "Trigger", needs: "Needs", message: "Message", recovery: "Recovery" } as Readonly<Record<string, string>>,
  unnamed: "a card without text",
  to: (name: string, kind: string, both: boolean): string => `to ${name}, ${kind}${both ? ", both ways" : ""}`,
  from: (name: string, kind: string, both: boolean): string => `from ${name}, ${kind}${both ? ", both ways" : ""}`,
  described: (parts: readonly string[]): string => `Links: ${parts.join("; ")}.`,
  whole: (from: string, kind: string, to: string): string => `${from} ${kind} ${to}`,
  listOf: (name: string): string => `Links of ${name}`,
  none: "This card has no links yet.",
  newLink: "Link to…",
  links: "Links…",
  kind: "Kind",
  text: "Label",
  condition: "Condition",
  both: "Goes both ways",
  turn: "Turn round",
  remove: "Delete",
  visit: "Go to card",
  hidden: "not on the board now",
  handle: "Drag to another card to link",
  begin: (from: string): string => `Linking from “${from}”. Go to a card: Enter links, Escape gives up.`,
  onto: (from: string, to: string): string => `Link “${from}” to “${to}”? Enter links, Escape gives up.`,
  noCard: "No card here. Go to a card, or Escape to give up.",
  itself: "A card cannot be linked to itself. Go to another card, or Escape to give up.",
  already: (from: string, to: string): string => `“${from}” is linked to “${to}” already.`,
  linked: (from: string, to: string): string => `Linked “${from}” to “${to}”. Shift+L changes its links.`,
  gaveUp: "No link made.",
  giveUp: "Give up",
  folded: (n: number): string => `${n}`,
  did: { add: "Link cards", kind: "Kind of link", text: "Label of link", condition: "Condition of link", both: "Both ways", turn: "Turn link", remove: "Delete link" },
} as const;

export const KINDS = ["sequence", "trigger", "needs", "message", "recovery"] as const;
export type Kind = (typeof KINDS)[number];
