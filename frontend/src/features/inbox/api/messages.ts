/** The entries of one conversation. */

import { infiniteQueryOptions, type InfiniteData } from "@tanstack/react-query";
import { api } from "@/lib/api";
import type { EntriesOut, Entry } from "@/lib/api-types";

/** Pages from the newest to the oldest; inside a page, oldest first. */
export type EntryPages = InfiniteData<EntriesOut, number | undefined>;

const PAGE = 50;

export const messagesKey = (conversationId: string) => ["conversations", "entries", conversationId] as const;

function oldestFirst({ pages }: EntryPages): Entry[] {
  const unique = new Map(pages.flatMap((page) => page.entries.map((entry) => [entry.seq, entry])));
  return [...unique.values()].sort((a, b) => a.seq - b.seq);
}

/** The messages and events of one conversation, newest last. */
export const messagesQuery = (conversationId: string) =>
  infiniteQueryOptions({
    queryKey: messagesKey(conversationId),
    queryFn: ({ pageParam, signal }) =>
      api.get("/conversations/{conversation_id}/messages", { path: { conversation_id: conversationId }, query: { before: pageParam, limit: PAGE }, signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (oldest) => (oldest.has_more ? oldest.entries[0]?.seq : undefined),
    select: oldestFirst,
    staleTime: Infinity,
  });
