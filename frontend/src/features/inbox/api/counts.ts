/** How many conversations each view has: moved at once by what is known, asked anew where it is not. */

import { focusManager, queryOptions, useQuery, type QueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api";
import type { Routes, ConversationOut } from "@/lib/api-types";
import { session } from "@/lib/session";
import { belongsTo, views, type View } from "../views";

export type Counts = Routes["/conversations/counts"]["get"]["responses"][200]["content"]["application/json"];

const KEY = ["conversations", "counts"] as const;
/** Many unknown changes at once are one question, in milliseconds. */
const TOGETHER = 2_000;

const countsQuery = () =>
  queryOptions({
    queryKey: KEY,
    queryFn: ({ signal }) => api.get("/conversations/counts", { signal }),
    staleTime: 60_000,
    refetchOnWindowFocus: true,
    refetchOnReconnect: true,
  });

const asking = new WeakSet<QueryClient>();

/** Asks again soon; a tab nobody looks at waits until somebody does. */
export function askCounts(client: QueryClient): void {
  if (asking.has(client) || !client.getQueryData(KEY)) return;
  function ask() {
    if (!focusManager.isFocused()) {
      const stop = focusManager.subscribe(() => {
        stop();
        ask();
      });
      return;
    }
    asking.delete(client);
    void client.invalidateQueries({ queryKey: KEY });
  }
  asking.add(client);
  setTimeout(ask, TOGETHER);
}

/** Counts a conversation out of the views it was in and into those it is in now. */
export function countMoves(client: QueryClient, before: ConversationOut | undefined, after: ConversationOut): void {
  const counts = client.getQueryData<Counts>(KEY);
  if (!counts) return;
  if (!before) {
    askCounts(client);
    return;
  }
  const me = session()?.member.id;
  const moves = views.map((view) => [view, Number(belongsTo(view, after, me)) - Number(belongsTo(view, before, me))] as const).filter(([, by]) => by !== 0);
  if (moves.length === 0) return;
  // So many or more: one less may still be so many or more.
  if (moves.some(([view]) => counts[view] >= counts.most)) askCounts(client);
  const moved = moves.map(([view, by]) => [view, counts[view] >= counts.most ? counts[view] : Math.max(0, counts[view] + by)] as const);
  client.setQueryData<Counts>(KEY, { ...counts, ...Object.fromEntries(moved) });
}

export interface Count {
  /** Up to the most that is counted. */
  n: number;
  /** There may be more. */
  more: boolean;
}

/** How many conversations a view has; undefined until that is known. */
export function useCount(view: View): Count | undefined {
  const { data } = useQuery(countsQuery());
  return data && { n: data[view], more: data[view] >= data.most };
}
