/** Puts entries into the threads that are held. A known place with the same or a lower revision is dropped. */

import type { QueryClient } from "@tanstack/react-query";
import type { EntriesOut, Entry, MessageEntry } from "@/lib/api-types";
import { asPatch, fetchEntries, messagesKey, noteEarly, oldestFirst, type EntryPages } from "./messages";
import { patchQuery } from "./patch-query";

/** A message as the thread holds it; `resending`: a new attempt is asked for and not yet answered. */
export type HeldMessage = MessageEntry & { resending?: boolean };

/** The most places one request asks for. */
const MOST = 200;

const held = (client: QueryClient, conversationId: string) => client.getQueryData<EntryPages>(messagesKey(conversationId));

function find(data: EntryPages | undefined, seq: number): Entry | undefined {
  for (const page of data?.pages ?? []) {
    const found = page.entries.find((entry) => entry.seq === seq);
    if (found) return found;
  }
  return undefined;
}

export function knownMessage(client: QueryClient, conversationId: string, seq: number): HeldMessage | undefined {
  const found = find(held(client, conversationId), seq);
  return found?.entry === "message" ? found : undefined;
}

/** Pages whose entries did not change stay the same objects. */
function replaced(page: EntriesOut, news: Map<number, Entry>): EntriesOut {
  return page.entries.some((entry) => news.has(entry.seq)) ? { ...page, entries: page.entries.map((entry) => news.get(entry.seq) ?? entry) } : page;
}

/** Writes a message whatever its revision: what we expect, or what was there before. */
export function writeMessage(client: QueryClient, message: HeldMessage): void {
  const news = new Map([[message.seq, message as Entry]]);
  patchQuery<EntryPages>(client, messagesKey(message.conversation_id), (data) => asPatch({ ...data, pages: data.pages.map((page) => replaced(page, news)) }));
}

function patched(data: EntryPages, incoming: Entry[]): EntryPages {
  const [newest] = data.pages;
  if (!newest) return data;
  const first = data.pages.at(-1)?.entries[0]?.seq ?? 0;
  const [changed, added] = [new Map<number, Entry>(), new Map<number, Entry>()];
  for (const entry of incoming) {
    const known = find(data, entry.seq);
    const best = changed.get(entry.seq) ?? added.get(entry.seq) ?? known;
    // Older than what is held: its page will bring it.
    if ((!best && entry.seq < first) || (best && entry.revision <= best.revision)) continue;
    (known ? changed : added).set(entry.seq, entry);
  }
  if (changed.size + added.size === 0) return data;
  const pages = data.pages.map((page) => replaced(page, changed));
  const grown = [...(pages[0]?.entries ?? []), ...added.values()].sort((a, b) => a.seq - b.seq);
  return asPatch({ ...data, pages: added.size > 0 ? pages.with(0, { ...newest, entries: grown }) : pages });
}

/** The last hole between the entries that are held: the places it misses. */
function holeIn(data: EntryPages): { before: number; size: number } | null {
  const entries = oldestFirst(data);
  for (let at = entries.length - 1; at > 0; at -= 1) {
    const [from, to] = [entries[at - 1]?.seq ?? 0, entries[at]?.seq ?? 0];
    if (to - from > 1) return { before: to, size: to - from - 1 };
  }
  return null;
}

const mending = new Set<string>();

/** Asks for what is missing between two entries; only a thread far behind is fetched whole. */
async function mend(client: QueryClient, conversationId: string): Promise<void> {
  const data = held(client, conversationId);
  const hole = data && holeIn(data);
  if (!hole || mending.has(conversationId)) return;
  mending.add(conversationId);
  try {
    if (hole.size > MOST) throw new Error("Too much is missing");
    const { entries } = await fetchEntries(conversationId, hole.before, { limit: hole.size });
    patchQuery<EntryPages>(client, messagesKey(conversationId), (now) => patched(now, entries));
    const after = held(client, conversationId);
    if (after && holeIn(after)?.before === hole.before) throw new Error("Still missing");
  } catch {
    void client.invalidateQueries({ queryKey: messagesKey(conversationId) });
  } finally {
    mending.delete(conversationId);
  }
}

/** A hole in a thread is filled; nothing else is fetched. */
export function putEntries(client: QueryClient, entries: Entry[]): void {
  for (const id of new Set(entries.map((entry) => entry.conversation_id))) {
    const own = entries.filter((entry) => entry.conversation_id === id);
    const before = held(client, id);
    if (!before) {
      if (client.isFetching({ queryKey: messagesKey(id), exact: true })) noteEarly(id, own);
      continue;
    }
    const after = patched(before, own);
    if (after === before) continue;
    patchQuery(client, messagesKey(id), () => after);
    if (holeIn(after) && !holeIn(before)) void mend(client, id);
  }
}
