import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import type { ConversationOut } from "@/lib/api-types";
import { useMay } from "@/lib/session";
import { useNow } from "@/lib/use-now";
import { conversationsQuery, DEEP, knownConversation, type ConversationPages } from "./api/conversations";
import { orderOf } from "./api/list-order";
import { isDeep, type ListSearch } from "./list-search";
import { useHeldOrder } from "./use-held-order";
import type { View } from "./views";

const NONE: ConversationOut[] = [];
const fresh = new WeakMap<ConversationOut[], Map<string, ConversationOut>>();

/** Rows by id; asked for each row of each frame of a scroll, so each list is indexed once. */
function freshest(rows: ConversationOut[]): Map<string, ConversationOut> {
  const known = fresh.get(rows) ?? new Map(rows.map((each) => [each.id, each]));
  fresh.set(rows, known);
  return known;
}

const count = ({ pages }: ConversationPages) => pages.reduce((sum, page) => sum + page.conversations.length, 0);

/** The rows of a view as they are to be shown, and how far they were looked for. */
export function useListRows(search: ListSearch & { view: View }) {
  const client = useQueryClient();
  const [limit, setLimit] = useState(DEEP);
  const { view, sort, closing, unread, q } = search;
  const minute = useNow("minute");
  const now = sort === "window" || closing ? minute : 0;
  const deep = isDeep(search);
  const order = useMemo(() => (deep ? orderOf({ sort, closing, unread, q }, now) : undefined), [deep, sort, closing, unread, q, now]);
  const reads = useMay("conversation.read");
  const query = useInfiniteQuery({ ...conversationsQuery(view, order), enabled: reads });
  const looked = useInfiniteQuery({ ...conversationsQuery(view), select: count, enabled: false }).data ?? 0;
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, isStale, refetch, fetchNextPage } = query;

  // Whoever asks twice gets one answer. What is to be read again comes first: a further page would count as the answer.
  const loadMore = useCallback(() => void (isStale ? refetch({ cancelRefetch: false }) : fetchNextPage({ cancelRefetch: false })), [isStale, refetch, fetchNextPage]);
  const goOn = deep && hasNextPage && looked < limit && !isFetchNextPageError;
  useEffect(() => {
    if (goOn && !isFetchingNextPage) loadMore();
    // A page that comes at once is never seen on its way: what was looked at tells that it came.
  }, [goOn, isFetchingNextPage, looked, loadMore]);

  const held = useHeldOrder(query.data ?? NONE, JSON.stringify({ view, sort, closing, unread, q }), !query.isPending && !goOn);
  // Rows that are held were drawn before what was heard since.
  const latest = (row: ConversationOut) => (held.held ? (freshest(query.data ?? NONE).get(row.id) ?? knownConversation(client, row.id) ?? row) : row);
  return { ...query, ...held, latest, reads, deep, looked, looking: goOn, loadMore, lookFurther: () => setLimit(looked + DEEP), moreFailed: isFetchNextPageError };
}

export type ListRows = ReturnType<typeof useListRows>;
