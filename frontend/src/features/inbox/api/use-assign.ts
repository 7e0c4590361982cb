import { api } from "@/lib/api";
import { useConversationStep } from "./use-conversation-step";

/** Gives a conversation to a member, or to nobody. */
export function useAssign(conversationId: string) {
  return useConversationStep<string | null>(conversationId, {
    send: (assignee) => api.post("/conversations/{conversation_id}/assign", { path: { conversation_id: conversationId }, body: { assignee } }),
    predict: (_, assignee) => ({ assignee }),
  });
}
