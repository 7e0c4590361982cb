import { api } from "@/lib/api";
import { toast } from "@/lib/toasts";
import { useT } from "@/lib/use-t";
import { useConversationStep } from "./use-conversation-step";
import { useReopen } from "./use-reopen";

/** Resolves a conversation, and offers to undo it. */
export function useResolve(conversationId: string) {
  const t = useT();
  const reopen = useReopen(conversationId);

  return useConversationStep(conversationId, {
    send: () => api.post("/conversations/{conversation_id}/resolve", { path: { conversation_id: conversationId } }),
    predict: () => ({ status: "resolved", unread: 0, waiting_since: null }),
    onDone: (answer, before) => toast({ id: `resolved-${conversationId}`, tone: "done", text: t("inbox.resolved"), action: { label: t("inbox.undo"), perform: () => reopen.mutate(before?.status) }, about: [answer] }),
  });
}
