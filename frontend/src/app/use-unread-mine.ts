import { useInfiniteQuery } from "@tanstack/react-query";
import { conversationsQuery } from "@/features/inbox/api/conversations";
import { useMay } from "@/lib/session";

/** Conversations of the member's own in which something is unread, as far as their list is loaded. */
export function useUnreadMine(): number {
  const enabled = useMay("conversation.read");
  const { data = 0 } = useInfiniteQuery({ ...conversationsQuery("mine"), enabled, select: ({ pages }) => new Set(pages.flatMap((page) => page.conversations.filter((each) => each.unread > 0).map((each) => each.id))).size });
  return data;
}
