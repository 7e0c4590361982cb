import { forgetDrafts } from "@/features/inbox/drafts";
import { forgetOutbox } from "@/features/inbox/outbox";

/** Whoever signs out leaves nothing of what was typed on this device. What a member wrote who did not sign out stays theirs: nobody else sees or sends it. */
export async function forgetTyped(): Promise<void> {
  await Promise.all([forgetDrafts(), forgetOutbox()]);
}
