import { queryOptions } from "@tanstack/react-query";
import { api } from "./api";

/** The people of the workspace, by name. */
export const membersQuery = () =>
  queryOptions({
    queryKey: ["members"],
    queryFn: async ({ signal }) => (await api.get("/members", { signal })).members.toSorted((a, b) => a.name.localeCompare(b.name)),
    staleTime: 5 * 60_000,
  });
