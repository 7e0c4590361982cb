import { useEffect, useRef, useSyncExternalStore } from "react";
import { useMay } from "@/lib/session";
import { useMarkRead } from "./api/use-mark-read";
import type { Conversation } from "./api/conversations";

function subscribe(listener: () => void) {
  document.addEventListener("visibilitychange", listener);
  return () => document.removeEventListener("visibilitychange", listener);
}

/** Marks a conversation read once its end is on screen, in a tab somebody looks at. Once per new state, whatever the answer. */
export function useReadWhenSeen({ id, unread, seq }: Conversation, atEnd: boolean): void {
  const visible = useSyncExternalStore(subscribe, () => !document.hidden);
  const reads = useMay("conversation.read");
  const { mutate } = useMarkRead(id);
  const told = useRef("");

  useEffect(() => {
    const state = `${id}:${seq}:${unread}`;
    if (unread === 0 || !visible || !atEnd || !reads || told.current === state) return;
    told.current = state;
    mutate();
  }, [id, unread, seq, visible, atEnd, reads, mutate]);
}
