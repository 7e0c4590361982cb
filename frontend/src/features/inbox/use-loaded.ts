import { useInfiniteQuery } from "@tanstack/react-query";
import type { ConversationOut } from "@/lib/api-types";
import { conversationsQuery } from "./api/conversations";
import type { View } from "./views";

const NONE: ConversationOut[] = [];

/** What is loaded of a view, newest first, whatever is shown of it. Asks for nothing itself. */
export function useLoaded(view: View): { conversations: ConversationOut[]; complete: boolean } {
  const { data, hasNextPage } = useInfiniteQuery({ ...conversationsQuery(view), enabled: false });
  return { conversations: data ?? NONE, complete: !hasNextPage };
}
