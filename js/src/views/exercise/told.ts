/** What Python told of an exercise, read from the overlay `exercise`. What does not fit is nothing. */
export interface Question {
  readonly id: string;
  readonly text: string;
  readonly kind: "text" | "number" | "choice";
  readonly options: readonly string[];
  readonly many: boolean;
  readonly said: string | number | readonly string[] | null;
  readonly why: string;
}

export interface Mark {
  readonly says: string;
  readonly met: boolean;
  readonly points: number;
  readonly of: number;
  readonly reason: string;
  readonly read: boolean;
}

export interface Told {
  readonly id: string;
  readonly title: string;
  readonly task: string;
  readonly minutes: number;
  readonly points: number;
  readonly hints: readonly string[];
  readonly more: number;
  readonly questions: readonly Question[];
  readonly rules: readonly { says: string; points: number }[];
  readonly marks: readonly Mark[] | null;
  /** How many exercises of the handout are met; nothing where it is the only one. */
  readonly progress?: { readonly met: number; readonly of: number } | null;
  /** Whether something changed since the last check. */
  readonly old: boolean;
}

export function read(overlay: unknown): Told | null {
  const told = overlay as Partial<Told> | null | undefined;
  const lists = [told?.hints, told?.questions, told?.rules];
  return told && typeof told.title === "string" && typeof told.task === "string" && lists.every(Array.isArray) ? (told as Told) : null;
}

/** How many of the marks are met, and the points in all. */
export function sums(marks: readonly Mark[]): { met: number; points: number; of: number } {
  const sum = (number: (mark: Mark) => number): number => Math.round(marks.reduce((total, mark) => total + number(mark), 0) * 100) / 100;
  return { met: marks.filter(({ met }) => met).length, points: sum(({ points }) => points), of: sum((mark) => mark.of) };
}
