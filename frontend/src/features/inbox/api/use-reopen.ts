import { api } from "@/lib/api";
import { useConversationStep } from "./use-conversation-step";

/** Opens a resolved conversation again. */
export function useReopen(conversationId: string) {
  return useConversationStep(conversationId, {
    send: () => api.post("/conversations/{conversation_id}/reopen", { path: { conversation_id: conversationId } }),
    predict: () => ({ status: "open" }),
  });
}
