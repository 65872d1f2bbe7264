/** What a measured line and units say. */
export const words = {
  key: (name: string): string => `${name}, measured`,
  at: (name: string, said: string): string => (said.startsWith(name) ? `measured: ${said}` : `measured, ${name}: ${said}`),
  failed: (why: string): string => `Surveys cannot be drawn: ${why}`,
} as const;
