/** Every sentence that a report adds to its views, in one place. */
export const words = {
  lanes: "Lanes",
  folds: (drawn: number, all: number): string => (drawn === all ? `Fold lanes: all ${all} are shown` : `Fold lanes: ${drawn} of ${all} are shown`),
  folded: (name: string, shown: boolean): string => `${name} ${shown ? "is shown" : "is folded away"}.`,
  failed: (why: string): string => `This view could not be drawn, so the table stands in its place: ${why}`,
  noData: (id: string): string => `the page holds no map “${id}”`,
  theme: "Colours",
  themes: { auto: "As the system", light: "Light", dark: "Dark" },
  paper: "Paper",
  paperAuto: "As the printer has it",
  paperOf: (paper: string, way: "landscape" | "portrait"): string => `${paper === "letter" ? "Letter" : paper}, ${way === "landscape" ? "across" : "upright"}`,
  withTables: "print all tables",
  print: "Print or PDF",
  sheetOf: (from: number, to: number, all: number): string => (from === 1 && to === all ? "" : from === to ? `step ${from} of ${all}` : `steps ${from} to ${to} of ${all}`),
} as const;
