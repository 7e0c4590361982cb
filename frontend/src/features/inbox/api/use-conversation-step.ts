import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ConversationOut } from "@/lib/api-types";
import { toast } from "@/lib/toasts";
import { useT } from "@/lib/use-t";
import { useProblem } from "../use-problem";
import { isAnotherOpen } from "./bring-back";
import { knownConversation, stepKey } from "./conversations";
import { writeConversation } from "./conversation-cache";

interface Step<V> {
  send: (value: V) => Promise<ConversationOut>;
  /** What the server will most likely answer; shown at once. */
  predict: (conversation: ConversationOut, value: V) => Partial<ConversationOut>;
  /** Called with what the server made of it, once it agreed, and what it was before. */
  onDone?: (answer: ConversationOut, before: ConversationOut | undefined) => void;
  /** A step nobody asked for fails in silence. */
  quiet?: boolean;
}

/** One step of a conversation: shown at once, taken back with the reason when the server refuses. */
export function useConversationStep<V = void>(id: string, { send, predict, onDone, quiet }: Step<V>) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const problem = useProblem();
  const t = useT();

  return useMutation({
    mutationKey: stepKey(id),
    mutationFn: send,
    onMutate: (value) => {
      const before = knownConversation(client, id);
      if (before) writeConversation(client, { ...before, ...predict(before, value) });
      return before;
    },
    onSuccess: (answer, _, before) => {
      if (answer.version >= (knownConversation(client, id)?.version ?? 0)) writeConversation(client, answer);
      void client.invalidateQueries({ queryKey: ["conversations", "one", id] });
      onDone?.(answer, before);
    },
    onError: (error, _, before) => {
      // One that left every list it was in is known by nobody else.
      if (before && (knownConversation(client, id) ?? before).version === before.version) writeConversation(client, before);
      if (quiet) return;
      const fail = () => toast({ tone: "failed", text: t("step.failed", { reason: problem(error) }), about: before && [before] });
      if (before && isAnotherOpen(error)) import("./another-open").then(({ tellAnotherOpen }) => tellAnotherOpen(client, [before], navigate)).catch(fail);
      else fail();
    },
  });
}
