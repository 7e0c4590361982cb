import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useCallback, useSyncExternalStore } from "react";
import type { ConversationOut } from "@/lib/api-types";
import { views } from "../views";
import { listKey, type ConversationPages } from "./conversations";

/** The open conversation with the contact of a resolved one, where a list holds it. */
export function otherOpen(client: QueryClient, { contact_id, connection_id }: ConversationOut): ConversationOut | undefined {
  const isIt = (each: ConversationOut) => each.contact_id === contact_id && each.connection_id === connection_id && each.status !== "resolved";
  for (const view of views)
    for (const page of client.getQueryData<ConversationPages>(listKey(view))?.pages ?? []) {
      const other = page.conversations.find(isIt);
      if (other) return other;
    }
}

/** Its id, from the moment a list comes to hold it. */
export function useOtherOpen(conversation: ConversationOut): string | undefined {
  const client = useQueryClient();
  const subscribe = useCallback((listener: () => void) => client.getQueryCache().subscribe(listener), [client]);
  return useSyncExternalStore(subscribe, () => (conversation.status === "resolved" ? otherOpen(client, conversation)?.id : undefined));
}
