/** What a live change means for the inbox's queries. */

import type { QueryClient } from "@tanstack/react-query";
import type { Changes } from "@/lib/live";
import { connectionsMayHaveChanged } from "./api/connections";
import { putConversation } from "./api/conversation-cache";
import { conversationKey } from "./api/conversations";
import { putEntries } from "./api/thread-cache";

/** Patches the lists and threads that are held. Frames may come late, twice, or out of order. */
export function applyChanges(client: QueryClient, { conversations, entries }: Changes): void {
  conversations.forEach((conversation) => putConversation(client, conversation));
  // A thread that grew may have moved its flow session, which no frame carries.
  for (const id of putEntries(client, entries)) void client.invalidateQueries({ queryKey: conversationKey(id) });
  if (entries.some((entry) => entry.entry === "message" && entry.status === "paused")) connectionsMayHaveChanged(client);
}

/** Too much was missed: everything shown is fetched again. */
export function forgetChanges(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ["conversations"] });
}
