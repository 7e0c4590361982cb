/** Puts entries into the threads that are held. A known place with the same or a lower revision is dropped. */

import type { QueryClient } from "@tanstack/react-query";
import type { Entry, MessageEntry } from "@/lib/api-types";
import { messagesKey, type EntryPages } from "./messages";

/** A message as the thread holds it; `resending`: a new attempt is asked for and not yet answered. */
export type HeldMessage = MessageEntry & { resending?: boolean };

export function knownMessage(client: QueryClient, conversationId: string, seq: number): HeldMessage | undefined {
  const pages = client.getQueryData<EntryPages>(messagesKey(conversationId))?.pages ?? [];
  return pages.flatMap((page) => page.entries).find((entry): entry is HeldMessage => entry.seq === seq && entry.entry === "message");
}

/** Writes a message whatever its revision: what we expect, or what was there before. */
export function writeMessage(client: QueryClient, message: HeldMessage): void {
  client.setQueryData<EntryPages>(messagesKey(message.conversation_id), (data) => data && { ...data, pages: data.pages.map((page) => ({ ...page, entries: page.entries.map((entry) => (entry.seq === message.seq ? message : entry)) })) });
}

function patched(data: EntryPages, incoming: Entry[]): EntryPages {
  const [newest, ...older] = data.pages;
  if (!newest) return data;
  const known = new Map(data.pages.flatMap((page) => page.entries.map((entry) => [entry.seq, entry])));
  const first = Math.min(...known.keys());
  const news = new Map<number, Entry>();
  for (const entry of incoming) {
    const best = news.get(entry.seq) ?? known.get(entry.seq);
    const older = !best && known.size > 0 && entry.seq < first;
    if (!older && (!best || entry.revision > best.revision)) news.set(entry.seq, entry);
  }
  if (news.size === 0) return data;
  const replaced = [newest, ...older].map((page) => ({ ...page, entries: page.entries.map((entry) => news.get(entry.seq) ?? entry) }));
  const added = [...news.values()].filter((entry) => !known.has(entry.seq)).sort((a, b) => a.seq - b.seq);
  return { ...data, pages: replaced.map((page, index) => (index === 0 ? { ...page, entries: [...page.entries, ...added] } : page)) };
}

function hasGap(data: EntryPages): boolean {
  const places = [...new Set(data.pages.flatMap((page) => page.entries.map((entry) => entry.seq)))].sort((a, b) => a - b);
  return places.some((place, index) => index > 0 && place - (places[index - 1] ?? 0) > 1);
}

/** Returns the conversations that grew. A thread with a hole in it is fetched again. */
export function putEntries(client: QueryClient, entries: Entry[]): Set<string> {
  const grown = new Set<string>();
  for (const id of new Set(entries.map((entry) => entry.conversation_id))) {
    const own = entries.filter((entry) => entry.conversation_id === id);
    const before = client.getQueryData<EntryPages>(messagesKey(id));
    const last = Math.max(0, ...(before?.pages[0]?.entries.map((entry) => entry.seq) ?? []));
    if (own.some((entry) => entry.seq > last)) grown.add(id);
    if (!before) continue;
    const after = patched(before, own);
    client.setQueryData(messagesKey(id), after);
    if (after !== before && hasGap(after) && !hasGap(before)) void client.invalidateQueries({ queryKey: messagesKey(id) });
  }
  return grown;
}
