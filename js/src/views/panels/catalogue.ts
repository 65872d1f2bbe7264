/** Words to choose from where any word is allowed: the catalogue, and what the map says already. No elements. */
import { rowsOf } from "../../model/document";
import { plainText } from "../../model/items";
import type { Doc, Row } from "../../model/types";

/** As cjm_widgets/model/allowed.py has them; a test holds the two together. */
export const TOUCHPOINTS = ["ads", "social media", "website visit", "review", "onboarding", "support", "feature usage", "payment flow", "confirmation e-mail", "renewal", "feedback", "referral", "customer service"] as const;
export const CHANNELS = ["website", "app", "e-mail", "phone", "chat", "social media", "SMS", "post", "parcel", "shop", "in person", "search", "review site"] as const;

const MOST = 60;
const LISTS: Readonly<Record<string, readonly string[]>> = { channel: CHANNELS, team: [], actor: [] };

/** What a column of cards may be filled with; nothing where only typing makes sense. */
export function pickList(doc: Doc, row: Row, column: string): readonly string[] | null {
  const cards = rowsOf(doc, "cards");
  if (column === "text") {
    const lane = doc.tables.lanes.rows.get(String(row["lane"]));
    return lane?.["role"] === "touchpoints" ? words(TOUCHPOINTS, cards.filter((card) => card["lane"] === row["lane"]), column) : null;
  }
  const known = LISTS[column];
  const found = known ? words(known, cards, column) : [];
  return found.length ? found : null;
}

function words(first: readonly string[], cards: readonly Row[], column: string): readonly string[] {
  const said = cards.map((card) => plainText(card[column]).trim()).filter(Boolean);
  return [...new Set([...said, ...first])].slice(0, MOST);
}
