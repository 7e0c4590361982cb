import { api } from "@/lib/api";
import { toast } from "@/lib/toasts";
import { useT } from "@/lib/use-t";
import { useConversationStep } from "./use-conversation-step";
import { useTakeOver } from "./use-take-over";

/** Lets the bot speak again, and offers to undo it: the conversation is nobody's from then on. */
export function useGiveBack(conversationId: string) {
  const t = useT();
  const takeOver = useTakeOver(conversationId);

  return useConversationStep(conversationId, {
    send: () => api.post("/conversations/{conversation_id}/give-back", { path: { conversation_id: conversationId } }),
    predict: () => ({ status: "bot", assignee: null }),
    onDone: (answer) => toast({ id: `given-back-${conversationId}`, tone: "done", text: t("bot.given_back"), action: { label: t("inbox.undo"), perform: () => takeOver.mutate() }, about: [answer] }),
  });
}
