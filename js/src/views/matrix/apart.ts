/** Points that would cover each other, moved apart: as little as need be, inside the plot, and always the same way. */

export interface Place { readonly id: string; readonly x: number; readonly y: number }

/** A point is so wide, in pixels. */
export const WIDE = 26;
const ROUNDS = 60;

/** Where points are drawn; `fixed` stays where it is. What is far from all others is not moved. */
export function apart(places: readonly Place[], width: number, height: number, fixed: string | null = null): Map<string, Place> {
  const now = places.map((one) => ({ ...one })).sort((a, b) => (a.id < b.id ? -1 : 1));
  for (let round = 0; round < ROUNDS; round++) if (!pushed(now, width, height, fixed)) break;
  return new Map(now.map((one) => [one.id, one]));
}

interface Moving { id: string; x: number; y: number }

/** One round over all pairs; whether any was too close. */
function pushed(now: readonly Moving[], width: number, height: number, fixed: string | null): boolean {
  let any = false;
  for (const [at, a] of now.entries())
    for (const [on, b] of now.slice(at + 1).entries()) {
      const far = Math.hypot(b.x - a.x, b.y - a.y);
      if (far >= WIDE - 0.5) continue;
      any = true;
      // Two in one place part in a direction of their own, so that many do not stay in a row.
      const turn = at * 2.4 + on;
      const [across, up] = far > 0.01 ? [(b.x - a.x) / far, (b.y - a.y) / far] : [Math.cos(turn), Math.sin(turn)];
      const by = WIDE - far;
      const share = a.id === fixed ? 0 : b.id === fixed ? 1 : 0.5;
      move(a, -across * by * share, -up * by * share, width, height);
      move(b, across * by * (1 - share), up * by * (1 - share), width, height);
    }
  return any;
}

function move(one: Moving, x: number, y: number, width: number, height: number): void {
  one.x = Math.max(WIDE / 2, Math.min(width - WIDE / 2, one.x + x));
  one.y = Math.max(WIDE / 2, Math.min(height - WIDE / 2, one.y + y));
}
