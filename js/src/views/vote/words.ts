/** Every sentence a person reads in a vote, in one place. */
export const words = {
  waiting: "The vote comes as soon as Python answers.",
  left: (n: number, all: number): string => (n === 0 ? "All your dots are given." : `${n} of your ${all} dots left`),
  name: "Your name",
  nameHint: "Several people at one computer type their names in turn.",
  turnout: (voters: number, given: number): string => `${given} ${given === 1 ? "dot" : "dots"} of ${voters} ${voters === 1 ? "person" : "people"}`,
  more: (text: string): string => `One dot more for: ${text}`,
  less: (text: string): string => `One dot less for: ${text}`,
  mine: (n: number): string => (n === 1 ? "1 dot of yours" : `${n} dots of yours`),
  all: (n: number): string => (n === 1 ? "1 dot" : `${n} dots`),
  show: "Show the counts",
  hide: "Hide the counts",
  keep: "Put the counts into the map",
  kept: "The counts are in the column votes of the cards. Ctrl+Z takes them out.",
  secret: "Counts are secret until they are shown.",
  empty: "There is no card to vote on.",
  failed: (why: string): string => `That did not work: ${why}`,
} as const;
