/** What in a batch of changes a member wants to be told: what customers say to them or to nobody, what they are given, and what of theirs did not arrive; never what they did themselves. */

import type { QueryClient } from "@tanstack/react-query";
import { knownConversation } from "@/features/inbox/api/conversations";
import { failureReason } from "@/features/inbox/failure-reason";
import { plainText } from "@/features/inbox/content-words";
import type { Happened } from "@/features/notifications/tell";
import type { ConversationOut, Entry } from "@/lib/api-types";
import type { Changes } from "@/lib/live";
import { paths } from "@/lib/paths";
import { previewOf } from "@/lib/preview";
import type { Translate } from "@/lib/use-t";

function happened(entry: Entry, conversation: ConversationOut, me: string, t: Translate): Pick<Happened, "kind" | "text" | "seq"> | null {
  if (entry.entry === "message" && entry.direction === "outbound") {
    const lost = entry.status === "failed" && entry.author.id === me;
    return lost ? { kind: "failed", seq: entry.seq, text: entry.error ? t("notice.lost_because", { why: failureReason(entry.error, t) }) : t("notice.lost") } : null;
  }
  if (entry.entry === "message") {
    const said = entry.revision <= 1 && entry.content.kind !== "notice";
    return said ? { kind: "message", seq: entry.seq, text: previewOf(plainText(entry.content, t)) } : null;
  }
  const by = entry.actor;
  if (by?.id === me) return null;
  if (entry.kind === "assigned" && entry.data.member_id === me) return { kind: "assigned", text: t("notice.assigned", { by: by?.name ?? t("person.someone") }) };
  if (entry.kind === "handed_off" && conversation.assignee === null) return { kind: "handed_off", text: t("notice.handed_off") };
  return null;
}

export const pathOf = ({ id }: ConversationOut) => paths.conversation.replace("$conversationId", encodeURIComponent(id));

export function happenedIn(client: QueryClient, { conversations, entries }: Changes, me: string, t: Translate): Happened[] {
  // What was said before the bot asked for a person was said to the bot.
  const asked = new Map(entries.flatMap((each) => (each.entry === "event" && each.kind === "handed_off" ? [[each.conversation_id, each.seq] as const] : [])));
  return entries.flatMap((entry) => {
    if (entry.entry === "message" && entry.direction === "inbound" && entry.seq < (asked.get(entry.conversation_id) ?? 0)) return [];
    const conversation = conversations.findLast((each) => each.id === entry.conversation_id) ?? knownConversation(client, entry.conversation_id);
    if (conversation?.status !== "open" || (conversation.assignee !== null && conversation.assignee !== me)) return [];
    const what = happened(entry, conversation, me, t);
    // A failure is a line of its own, and told again when it was sent again.
    const [id, key] = what?.kind === "failed" ? [entry.id, `${entry.id} failed ${"status_at" in entry ? entry.status_at : ""}`] : [conversation.id, entry.id];
    return what ? [{ ...what, id, key, place: entry.seq, title: conversation.contact_name, at: Date.parse(entry.at), path: pathOf(conversation), about: [conversation] }] : [];
  });
}
