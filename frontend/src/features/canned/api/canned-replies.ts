/** What the team often says. */

import { queryOptions } from "@tanstack/react-query";
import { api } from "@/lib/api";

export const cannedKey = ["canned-replies"] as const;

/** Old enough to be asked for again when somebody looks: colleagues change it now and then. */
const STALE = 60_000;

export const cannedRepliesQuery = () =>
  queryOptions({ queryKey: cannedKey, queryFn: async ({ signal }) => (await api.get("/canned-replies", { signal })).canned_replies, staleTime: STALE, gcTime: Infinity });
