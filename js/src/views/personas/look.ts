/** How a persona is drawn: initials, and colours in which they can be read. */

/** The colours of stages, in order: what a persona without a colour of its own gets by its place. */
export const SWATCHES = ["#5b7aa8", "#7c6fb0", "#a8668f", "#b3734a", "#5d8a5a", "#4d8a8c"] as const;

/** The first letters of the first two words. */
export function initials(name: string): string {
  const words = name.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}’'-]*/gu) ?? [];
  return words.slice(0, 2).map((word) => [...word][0] ?? "").join("").toLocaleUpperCase() || "?";
}

/** The colour a persona is drawn in; what is no colour counts as none. */
export function colourOf(value: unknown, place: number): string {
  return typeof value === "string" && /^#[0-9a-f]{6}$/i.test(value.trim()) ? value.trim().toLowerCase() : (SWATCHES[place % SWATCHES.length] ?? SWATCHES[0]);
}

/** A ground near the colour, and the ink on it that reads with a contrast of at least 4.5. */
export function avatar(colour: string): { ground: string; ink: string } {
  let parts = channels(colour);
  if (light(parts) > 0.36) return { ground: colour, ink: "#14181c" };
  while (light(parts) > 0.175) parts = parts.map((one) => one * 0.96);
  return { ground: `#${parts.map((one) => Math.round(one).toString(16).padStart(2, "0")).join("")}`, ink: "#ffffff" };
}

const channels = (colour: string): number[] => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));

/** The relative luminance of WCAG. */
function light(parts: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = parts.map((one) => (one / 255 <= 0.04045 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
