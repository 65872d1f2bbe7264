/** Every sentence a person reads in a timer, in one place. */
export const words = {
  title: "Timer",
  start: "Start",
  pause: "Pause",
  goOn: "Go on",
  add: "+ 1 minute",
  next: "Next item",
  again: "From the start",
  over: "over time",
  done: "done",
  minutes: (n: number): string => `${Math.round(n * 10) / 10} min`,
  of: (clock: string): string => `now, ${clock} left`,
  left: (minutes: number): string => (minutes === 0 ? "Time is up." : minutes === 1 ? "One minute left." : `${minutes} minutes left.`),
  now: (name: string): string => `Now: ${name}`,
} as const;
