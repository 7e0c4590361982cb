import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api";
import type { PasswordIn } from "@/lib/api-types";
import { signInsKey } from "./sign-ins";

/** Sets a new password; the server ends all other sign-ins. */
export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: PasswordIn) => api.post("/me/password", { body }),
    onSuccess: () => void client.invalidateQueries({ queryKey: signInsKey }),
  });
}
