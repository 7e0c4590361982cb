import { api } from "@/lib/api";
import { session } from "@/lib/session";
import { useConversationStep } from "./use-conversation-step";

/** Takes the word from the bot, and the conversation with it. */
export function useTakeOver(conversationId: string) {
  return useConversationStep(conversationId, {
    send: () => api.post("/conversations/{conversation_id}/take-over", { path: { conversation_id: conversationId } }),
    predict: () => ({ status: "open", assignee: session()?.member.id ?? null }),
  });
}
