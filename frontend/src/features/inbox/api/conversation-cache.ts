/** Puts what is known about conversations into every list it concerns. Lists are patched, never refetched. */

import type { QueryClient } from "@tanstack/react-query";
import type { ConversationOut, Entry } from "@/lib/api-types";
import { session } from "@/lib/session";
import { belongsTo, views, type View } from "../views";
import { asListed, conversationKey, isUnderWay, knownConversation, listKey, onPage, type Conversation, type ConversationPages } from "./conversations";
import { countMoves } from "./counts";
import { patchQuery } from "./patch-query";
import { afterReport, withStatus } from "./snippet-status";

function placed(data: ConversationPages, view: View, conversations: Map<string, ConversationOut>): ConversationPages {
  const ids = [...conversations.keys()];
  const pages = data.pages.map((page) => (ids.some((id) => onPage(page, id)) ? { ...page, conversations: page.conversations.filter((each) => !conversations.has(each.id)) } : page));
  const first = pages[0];
  if (!first) return data;
  const complete = pages.at(-1)?.next_cursor === null;
  const oldest = complete ? "" : (data.pages.findLast((page) => page.oldest)?.oldest ?? "~");
  const me = session()?.member.id;
  // Older than what was asked for: it comes with its page. Within a page the order does not matter: the list sorts what it shows.
  const come = [...conversations.values()].filter((each) => belongsTo(view, each, me) && each.last_activity_at >= oldest);
  if (come.length === 0 && pages.every((page, index) => page === data.pages[index])) return data;
  return { ...data, pages: come.length > 0 ? [{ ...first, conversations: [...come, ...first.conversations] }, ...pages.slice(1)] : pages };
}

/** What was told while an answer is on the way, by that answer. */
const toldMeanwhile = new WeakMap<Promise<unknown>, Map<string, ConversationOut>>();

/** Puts what was told once more into an answer that is on the way: it may be of before, or made of the pages of before. */
function placeLater(client: QueryClient, view: View, told: Map<string, ConversationOut>): void {
  const queryKey = listKey(view);
  const query = client.getQueryCache().find<ConversationPages>({ queryKey, exact: true });
  const answer = query?.promise;
  if (!answer || query.state.fetchStatus === "idle") return;
  const all = toldMeanwhile.get(answer) ?? new Map<string, ConversationOut>();
  for (const [id, each] of told) all.set(id, each);
  if (toldMeanwhile.has(answer)) return;
  toldMeanwhile.set(answer, all);
  const place = () =>
    patchQuery<ConversationPages>(client, queryKey, (data) => {
      const newest = [...all].flatMap(([id, each]) => {
        const listed = data.pages.map((page) => onPage(page, id)).find(Boolean);
        return listed && listed.version > each.version ? [] : [[id, withStatus(listed, each)] as const];
      });
      return placed(data, view, new Map(newest));
    });
  answer.then(place, () => undefined);
}

/** Writes conversations everywhere, whatever was known. */
export function writeConversations(client: QueryClient, conversations: ConversationOut[]): void {
  if (conversations.length === 0) return;
  const told = new Map<string, ConversationOut>();
  for (const each of conversations) {
    const known = told.get(each.id) ?? knownConversation(client, each.id);
    const full = withStatus(known, each);
    countMoves(client, known, full);
    told.set(each.id, asListed(full));
  }
  for (const each of told.values()) patchQuery<Conversation>(client, conversationKey(each.id), (held) => ({ ...held, ...each }));
  for (const view of views) {
    patchQuery<ConversationPages>(client, listKey(view), (data) => placed(data, view, told));
    placeLater(client, view, told);
  }
}

export function writeConversation(client: QueryClient, conversation: ConversationOut): void {
  writeConversations(client, [conversation]);
}

/** Takes the server's word unless a newer one is known. While a step or a reply of ours is under way, the same version is older than what we show. */
export function putConversations(client: QueryClient, incoming: ConversationOut[]): void {
  const newest = new Map<string, ConversationOut>();
  for (const each of incoming) {
    const known = newest.get(each.id) ?? knownConversation(client, each.id);
    if (known && each.version < known.version) continue;
    if (known && each.version === known.version && isUnderWay(client, each.id)) continue;
    newest.set(each.id, each);
  }
  writeConversations(client, [...newest.values()]);
}

export function putConversation(client: QueryClient, incoming: ConversationOut): void {
  putConversations(client, [incoming]);
}

/** Moves the ticks of the rows whose last words are reported on. Called once the threads know. */
export function putReports(client: QueryClient, entries: Entry[]): void {
  const changed = new Map<string, ConversationOut>();
  for (const entry of entries) {
    const known = changed.get(entry.conversation_id) ?? knownConversation(client, entry.conversation_id);
    const after = known && afterReport(client, known, entry);
    if (after && after !== known) changed.set(after.id, after);
  }
  writeConversations(client, [...changed.values()]);
}
