/** Puts the conversations of a view in order and keeps them so: a change costs what changed, not the whole list. */

import type { ConversationOut, ConversationsOut } from "@/lib/api-types";
import { isDeep, type ListSearch } from "../list-search";

type Compare = (a: ConversationOut, b: ConversationOut) => number;
type Keep = (conversation: ConversationOut) => boolean;
export type Order = (data: { pages: ConversationsOut[] }) => ConversationOut[];

/** A window that closes within this is worth hurrying for. */
export const SOON = 2 * 3_600_000;

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const newest: Compare = (a, b) => byText(b.last_activity_at, a.last_activity_at) || byText(b.id, a.id);

/** Those without a moment come last, newest first. */
const soonest = (momentOf: (conversation: ConversationOut) => string | null): Compare => (a, b) => {
  const [one, other] = [momentOf(a), momentOf(b)];
  if (one === null || other === null) return Number(one === null) - Number(other === null) || newest(a, b);
  return byText(one, other) || newest(a, b);
};

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** By the name, the number as it is written or as figures alone, and the last words; accents and case do not matter. */
export function matches(query: string): Keep {
  const asked = plain(query);
  const figures = /^[\d\s()+-]+$/.test(query) ? query.replace(/\D/g, "") : "";
  return ({ contact_name, address, snippet }) =>
    [contact_name, address, snippet?.text ?? ""].some((text) => plain(text).includes(asked)) || (figures !== "" && address.replace(/\D/g, "").includes(figures));
}

/** Whether a window is open at `now` and will not be two hours later. Times are ISO 8601 in UTC. */
export function closesSoon(now: number): Keep {
  const [from, to] = [new Date(now).toISOString(), new Date(now + SOON).toISOString()];
  return ({ window_expires_at: at }) => at !== null && at > from && at < to;
}

function compareFor({ sort }: ListSearch, now: number): Compare {
  if (sort === "wait") return soonest((each) => each.waiting_since);
  if (sort !== "window") return newest;
  const from = new Date(now).toISOString();
  return soonest(({ window_expires_at: at }) => (at !== null && at > from ? at : null));
}

function keepFor({ closing, unread, q }: ListSearch, now: number): Keep {
  const wanted: Keep[] = [...(unread ? [(each: ConversationOut) => each.unread > 0] : []), ...(closing ? [closesSoon(now)] : []), ...(q ? [matches(q)] : [])];
  return (conversation) => wanted.every((each) => each(conversation));
}

/** The place of an item, or where it would go. */
function placeIn(items: ConversationOut[], item: ConversationOut, compare: Compare): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(items[middle] as ConversationOut, item) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * An order that remembers its last answer. Pages that are the same object are not looked at again, and what is new is put in its place;
 * the answer is always the one that sorting everything would give. A conversation on two pages is shown once, in its newest version.
 */
export function orderOf(search: ListSearch, now: number): Order {
  const [compare, keep] = [compareFor(search, now), keepFor(search, now)];
  const all = !isDeep(search);
  let pages: ConversationsOut[] = [];
  let items: ConversationOut[] = [];
  const held = new Map<string, ConversationOut>();

  function anew(next: ConversationsOut[]) {
    held.clear();
    for (const each of next.flatMap((page) => page.conversations)) {
      const other = held.get(each.id);
      if (!other || each.version > other.version) held.set(each.id, each);
    }
    items = [...held.values()].filter((each) => all || keep(each)).sort(compare);
  }

  function patch(gone: Set<ConversationOut>, come: ConversationOut[]) {
    const after = items.slice();
    for (const each of gone) {
      if (held.get(each.id) !== each) continue;
      held.delete(each.id);
      const at = placeIn(after, each, compare);
      if (after[at] === each) after.splice(at, 1);
    }
    for (const each of come) {
      held.set(each.id, each);
      if (all || keep(each)) after.splice(placeIn(after, each, compare), 0, each);
    }
    items = after;
  }

  return ({ pages: next }) => {
    const [before, after] = [new Set(pages), new Set(next)];
    const come = new Set(next.flatMap((page) => (before.has(page) ? [] : page.conversations)));
    const gone = new Set(pages.flatMap((page) => (after.has(page) ? [] : page.conversations)).filter((each) => !come.delete(each)));
    pages = next;
    const left = new Set([...gone].map((each) => each.id));
    // The same conversation twice: rare enough to begin anew.
    const twice = new Set([...come].map((each) => each.id)).size < come.size || [...come].some((each) => held.has(each.id) && !left.has(each.id));
    if (twice || come.size > 400) anew(next);
    else if (come.size > 0 || gone.size > 0) patch(gone, [...come]);
    return items;
  };
}
