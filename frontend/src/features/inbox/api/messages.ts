/** The entries of one conversation. */

import { infiniteQueryOptions, type InfiniteData } from "@tanstack/react-query";
import { api } from "@/lib/api";
import type { EntriesOut, Entry } from "@/lib/api-types";
import { needWords } from "@/lib/i18n";

/** Pages from the newest to the oldest; inside a page, oldest first. */
export type EntryPages = InfiniteData<EntriesOut, number | undefined>;

/** The first page is what one waits for; those before it are fetched ahead of the scrolling. */
const [FIRST, OLDER] = [50, 100];

export const messagesKey = (conversationId: string) => ["conversations", "entries", conversationId] as const;

/** A page of the entries before a place, with the words it takes; of the newest without one. */
export async function fetchEntries(conversationId: string, before: number | undefined, { limit = before === undefined ? FIRST : OLDER, signal }: { limit?: number; signal?: AbortSignal } = {}): Promise<EntriesOut> {
  const page = await api.get("/conversations/{conversation_id}/messages", { path: { conversation_id: conversationId }, query: { before, limit }, signal });
  await needReasons(page.entries);
  return page;
}

/** Few threads hold a failure: the words for its reason come with the first. Without them, or where they take long, it says the server's. */
export async function needReasons(entries: Entry[]): Promise<void> {
  if (!entries.some((entry) => entry.entry === "message" && entry.error)) return;
  const soon = new Promise((resolve) => setTimeout(resolve, 1_000));
  await Promise.race([needWords("failures").catch(() => undefined), soon]);
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

/** What frames said of a thread while its first answer was on the way. */
const early = new Map<string, Entry[]>();

/** Keeps the entries of frames for a thread that is being fetched for the first time. */
export function noteEarly(conversationId: string, entries: Entry[]): void {
  early.set(conversationId, [...(early.get(conversationId) ?? []), ...entries]);
}

/** An answer, without going back behind what frames said while it was on the way. */
export function overtaken(conversationId: string, before: EntryPages | undefined, answer: EntryPages): EntryPages {
  const [newest, ...older] = answer.pages;
  const told = [...(before ? oldestFirst(before) : []), ...(early.get(conversationId) ?? [])];
  early.delete(conversationId);
  if (!newest || told.length === 0) return answer;
  const known = new Map<number, Entry>();
  for (const entry of told) if (entry.revision >= (known.get(entry.seq)?.revision ?? 0)) known.set(entry.seq, entry);
  const kept = (entry: Entry) => {
    const other = known.get(entry.seq);
    return other && other.revision > entry.revision ? other : entry;
  };
  const first = newest.entries[0]?.seq ?? 0;
  const there = new Set(newest.entries.map((entry) => entry.seq));
  const more = [...known.values()].filter((entry) => entry.seq > first && !there.has(entry.seq));
  return { ...answer, pages: [{ ...newest, entries: [...newest.entries.map(kept), ...more].sort((a, b) => a.seq - b.seq) }, ...older.map((page) => ({ ...page, entries: page.entries.map(kept) }))] };
}

/** Threads as patches left them; they need no comparing with what they came from. */
const patches = new WeakSet<object>();

/** Says that this state of a thread was made from the one before. */
export function asPatch(data: EntryPages): EntryPages {
  patches.add(data);
  return data;
}

const isThread = (data: unknown): data is EntryPages => typeof data === "object" && data !== null && "pages" in data;

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
    // Called for what is selected, too, which may be anything.
    structuralSharing: (before, data) => (isThread(data) && !patches.has(data) ? overtaken(conversationId, before as EntryPages | undefined, data) : data),
  });
