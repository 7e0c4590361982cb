import { api } from "@/lib/api";
import { useConversationStep } from "./use-conversation-step";

/** Says that somebody looked. */
export function useMarkRead(conversationId: string) {
  return useConversationStep(conversationId, {
    send: () => api.post("/conversations/{conversation_id}/read", { path: { conversation_id: conversationId } }),
    predict: () => ({ unread: 0 }),
    quiet: true,
  });
}
