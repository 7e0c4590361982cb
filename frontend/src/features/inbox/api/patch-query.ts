import type { QueryClient, QueryKey } from "@tanstack/react-query";

/** Patches what is held, if anything is. A patch makes nothing younger: what is to be read again still is, also when its reading is broken off. */
export function patchQuery<T>(client: QueryClient, queryKey: QueryKey, patch: (data: T) => T): void {
  const query = client.getQueryCache().find<T>({ queryKey, exact: true });
  const old = query?.state.isInvalidated;
  client.setQueryData<T>(queryKey, (data) => data && patch(data));
  if (!query || !old) return;
  query.invalidate();
  query.promise?.catch(() => query.invalidate());
}
