import { useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api";
import { knownConversation } from "./conversations";
import { useConversationStep } from "./use-conversation-step";

/** Gives a conversation to a member, or to nobody; whoever has it already, or is about to, is not asked for again. */
export function useAssign(conversationId: string) {
  const client = useQueryClient();
  const { mutate } = useConversationStep<string | null>(conversationId, {
    send: (assignee) => api.post("/conversations/{conversation_id}/assign", { path: { conversation_id: conversationId }, body: { assignee } }),
    predict: (_, assignee) => ({ assignee }),
  });
  return { mutate: (assignee: string | null) => knownConversation(client, conversationId)?.assignee !== assignee && mutate(assignee) };
}
