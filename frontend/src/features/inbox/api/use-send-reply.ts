import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { Text } from "@/lib/api-types";
import { serverNow } from "@/lib/clock";
import { session } from "@/lib/session";
import { ulid } from "@/lib/ulid";
import { putOutgoing } from "../outbox";
import { writeConversation } from "./conversation-cache";
import { knownConversation } from "./conversations";
import { flushOutbox } from "./flush-outbox";

/** Sends a reply and shows it at once; the server's word replaces ours when it arrives. */
export function useSendReply(conversationId: string): (content: Text, then?: "resolve") => void {
  const client = useQueryClient();

  return useCallback(
    (content: Text, then?: "resolve") => {
      const now = Date.now();
      putOutgoing({ client_id: ulid(now), conversation_id: conversationId, content, at: now, since: now, state: "pending", then });
      const known = knownConversation(client, conversationId);
      if (known)
        writeConversation(client, {
          ...known,
          status: "open",
          assignee: known.assignee ?? session()?.member.id ?? null,
          unread: 0,
          waiting_since: null,
          snippet: { kind: "text", text: content.body.slice(0, 160), author: "agent", seq: known.seq + 1, at: new Date(serverNow()).toISOString(), status: "queued" },
          last_activity_at: new Date(Math.max(serverNow(), Date.parse(known.last_activity_at))).toISOString(),
        });
      void flushOutbox(client);
    },
    [client, conversationId],
  );
}
