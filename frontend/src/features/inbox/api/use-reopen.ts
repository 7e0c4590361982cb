import { api } from "@/lib/api";
import { dismissToast } from "@/lib/toasts";
import { useConversationStep } from "./use-conversation-step";

/** Opens a resolved conversation again; there is nothing left to undo. */
export function useReopen(conversationId: string) {
  return useConversationStep(conversationId, {
    send: () => {
      dismissToast(`resolved-${conversationId}`);
      return api.post("/conversations/{conversation_id}/reopen", { path: { conversation_id: conversationId } });
    },
    predict: () => ({ status: "open" }),
  });
}
