/** What a live change means for the inbox's queries. */

import { defaultScheduler, notifyManager, type QueryClient } from "@tanstack/react-query";
import type { ConversationOut } from "@/lib/api-types";
import type { Changes } from "@/lib/live";
import { connectionsMayHaveChanged } from "./api/connections";
import { putConversations, putReports } from "./api/conversation-cache";
import { conversationKey, type Conversation } from "./api/conversations";
import { needReasons } from "./api/messages";
import { putEntries } from "./api/thread-cache";

/** The newest word about a conversation whose first answer is on the way. */
const toldBefore = new WeakMap<Promise<unknown>, ConversationOut>();

/** No frame carries a flow session: it is read again where what we hold was read before it may have moved. While the bot speaks it also moves in silence. */
function readSessionAgain(client: QueryClient, { id, status, version, seq }: ConversationOut): void {
  const queryKey = conversationKey(id);
  const held = client.getQueryData<Conversation>(queryKey);
  if (!held) return;
  const old = !held.as_of || (status === "bot" ? held.as_of.version < version : held.as_of.seq < seq);
  if (old) void client.invalidateQueries({ queryKey, exact: true });
}

function sessionsMayHaveMoved(client: QueryClient, conversations: ConversationOut[]): void {
  for (const told of conversations) {
    const query = client.getQueryCache().find<Conversation>({ queryKey: conversationKey(told.id), exact: true });
    const first = query?.state.data === undefined ? query?.promise : undefined;
    if (!first) {
      readSessionAgain(client, told);
      continue;
    }
    // The answer may be of before.
    const before = toldBefore.get(first);
    if (!before || before.version < told.version) toldBefore.set(first, told);
    if (!before) first.then(() => readSessionAgain(client, toldBefore.get(first) ?? told), () => undefined);
  }
}

/** Patches the lists and threads that are held. Frames may come late, twice, or out of order. */
export function applyChanges(client: QueryClient, { conversations, entries }: Changes): void {
  void needReasons(entries);
  // Called as a picture is being made, this is drawn in it: a timer would wait behind it.
  notifyManager.setScheduler(queueMicrotask);
  try {
    notifyManager.batch(() => {
      putConversations(client, conversations);
      putEntries(client, entries);
      sessionsMayHaveMoved(client, conversations);
      putReports(client, entries);
    });
  } finally {
    notifyManager.setScheduler(defaultScheduler);
  }
  if (entries.some((entry) => entry.entry === "message" && entry.status === "paused")) connectionsMayHaveChanged(client);
}

/** Too much was missed: everything shown is fetched again. */
export function forgetChanges(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ["conversations"] });
}
