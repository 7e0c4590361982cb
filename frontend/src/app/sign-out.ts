import type { QueryClient } from "@tanstack/react-query";
import { setDraft, useDrafts } from "@/features/inbox/drafts";
import { dropOutgoing, useOutbox } from "@/features/inbox/outbox";
import { api } from "@/lib/api";
import { setSession } from "@/lib/session";

/** Ends this sign-in and forgets what this tab held of it. */
export async function signOut(client: QueryClient): Promise<void> {
  await api.post("/sign-out").catch(() => undefined);
  setSession(null);
  client.clear();
  Object.keys(useDrafts.getState().texts).forEach((id) => setDraft(id, ""));
  useOutbox.getState().items.forEach((item) => dropOutgoing(item.client_id));
}
