/** One step on many conversations: shown at once, four requests at a time, each taken back alone where the server refuses it. */

import { notifyManager, type QueryClient } from "@tanstack/react-query";
import type { ConversationOut } from "@/lib/api-types";
import { isAnotherOpen } from "./bring-back";
import { writeConversations } from "./conversation-cache";
import { knownConversation, stepKey, type Conversation } from "./conversations";

export interface BulkStep {
  send: (before: Conversation) => Promise<ConversationOut>;
  /** What the server will most likely answer; null: there is nothing to do for this one. */
  predict: (before: Conversation) => Partial<ConversationOut> | null;
}

export interface BulkOutcome {
  /** As they were before. */
  done: Conversation[];
  failed: Conversation[];
  /** They stay resolved: their contacts have others that are open. */
  taken: Conversation[];
}

const AT_ONCE = 4;

/** Returns which conversations took the step. Never rejects. */
export async function stepOnMany(client: QueryClient, conversations: Conversation[], { send, predict }: BulkStep, onProgress: (done: number, n: number) => void): Promise<BulkOutcome> {
  const plan = conversations.flatMap((each) => {
    // One that left every list is known by whoever asks alone.
    const before = knownConversation(client, each.id) ?? each;
    const change = predict(before);
    return change ? [{ before, after: { ...before, ...change } }] : [];
  });
  notifyManager.batch(() => writeConversations(client, plan.map(({ after }) => after)));
  const outcome: BulkOutcome = { done: [], failed: [], taken: [] };
  let next = 0;

  async function work() {
    for (let at = next++; at < plan.length; at = next++) {
      const { before } = plan[at] as (typeof plan)[number];
      // A mutation like any other: whoever asks learns that this conversation runs ahead of the server.
      const mutation = client.getMutationCache().build<ConversationOut, Error, void, unknown>(client, { mutationKey: stepKey(before.id), mutationFn: () => send(before), networkMode: "always" });
      try {
        const answer = await mutation.execute(undefined);
        if (answer.version >= (knownConversation(client, before.id)?.version ?? 0)) writeConversations(client, [answer]);
        outcome.done.push(before);
      } catch (error) {
        if ((knownConversation(client, before.id) ?? before).version === before.version) writeConversations(client, [before]);
        (isAnotherOpen(error) ? outcome.taken : outcome.failed).push(before);
      }
      onProgress(outcome.done.length + outcome.failed.length + outcome.taken.length, plan.length);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return outcome;
}
