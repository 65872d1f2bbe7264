/** Every sentence a person reads in an exercise, in one place. */
export const words = {
  waiting: "The exercise comes as soon as Python answers.",
  minutes: (n: number): string => `about ${n} minutes`,
  wanted: "What is looked for",
  check: "Check",
  checking: "Checking…",
  hint: (more: number): string => (more === 1 ? "Show the last hint" : `Show a hint (${more} left)`),
  hints: "Hints",
  met: "met",
  missing: "missing",
  toRead: "A person reads this answer; the points are a suggestion.",
  result: (met: number, all: number, points: number, of: number): string => `${met} of ${all} met, ${points} of ${of} points.`,
  done: "All of it is met.",
  progress: (met: number, of: number): string => `${met} of ${of} exercises of this handout are met.`,
  old: "Something changed since. Check again.",
  answer: "Your answer",
  failed: (why: string): string => `That did not work: ${why}`,
} as const;
