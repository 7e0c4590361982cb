import { api } from "@/lib/api";
import { useConversationStep } from "./use-conversation-step";

/** Lets the bot speak again. */
export function useGiveBack(conversationId: string) {
  return useConversationStep(conversationId, {
    send: () => api.post("/conversations/{conversation_id}/give-back", { path: { conversation_id: conversationId } }),
    predict: () => ({ status: "bot", assignee: null }),
  });
}
