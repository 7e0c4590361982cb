/** The address of a conversation, or of one message in it. */

import { paths } from "@/lib/paths";

export function linkTo(conversationId: string, seq?: number): string {
  return `${location.origin}${paths.conversation.replace("$conversationId", encodeURIComponent(conversationId))}${seq === undefined ? "" : `?m=${seq}`}`;
}
