/** What a live change means for the inbox's queries. */

import { notifyManager, type QueryClient } from "@tanstack/react-query";
import type { ConversationOut } from "@/lib/api-types";
import type { Changes } from "@/lib/live";
import { connectionsMayHaveChanged } from "./api/connections";
import { putConversations, putReports } from "./api/conversation-cache";
import { conversationKey, type Conversation } from "./api/conversations";
import { needReasons } from "./api/messages";
import { putEntries } from "./api/thread-cache";

/** No frame carries a flow session: it is read again where what we hold was read before it may have moved. While the bot speaks it also moves in silence. */
function sessionsMayHaveMoved(client: QueryClient, conversations: ConversationOut[]): void {
  const last = new Map<string, ConversationOut>();
  for (const each of conversations) if (each.version >= (last.get(each.id)?.version ?? 0)) last.set(each.id, each);
  for (const { id, status, version, seq } of last.values()) {
    const queryKey = conversationKey(id);
    const look = () => {
      const held = client.getQueryData<Conversation>(queryKey);
      if (held && (!held.read_at || (status === "bot" ? held.read_at.version < version : held.read_at.seq < seq))) void client.invalidateQueries({ queryKey, exact: true });
    };
    const query = client.getQueryCache().find<Conversation>({ queryKey, exact: true });
    // The first answer is on the way, and may be of before.
    if (query?.state.data === undefined) void query?.promise?.then(look, () => undefined);
    else look();
  }
}

/** Patches the lists and threads that are held. Frames may come late, twice, or out of order. */
export function applyChanges(client: QueryClient, { conversations, entries }: Changes): void {
  void needReasons(entries);
  notifyManager.batch(() => {
    putConversations(client, conversations);
    putEntries(client, entries);
    sessionsMayHaveMoved(client, conversations);
    putReports(client, entries);
  });
  if (entries.some((entry) => entry.entry === "message" && entry.status === "paused")) connectionsMayHaveChanged(client);
}

/** Too much was missed: everything shown is fetched again. */
export function forgetChanges(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ["conversations"] });
}
