import type { QueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api";
import { ApiError } from "@/lib/api-error";
import { i18n } from "@/lib/i18n";
import { toast } from "@/lib/toasts";
import { problemWords } from "@/lib/problem";
import { isAnotherOpen } from "./bring-back";
import { putConversation } from "./conversation-cache";
import { knownConversation } from "./conversations";

/** Resolves a conversation once its last reply was taken, and offers to undo it. What fails is said; the reply stays sent. */
export async function resolveAfter(client: QueryClient, conversationId: string): Promise<void> {
  const path = { conversation_id: conversationId };
  const failed = (error: unknown) => {
    const known = knownConversation(client, conversationId);
    const say = () => toast({ tone: "failed", text: i18n._("step.failed", { reason: problemWords(error) }), about: known && [known] });
    if (known && isAnotherOpen(error)) import("./another-open").then(({ tellAnotherOpen }) => tellAnotherOpen(client, [known])).catch(say);
    else say();
  };
  const reopen = () => api.post("/conversations/{conversation_id}/reopen", { path }).then((fresh) => putConversation(client, fresh)).catch(failed);
  try {
    const answer = await api.post("/conversations/{conversation_id}/resolve", { path });
    putConversation(client, answer);
    toast({ id: `resolved-${conversationId}`, tone: "done", text: i18n._("inbox.resolved"), action: { label: i18n._("inbox.undo"), perform: () => void reopen() }, about: [answer] });
  } catch (error) {
    // Who was signed out in between is told so by the sign-in page.
    if (!(error instanceof ApiError && error.status === 401)) failed(error);
  }
}
