import type { ConversationOut } from "@/lib/api-types";
import { dismissToast } from "@/lib/toasts";
import { bringBack } from "./bring-back";
import { useConversationStep } from "./use-conversation-step";

/** Opens a resolved conversation again, or makes it the bot's where it is said to have been; there is nothing left to undo. */
export function useReopen(conversationId: string) {
  return useConversationStep<ConversationOut["status"] | void>(conversationId, {
    send: (was) => {
      dismissToast(`resolved-${conversationId}`);
      return bringBack({ id: conversationId, status: was ?? "open" });
    },
    predict: (_, was) => ({ status: was === "bot" ? was : "open" }),
  });
}
