/** Posts what waits in the outbox, in order per conversation, from one tab at a time. A passing failure is tried again for a minute, then offered for a retry. */

import type { QueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api";
import { ApiError, unreachable } from "@/lib/api-error";
import { owner } from "@/lib/owner";
import { changeOutgoing, dropOutgoing, outboxRead, readOutbox, useOutbox, type Outgoing } from "../outbox";
import { putConversation } from "./conversation-cache";
import { conversationKey } from "./conversations";
import { resolveAfter } from "./resolve-after";
import { putEntries } from "./thread-cache";

export const STILL_SENDING = 10_000;
const OFFER_RETRY = 60_000;

const busy = new Set<string>();
const wait = (duration: number) => new Promise((resolve) => setTimeout(resolve, duration));

async function oneTabAtATime(conversationId: string, work: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return work();
  await navigator.locks.request(`pytake.outbox.${conversationId}`, async () => {
    // Another tab may have sent some of it while this one stood in line.
    await readOutbox();
    await work();
  });
}

async function post(client: QueryClient, { client_id, conversation_id, content, since, then }: Outgoing): Promise<void> {
  const entry = await api.post("/conversations/{conversation_id}/messages", {
    path: { conversation_id },
    body: { client_id, content },
    timeout: Math.max(1_000, since + OFFER_RETRY - Date.now()),
  });
  putEntries(client, [entry]);
  // Should the page go in between, the next one posts it again, which changes nothing, and resolves.
  if (then === "resolve") await resolveAfter(client, conversation_id);
  dropOutgoing(client_id);
  void client.invalidateQueries({ queryKey: conversationKey(conversation_id) });
}

/** The list had been told that the reply was sent. */
async function correct(client: QueryClient, conversation_id: string): Promise<void> {
  const fresh = await api.get("/conversations/{conversation_id}", { path: { conversation_id } }).catch(() => null);
  if (fresh) putConversation(client, fresh);
  // No change will ever tell it: what is shown is asked for until it is answered.
  else void client.invalidateQueries({ queryKey: ["conversations"] });
}

async function flush(client: QueryClient, conversationId: string): Promise<void> {
  let tries = 0;
  for (;;) {
    const item = useOutbox.getState().items.find((each) => each.conversation_id === conversationId && each.state === "pending");
    if (!item || !navigator.onLine || item.author !== owner()) return;
    try {
      await post(client, item);
      tries = 0;
    } catch (error) {
      const problem = error instanceof ApiError ? error : unreachable(error);
      // Signed out, or offline: it waits, and goes on after the next sign-in or connection.
      if (problem.status === 401 || (problem.passing && !navigator.onLine)) return;
      if (problem.passing && Date.now() < item.since + OFFER_RETRY) {
        await wait((problem.more.retryAfter ?? Math.min(8, 2 ** tries)) * 1_000);
        tries += 1;
      } else {
        changeOutgoing(item.client_id, { state: "failed", problem: { code: problem.code, detail: problem.detail, passing: problem.passing } });
        tries = 0;
        await correct(client, conversationId);
      }
    }
  }
}

/** Starts sending; a conversation that is being sent already goes on by itself. */
export async function flushOutbox(client: QueryClient): Promise<void> {
  const waiting = new Set(useOutbox.getState().items.flatMap((item) => (item.state === "pending" ? [item.conversation_id] : [])));
  await Promise.all(
    [...waiting].map(async (id) => {
      if (busy.has(id)) return;
      busy.add(id);
      await oneTabAtATime(id, () => flush(client, id)).finally(() => busy.delete(id));
    }),
  );
}

/** After a reload, a sign-in or a pause of the network: the minute starts anew, under the same ids. */
export async function resumeOutbox(client: QueryClient): Promise<void> {
  await outboxRead();
  useOutbox.getState().items.forEach((item) => item.state === "pending" && !busy.has(item.conversation_id) && changeOutgoing(item.client_id, { since: Date.now() }));
  await flushOutbox(client);
}
