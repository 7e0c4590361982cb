/** What the palette shows for what was typed, in its groups. */

import { groups, isCommand, type Group, type PaletteItem } from "./palette-item";
import { isBySaid, rankOf, wordsIn } from "./rank";

export interface Found {
  item: PaletteItem;
  bySaid: boolean;
}

export interface FoundGroup {
  group: Group;
  found: Found[];
}

/** Rows of a group while others are shown, and alone. */
const FEW = { typed: 6, idle: 5, narrowed: 60 };

interface Asked {
  query: string;
  narrowed?: Group;
  now: number;
}

interface Ranked {
  item: PaletteItem;
  rank: number;
}

/** Only so many are ever shown: sorting all of them would take longer than finding them. */
function keepBest(best: Ranked[], next: Ranked, most: number): void {
  if (best.length === most && next.rank <= (best.at(-1)?.rank ?? 0)) return;
  const at = best.findIndex((each) => each.rank < next.rank);
  best.splice(at < 0 ? best.length : at, 0, next);
  if (best.length > most) best.pop();
}

/** Groups keep their order while nothing is typed; then the one with the best match comes first. */
export function resultsOf(items: readonly PaletteItem[], { query, narrowed, now }: Asked): FoundGroup[] {
  const commandsOnly = query.trimStart().startsWith(">");
  // A phone number is one word, however it is written.
  const words = /^[+\d\s().-]{4,}$/.test(query.trim()) ? [query.replace(/\D/g, "")] : wordsIn(query);
  const most = narrowed ? FEW.narrowed : words.length > 0 || commandsOnly ? FEW.typed : FEW.idle;
  const best = new Map<Group, Ranked[]>(groups.map((group) => [group, []]));
  for (const item of items) {
    if ((narrowed && item.group !== narrowed) || (commandsOnly && !isCommand(item))) continue;
    const rank = rankOf(item, words, now);
    if (rank > 0) keepBest(best.get(item.group) ?? [], { item, rank }, most);
  }
  return [...best]
    .filter(([, ranked]) => ranked.length > 0)
    .sort(([, a], [, b]) => (words.length > 0 ? (b[0]?.rank ?? 0) - (a[0]?.rank ?? 0) : 0))
    .map(([group, ranked]) => ({ group, found: ranked.map(({ item }) => ({ item, bySaid: isBySaid(item, words) })) }));
}
