import type { Query, QueryClient, QueryKey } from "@tanstack/react-query";

/** As long as a query that failed waits (app/providers.tsx), in milliseconds. */
const ASK_AGAIN = 15_000;

const waiting = new WeakSet<object>();

/** Patches what is held, if anything is. A patch makes nothing younger: what is to be read again still is, also when its reading is broken off or had failed. */
export function patchQuery<T>(client: QueryClient, queryKey: QueryKey, patch: (data: T) => T): void {
  const query = client.getQueryCache().find<T>({ queryKey, exact: true });
  const old = query?.state.isInvalidated;
  client.setQueryData<T>(queryKey, (data) => data && patch(data));
  if (!query || !old) return;
  query.invalidate();
  query.promise?.catch(() => query.invalidate());
  if (query.state.fetchStatus === "idle" && query.isActive()) askAgain(client, query as Query<unknown>);
}

/** The patch made the query forget that it failed, and with it to ask again. */
function askAgain(client: QueryClient, query: Query<unknown>): void {
  if (waiting.has(query)) return;
  waiting.add(query);
  setTimeout(() => {
    waiting.delete(query);
    if (query.state.isInvalidated) void client.refetchQueries({ queryKey: query.queryKey, exact: true, type: "active" }, { cancelRefetch: false });
  }, ASK_AGAIN);
}
