import { useEffect, useRef, useSyncExternalStore } from "react";
import { useMay, useSession } from "@/lib/session";
import { useMarkRead } from "./api/use-mark-read";
import type { Conversation } from "./api/conversations";

function subscribe(listener: () => void) {
  document.addEventListener("visibilitychange", listener);
  return () => document.removeEventListener("visibilitychange", listener);
}

/**
 * Marks a conversation read once its end is on screen, in a tab somebody looks at. Once per new state, whatever the answer.
 * What a colleague is to answer stays unread for them, whoever else looks.
 */
export function useReadWhenSeen({ id, unread, seq, status, assignee }: Conversation, atEnd: boolean): void {
  const visible = useSyncExternalStore(subscribe, () => !document.hidden);
  const me = useSession()?.member.id;
  const reads = useMay("conversation.read") && (status !== "open" || assignee === null || assignee === me);
  const { mutate } = useMarkRead(id);
  const told = useRef("");

  useEffect(() => {
    const state = `${id}:${seq}:${unread}`;
    if (unread === 0 || !visible || !atEnd || !reads || told.current === state) return;
    told.current = state;
    mutate();
  }, [id, unread, seq, visible, atEnd, reads, mutate]);
}
