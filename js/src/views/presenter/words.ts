/** Every sentence a person reads in a presenter, in one place. */
const FEELINGS = ["very bad", "bad", "neither good nor bad", "good", "very good"];

export const words = {
  waiting: "The map comes as soon as Python answers.",
  empty: "This map has no steps yet.",
  back: "Back",
  next: "Next",
  full: "Full screen",
  leave: "Leave full screen",
  larger: "Larger type",
  smaller: "Smaller type",
  by: { step: "Step by step", stage: "Stage by stage" },
  place: (at: number, all: number): string => `${at} of ${all}`,
  feels: (emotion: number): string => `Feels ${FEELINGS[Math.min(4, Math.max(0, Math.round(emotion) + 2))]}`,
  keys: "Arrow keys turn the page, F fills the screen, Escape leaves.",
  nothing: "Nothing is told of it yet.",
} as const;
