import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api";
import type { MessageEntry } from "@/lib/api-types";
import { session } from "@/lib/session";
import { toast } from "@/lib/toasts";
import { useT } from "@/lib/use-t";
import { useProblem } from "../use-problem";
import { knownConversation } from "./conversations";
import { knownMessage, putEntries, writeMessage } from "./thread-cache";

type Attempt = Pick<MessageEntry, "conversation_id" | "seq">;

/** A new attempt of a message under its own bubble: shown at once, taken back with the reason when the server refuses. */
export function useResend() {
  const client = useQueryClient();
  const problem = useProblem();
  const t = useT();

  return useMutation({
    mutationFn: ({ conversation_id, seq }: Attempt) => api.post("/conversations/{conversation_id}/messages/{seq}/resend", { path: { conversation_id, seq: String(seq) } }),
    onMutate: ({ conversation_id, seq }) => {
      const before = knownMessage(client, conversation_id, seq);
      const { id, name } = session()?.member ?? { id: null, name: null };
      if (before) writeMessage(client, { ...before, status: "queued", error: null, due_at: null, resent_by: { kind: "agent", id, name }, resending: true });
      return before;
    },
    onSuccess: (answer) => putEntries(client, [answer]),
    onError: (error, { conversation_id, seq }, before) => {
      // A frame may have brought newer word of it meanwhile.
      if (before && knownMessage(client, conversation_id, seq)?.resending) writeMessage(client, before);
      const known = knownConversation(client, conversation_id);
      toast({ id: `resend-${conversation_id}-${seq}`, tone: "failed", text: t("message.not_resent", { reason: problem(error) }), about: known && [known], seq });
    },
  });
}
