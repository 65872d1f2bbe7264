/** What Python told of a vote, read from the overlay `votes`. What does not fit is nothing. */
export interface Choice {
  readonly id: string;
  readonly text: string;
  readonly where: string;
  /** How many dots it has in all; nothing while they are secret. */
  readonly votes: number | null;
}

export interface Told {
  readonly title: string;
  readonly dots: number;
  readonly shown: boolean;
  readonly voters: number;
  readonly given: number;
  readonly choices: readonly Choice[];
}

export type Ballot = Readonly<Record<string, number>>;

export function readTold(overlay: unknown): Told | null {
  const told = overlay as Partial<Told> | null | undefined;
  return told && typeof told.dots === "number" && Array.isArray(told.choices) ? (told as Told) : null;
}

export function readBallot(answer: unknown): Ballot {
  const held = answer !== null && typeof answer === "object" ? Object.entries(answer) : [];
  return Object.fromEntries(held.filter((one): one is [string, number] => typeof one[1] === "number"));
}

export const spent = (ballot: Ballot): number => Object.values(ballot).reduce((sum, n) => sum + n, 0);

/** As they stand, or the most voted for first once the counts are shown. */
export function ordered(told: Told): readonly Choice[] {
  return told.shown ? [...told.choices].sort((a, b) => (b.votes ?? 0) - (a.votes ?? 0)) : told.choices;
}
