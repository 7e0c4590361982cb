/** The lists of the inbox, and one conversation. Live changes patch them, so they never go stale by age. */

import { infiniteQueryOptions, queryOptions, type InfiniteData, type QueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api";
import type { ContactOut, ConversationOut, ConversationsOut, FlowSessionOut } from "@/lib/api-types";
import { session } from "@/lib/session";
import { useOutbox } from "../outbox";
import { belongsTo, filters, views, type View } from "../views";
import { orderOf, type Order } from "./list-order";
import { withStatus } from "./snippet-status";

/** A conversation as far as it is known: the list knows neither its contact's details nor its flow session. `as_of`: where it stood when these were read. */
export type Conversation = ConversationOut & { contact?: ContactOut; session?: FlowSessionOut | null; as_of?: Pick<ConversationOut, "version" | "seq"> };
/** `oldest`: how far back the answer reached, whatever became of its rows since. */
type Page = ConversationsOut & { oldest?: string };
export type ConversationPages = InfiniteData<Page, string | undefined>;

/** The first page is what a screen needs; whoever asks for more wants many. */
const FIRST_PAGE = 25;
const PAGE = 100;

/** How far a search or another order looks at a time: the server's pages are by newest activity alone. */
export const DEEP = 1_000;

const usual = Object.fromEntries(views.map((view) => [view, orderOf({}, 0)])) as Record<View, Order>;

export const listKey = (view: View) => ["conversations", "list", view] as const;
export const conversationKey = (id: string) => ["conversations", "one", id] as const;

/** One view of the inbox, in the order given, else newest activity first. */
export const conversationsQuery = (view: View, order: Order = usual[view]) =>
  infiniteQueryOptions({
    queryKey: listKey(view),
    queryFn: async ({ pageParam, signal, client }): Promise<Page> => {
      const page = await api.get("/conversations", { query: { ...filters[view], cursor: pageParam, limit: pageParam ? PAGE : FIRST_PAGE }, signal });
      const conversations = page.conversations.map((each) => newestOf(client, each)).filter((each) => belongsTo(view, each, session()?.member.id));
      return { ...page, conversations, oldest: page.conversations.at(-1)?.last_activity_at };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    select: order,
    // Comparing thousands of rows field by field costs more than drawing the few that changed.
    structuralSharing: false,
    staleTime: Infinity,
  });

const indexes = new WeakMap<ConversationsOut, Map<string, ConversationOut>>();

/** What a page says of a conversation; asked again and again, so each page is indexed once. */
export function onPage(page: ConversationsOut, id: string): ConversationOut | undefined {
  let index = indexes.get(page);
  if (!index) indexes.set(page, (index = new Map(page.conversations.map((each) => [each.id, each]))));
  return index.get(id);
}

/** The newest word about a conversation in any cache; of the same age, the one that knows the ticks of its last words. */
export function knownConversation(client: QueryClient, id: string): Conversation | undefined {
  let best = client.getQueryData<Conversation>(conversationKey(id));
  for (const view of views)
    for (const page of client.getQueryData<ConversationPages>(listKey(view))?.pages ?? []) {
      const listed = onPage(page, id);
      if (listed && (!best || listed.version > best.version || (listed.version === best.version && !best.snippet?.status))) best = listed;
    }
  return best;
}

/** The open conversation with the contact of a resolved one, where a list holds it. */
export function otherOpen(client: QueryClient, { id, contact_id, connection_id }: ConversationOut): ConversationOut | undefined {
  // A list may not know yet that this one was resolved.
  const isIt = (each: ConversationOut) => each.id !== id && each.contact_id === contact_id && each.connection_id === connection_id && each.status !== "resolved";
  for (const view of views)
    for (const page of client.getQueryData<ConversationPages>(listKey(view))?.pages ?? []) {
      const other = page.conversations.find(isIt);
      if (other) return other;
    }
}

/** Without what only the answer about the one conversation says: put into a list, it would come back when it is old. */
export const asListed = ({ contact, session, as_of, ...listed }: Conversation): ConversationOut => listed;

/** An answer with the ticks that are known; what is known, where a frame or a step of ours has overtaken it. */
function newestOf(client: QueryClient, fresh: ConversationOut): ConversationOut {
  const known = knownConversation(client, fresh.id);
  return known && (known.version > fresh.version || (known.version === fresh.version && isUnderWay(client, fresh.id))) ? asListed(withStatus(fresh, known)) : withStatus(known, fresh);
}

/** One conversation with its contact and its flow session. */
export const conversationQuery = (client: QueryClient, id: string) =>
  queryOptions<Conversation, Error, Conversation, ReturnType<typeof conversationKey>>({
    queryKey: conversationKey(id),
    queryFn: async ({ signal }): Promise<Conversation> => {
      const { contact, session, ...fresh } = await api.get("/conversations/{conversation_id}", { path: { conversation_id: id }, signal });
      return { ...newestOf(client, fresh), contact, session, as_of: { version: fresh.version, seq: fresh.seq } };
    },
    placeholderData: () => knownConversation(client, id),
    staleTime: Infinity,
  });

/** Whether what we show of a conversation runs ahead of the server. */
export function isUnderWay(client: QueryClient, id: string): boolean {
  return client.isMutating({ mutationKey: stepKey(id) }) > 0 || useOutbox.getState().items.some((item) => item.conversation_id === id && item.state === "pending");
}

export const stepKey = (id: string) => ["conversations", "step", id] as const;
