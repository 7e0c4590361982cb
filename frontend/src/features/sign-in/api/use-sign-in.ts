import { useMutation } from "@tanstack/react-query";
import { api } from "@/lib/api";
import type { SignInIn } from "@/lib/api-types";
import { setSession } from "@/lib/session";

/** Signs in. Runs even without a network, to be told so. */
export function useSignIn() {
  return useMutation({
    networkMode: "always",
    mutationFn: (credentials: SignInIn) => api.post("/sign-in", { body: credentials }),
    onSuccess: setSession,
  });
}
