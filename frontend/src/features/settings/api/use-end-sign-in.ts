import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api";
import { ApiError } from "@/lib/api-error";
import type { SignInOut } from "@/lib/api-types";
import { signInsKey } from "./sign-ins";

/** Signs out of another browser. One that has ended meanwhile is what was wanted. */
export function useEndSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => {
      await api.delete("/me/sign-ins/{sign_in_id}", { path: { sign_in_id: id } }).catch((error: unknown) => {
        if (!(error instanceof ApiError && error.code === "NotFound")) throw error;
      });
    },
    onSuccess: (_, id) => client.setQueryData<SignInOut[]>(signInsKey, (known) => known?.filter((each) => each.id !== id)),
  });
}

/** Signs out of every browser but this one. */
export function useEndOtherSignIns() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.post("/me/sign-ins/end-others"),
    onSuccess: () => client.setQueryData<SignInOut[]>(signInsKey, (known) => known?.filter((each) => each.current)),
  });
}
