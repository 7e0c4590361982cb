/** The entries of one conversation. */

import { infiniteQueryOptions, type InfiniteData } from "@tanstack/react-query";
import { api } from "@/lib/api";
import type { EntriesOut, Entry } from "@/lib/api-types";

/** Pages from the newest to the oldest; inside a page, oldest first. */
export type EntryPages = InfiniteData<EntriesOut, number | undefined>;

/** The first page is what one waits for; those before it are fetched ahead of the scrolling. */
const [FIRST, OLDER] = [50, 100];

export const messagesKey = (conversationId: string) => ["conversations", "entries", conversationId] as const;

/** A page of the entries before a place; of the newest without one. */
export function fetchEntries(conversationId: string, before: number | undefined, { limit = before === undefined ? FIRST : OLDER, signal }: { limit?: number; signal?: AbortSignal } = {}): Promise<EntriesOut> {
  return api.get("/conversations/{conversation_id}/messages", { path: { conversation_id: conversationId }, query: { before, limit }, signal });
}

/** Every entry that is held, oldest first, none twice. Pages that follow one another are only put together. */
export function oldestFirst({ pages }: Pick<EntryPages, "pages">): Entry[] {
  const all = pages.toReversed().flatMap((page) => page.entries);
  if (all.every((entry, index) => index === 0 || entry.seq > (all[index - 1]?.seq ?? 0))) return all;
  return [...new Map(all.map((entry) => [entry.seq, entry])).values()].sort((a, b) => a.seq - b.seq);
}

/** The places before which the next pages begin, were they all full. */
export function olderPages(data: EntryPages | undefined, most: number): number[] {
  const oldest = data?.pages.at(-1);
  const first = oldest?.entries[0]?.seq;
  if (!oldest?.has_more || first === undefined) return [];
  return Array.from({ length: most }, (_, index) => first - index * OLDER).filter((before) => before > 1);
}

/** The messages and events of one conversation, newest last. */
export const messagesQuery = (conversationId: string) =>
  infiniteQueryOptions({
    queryKey: messagesKey(conversationId),
    queryFn: ({ pageParam, signal }) => fetchEntries(conversationId, pageParam, { signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (oldest) => (oldest.has_more ? oldest.entries[0]?.seq : undefined),
    select: oldestFirst,
    staleTime: Infinity,
    // Patches keep what did not change; comparing thousands of entries anew with each would cost more than it saves.
    structuralSharing: false,
  });
