/** What a live change means for the inbox's queries. */

import { notifyManager, type QueryClient } from "@tanstack/react-query";
import type { Changes } from "@/lib/live";
import { connectionsMayHaveChanged } from "./api/connections";
import { putConversations, putReports } from "./api/conversation-cache";
import { conversationKey } from "./api/conversations";
import { putEntries } from "./api/thread-cache";

/** Patches the lists and threads that are held. Frames may come late, twice, or out of order. */
export function applyChanges(client: QueryClient, { conversations, entries }: Changes): void {
  notifyManager.batch(() => {
    putConversations(client, conversations);
    // A thread that grew may have moved its flow session, which no frame carries.
    for (const id of putEntries(client, entries)) void client.invalidateQueries({ queryKey: conversationKey(id) });
    putReports(client, entries);
  });
  if (entries.some((entry) => entry.entry === "message" && entry.status === "paused")) connectionsMayHaveChanged(client);
}

/** Too much was missed: everything shown is fetched again. */
export function forgetChanges(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ["conversations"] });
}
