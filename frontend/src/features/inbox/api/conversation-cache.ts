/** Puts what is known about a conversation into every list it concerns. Lists are patched, never refetched. */

import type { QueryClient } from "@tanstack/react-query";
import type { ConversationOut } from "@/lib/api-types";
import { session } from "@/lib/session";
import { belongsTo, views, type View } from "../views";
import { conversationKey, isUnderWay, knownConversation, listKey, type Conversation, type ConversationPages } from "./conversations";

function placed(data: ConversationPages, view: View, conversation: ConversationOut): ConversationPages {
  const pages = data.pages.map((page) => ({ ...page, conversations: page.conversations.filter((each) => each.id !== conversation.id) }));
  const first = pages[0];
  if (!first || !belongsTo(view, conversation, session()?.member.id)) return { ...data, pages };
  const all = pages.flatMap((page) => page.conversations);
  const complete = pages.at(-1)?.next_cursor === null;
  const loaded = complete || all.some((each) => each.last_activity_at <= conversation.last_activity_at);
  // The order of a page does not matter: the list sorts what it shows.
  return loaded ? { ...data, pages: [{ ...first, conversations: [conversation, ...first.conversations] }, ...pages.slice(1)] } : { ...data, pages };
}

/** Writes a conversation everywhere, whatever was known. */
export function writeConversation(client: QueryClient, conversation: ConversationOut): void {
  client.setQueryData<Conversation>(conversationKey(conversation.id), (known) => known && { ...known, ...conversation });
  for (const view of views) client.setQueryData<ConversationPages>(listKey(view), (data) => data && placed(data, view, conversation));
}

/** Takes the server's word unless a newer one is known. While a step or a reply of ours is under way, the same version is older than what we show. */
export function putConversation(client: QueryClient, incoming: ConversationOut): void {
  const known = knownConversation(client, incoming.id);
  if (known && incoming.version < known.version) return;
  if (known && incoming.version === known.version && isUnderWay(client, incoming.id)) return;
  writeConversation(client, incoming);
}
