/** Where the member is signed in, this browser first. */

import { queryOptions } from "@tanstack/react-query";
import { api } from "@/lib/api";

export const signInsKey = ["me", "sign-ins"] as const;

export const signInsQuery = () => queryOptions({ queryKey: signInsKey, queryFn: async ({ signal }) => (await api.get("/me/sign-ins", { signal })).sign_ins, staleTime: 0 });
