/** Since when a customer waits, as the server reckons it. */

import type { Content, ConversationOut, Entry } from "@/lib/api-types";

/** Whether what a customer sends asks for an answer: no reaction does, nor a notice of WhatsApp's own but the first opened chat. */
export const asks = (content: Content) => content.kind !== "reaction" && (content.kind !== "notice" || content.about === "welcome");

function begins(entry: Entry): boolean {
  return entry.entry === "event" ? entry.kind === "handed_off" : entry.direction === "inbound" && asks(entry.content);
}

const ends = (entry: Entry) => entry.entry === "message" && entry.direction === "outbound" && entry.status !== "failed";

/** The conversation where its entries tell otherwise than it does: what failed was no answer. */
export function waitingAsTold(conversation: ConversationOut, entries: Entry[]): ConversationOut[] {
  const { status, version, waiting_since: known } = conversation;
  const ended = entries.findLastIndex(ends);
  const told = entries.slice(ended + 1).find(begins)?.at ?? null;
  const since = ended < 0 && known !== null && (told === null || known < told) ? known : told;
  return status === "resolved" || since === known ? [] : [{ ...conversation, waiting_since: since, version: version + 1 }];
}
