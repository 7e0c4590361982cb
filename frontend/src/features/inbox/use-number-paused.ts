import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { MessageEntry } from "@/lib/api-types";
import { useMay } from "@/lib/session";
import { pausedConnectionsQuery } from "./api/connections";
import { messagesQuery, type EntryPages } from "./api/messages";

/** Whether what is sent now would wait: told by the number itself to those who look after it, to others by the last message it held back. */
export function useNumberPaused(conversationId: string, connectionId: string): boolean {
  const manages = useMay("connection.manage");
  const { data: paused } = useQuery({ ...pausedConnectionsQuery(), enabled: manages });
  const { data: held = false } = useInfiniteQuery({
    ...messagesQuery(conversationId),
    select: ({ pages }: EntryPages) => pages[0]?.entries.findLast((entry): entry is MessageEntry => entry.entry === "message" && entry.direction === "outbound")?.status === "paused",
  });
  return manages && paused ? paused.some((each) => each.id === connectionId) : held;
}
