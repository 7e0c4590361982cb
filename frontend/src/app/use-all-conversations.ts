import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { conversationsQuery, DEEP, type Conversation } from "@/features/inbox/api/conversations";
import type { ConversationOut } from "@/lib/api-types";
import { useMay } from "@/lib/session";

interface AllConversations {
  /** The newest word of each, whatever list or page told it. */
  conversations: ConversationOut[];
  /** How many of the newest were looked at; 0 where that was not possible. */
  looked: number;
  /** There are no others. */
  complete: boolean;
  looking: boolean;
}

const NONE: ConversationOut[] = [];

/** Every conversation that is known here; of whoever `seeks`, the newest are asked for as far as a search of the list looks. */
export function useAllConversations(seeks: boolean): AllConversations {
  const client = useQueryClient();
  const may = useMay("conversation.read");
  const { data = NONE, hasNextPage, isFetching, isPaused, isError, fetchNextPage } = useInfiniteQuery({ ...conversationsQuery("all"), enabled: may && seeks });
  const goOn = seeks && hasNextPage && data.length < DEEP && !isError && !isPaused;
  useEffect(() => {
    if (goOn && !isFetching) void fetchNextPage({ cancelRefetch: false });
  }, [goOn, isFetching, data, fetchNextPage]);

  const conversations = useMemo(() => {
    const newest = new Map(data.map((each) => [each.id, each]));
    const note = (each: ConversationOut) => (newest.get(each.id)?.version ?? -1) < each.version && newest.set(each.id, each);
    client.getQueriesData<{ pages: { conversations: ConversationOut[] }[] }>({ queryKey: ["conversations", "list"] }).forEach(([, list]) => list?.pages.forEach((page) => page.conversations.forEach(note)));
    client.getQueriesData<Conversation>({ queryKey: ["conversations", "one"] }).forEach(([, one]) => one && note(one));
    return [...newest.values()];
  }, [client, data]);
  return { conversations, looked: data.length, complete: data.length > 0 && !hasNextPage, looking: goOn || (isFetching && !isPaused) };
}
