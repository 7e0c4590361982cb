import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { paths } from "@/lib/paths";
import { listSearchOf, type ListSearch } from "./list-search";
import type { View } from "./views";

/** How the list is looked at now, as the address says it. */
export function useListSearch(): ListSearch & { view: View } {
  const { view = "mine", sort, closing, unread, q } = useSearch({ strict: false });
  return useMemo(() => ({ view, sort, closing, unread, q }), [view, sort, closing, unread, q]);
}

/** Looks at the list in another way. Another view begins at its list; anything else leaves the open conversation open. */
export function useChangeList(): (change: ListSearch) => void {
  const navigate = useNavigate();
  const { conversationId } = useParams({ strict: false });
  const now = useListSearch();

  return useCallback(
    (change: ListSearch) => {
      const search = listSearchOf({ ...now, ...change });
      if (conversationId && !("view" in change)) void navigate({ to: paths.conversation, params: { conversationId }, search, replace: true });
      else void navigate({ to: paths.inbox, search, replace: !("view" in change) });
    },
    [navigate, conversationId, now],
  );
}

/** The way to a conversation, the list staying as it is. */
export function useOpenConversation(): (id: string) => void {
  const navigate = useNavigate();
  const now = useListSearch();
  return useCallback((conversationId: string) => void navigate({ to: paths.conversation, params: { conversationId }, search: listSearchOf({ ...now }) }), [navigate, now]);
}
