/** The lists of the inbox, and one conversation. Live changes patch them, so they never go stale by age. */

import { infiniteQueryOptions, queryOptions, type InfiniteData, type QueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api";
import type { ContactOut, ConversationOut, ConversationsOut, FlowSessionOut } from "@/lib/api-types";
import { useOutbox } from "../outbox";
import { filters, views, type View } from "../views";

/** A conversation as far as it is known: the list knows neither its contact's details nor its flow session. */
export type Conversation = ConversationOut & { contact?: ContactOut; session?: FlowSessionOut | null };
export type ConversationPages = InfiniteData<ConversationsOut, string | undefined>;

const PAGE = 25;

function newestFirst({ pages }: ConversationPages): ConversationOut[] {
  const unique = new Map(pages.flatMap((page) => page.conversations.map((each) => [each.id, each])));
  return [...unique.values()].sort((a, b) => b.last_activity_at.localeCompare(a.last_activity_at) || b.id.localeCompare(a.id));
}

export const listKey = (view: View) => ["conversations", "list", view] as const;
export const conversationKey = (id: string) => ["conversations", "one", id] as const;

/** One view of the inbox, newest activity first. */
export const conversationsQuery = (view: View) =>
  infiniteQueryOptions({
    queryKey: listKey(view),
    queryFn: ({ pageParam, signal }) => api.get("/conversations", { query: { ...filters[view], cursor: pageParam, limit: PAGE }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    select: newestFirst,
    staleTime: Infinity,
  });

/** The newest word about a conversation in any cache. */
export function knownConversation(client: QueryClient, id: string): Conversation | undefined {
  const listed = views.flatMap((view) => client.getQueryData<ConversationPages>(listKey(view))?.pages.flatMap((page) => page.conversations.filter((each) => each.id === id)) ?? []);
  const one = client.getQueryData<Conversation>(conversationKey(id));
  return [one, ...listed].reduce<Conversation | undefined>((best, each) => (each && (!best || each.version > best.version) ? each : best), undefined);
}

/** One conversation with its contact and its flow session. */
export const conversationQuery = (client: QueryClient, id: string) =>
  queryOptions<Conversation, Error, Conversation, ReturnType<typeof conversationKey>>({
    queryKey: conversationKey(id),
    queryFn: async ({ signal }): Promise<Conversation> => {
      const { contact, session, ...fresh } = await api.get("/conversations/{conversation_id}", { path: { conversation_id: id }, signal });
      const known = knownConversation(client, id);
      // A frame, or a step of ours, may have overtaken this answer.
      const newest = known && (known.version > fresh.version || isUnderWay(client, id)) ? known : fresh;
      return { ...newest, contact, session };
    },
    placeholderData: () => knownConversation(client, id),
    staleTime: Infinity,
  });

/** Whether what we show of a conversation runs ahead of the server. */
export function isUnderWay(client: QueryClient, id: string): boolean {
  return client.isMutating({ mutationKey: stepKey(id) }) > 0 || useOutbox.getState().items.some((item) => item.conversation_id === id && item.state === "pending");
}

export const stepKey = (id: string) => ["conversations", "step", id] as const;
