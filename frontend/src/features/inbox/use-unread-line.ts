import { useEffect, useState } from "react";
import type { Entry } from "@/lib/api-types";
import type { Conversation } from "./api/conversations";
import type { UnreadLine } from "./thread-items";

/** Where the last `unread` messages of the customer begin; the oldest that is held, when they go back further. */
function lineOf(entries: Entry[], { unread, seq }: Pick<Conversation, "unread" | "seq">): UnreadLine | null {
  let left = unread;
  let first: number | null = null;
  for (let at = entries.length - 1; at >= 0 && left > 0; at -= 1) {
    const entry = entries[at];
    if (entry?.entry !== "message" || entry.direction !== "inbound" || entry.seq > seq) continue;
    first = entry.seq;
    left -= 1;
  }
  return first === null || left > 0 ? null : { seq: first, count: unread };
}

/**
 * What was new when one came in. It stays where it was while one reads and answers;
 * coming back to the tab with more unread is coming in again.
 */
export function useUnreadLine(conversation: Conversation, entries: Entry[] | undefined): UnreadLine | null {
  const [cameIn, setCameIn] = useState({ unread: conversation.unread, seq: conversation.seq });
  const [line, setLine] = useState<UnreadLine | null>(null);
  const { unread, seq } = conversation;

  useEffect(() => {
    function handleReturn() {
      if (document.hidden || unread === 0) return;
      setCameIn({ unread, seq });
      setLine(null);
    }
    document.addEventListener("visibilitychange", handleReturn);
    return () => document.removeEventListener("visibilitychange", handleReturn);
  }, [unread, seq]);

  if (!line && entries && cameIn.unread > 0) {
    const found = lineOf(entries, cameIn);
    if (found) setLine(found);
  }
  return line;
}
