/** The numbers of the workspace, for those who look after them. */

import { queryOptions, type QueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api";
import type { ConnectionOut } from "@/lib/api-types";

const KEY = ["connections"] as const;
const WHILE_PAUSED = 30_000;

const isPaused = ({ state }: ConnectionOut) => state === "paused";

/** Those that send nothing at present. Asked on load and on return; again and again while there is one. */
export const pausedConnectionsQuery = () =>
  queryOptions({
    queryKey: KEY,
    queryFn: async ({ signal }) => (await api.get("/connections", { signal })).connections,
    select: (connections) => connections.filter(isPaused),
    refetchOnWindowFocus: "always",
    refetchInterval: ({ state }) => (state.data?.some(isPaused) ? WHILE_PAUSED : false),
  });

/** A message says that its number stands still, or moves again. */
export function connectionsMayHaveChanged(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: KEY });
}

export function writeConnection(client: QueryClient, connection: ConnectionOut): void {
  client.setQueryData<ConnectionOut[]>(KEY, (known) => known?.map((each) => (each.id === connection.id ? connection : each)));
}
