import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useSyncExternalStore } from "react";
import { conversationQuery, knownConversation } from "./conversations";

/** One conversation; where it cannot be fetched, what the lists know of it goes on being told. */
export function useConversation(id: string) {
  const client = useQueryClient();
  const { data, isPending, error, refetch } = useQuery(conversationQuery(client, id));
  const lost = error !== null && data === undefined;
  const subscribe = useCallback((listener: () => void) => (lost ? client.getQueryCache().subscribe(listener) : () => undefined), [client, lost]);
  const known = useSyncExternalStore(subscribe, () => (lost ? knownConversation(client, id) : undefined));
  return { conversation: data ?? known, isPending, error, refetch };
}
