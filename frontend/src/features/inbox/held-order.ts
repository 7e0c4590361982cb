/** Keeps the order of the list still while somebody points at it: rows change in place, what is new waits. */

import type { ConversationOut } from "@/lib/api-types";

export interface HeldOrder {
  rows: ConversationOut[];
  /** Conversations that would come in, or move up with new words. */
  waiting: number;
}

/**
 * The held rows, then whatever comes after the last of them.
 * `let go`: those that the member sent away themselves; they leave at once.
 */
export function holdOrder(held: ConversationOut[], fresh: ConversationOut[], letGo: ReadonlySet<string>): HeldOrder {
  const before = new Map(held.map((each) => [each.id, each]));
  let waiting = 0;
  let at = 0;
  let next = 0;
  while (next < fresh.length) {
    const now = fresh[next] as ConversationOut;
    if (held[at]?.id === now.id) {
      at += 1;
      next += 1;
    } else if (at >= held.length && !before.has(now.id)) break;
    else if (before.get(now.id) !== now) {
      // One that a step moved is no news.
      if (before.get(now.id)?.snippet?.seq !== now.snippet?.seq || !before.has(now.id)) waiting += 1;
      next += 1;
    } else if (at < held.length) at += 1;
    else next += 1;
  }
  const left = letGo.size > 0 ? new Set(fresh.map((each) => each.id)) : null;
  const rows = left ? held.filter((each) => !letGo.has(each.id) || left.has(each.id)) : held;
  return { rows: next < fresh.length ? [...rows, ...fresh.slice(next)] : rows, waiting };
}
