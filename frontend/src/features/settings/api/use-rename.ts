import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api";
import { session, setSession } from "@/lib/session";

/** Changes one's own name, here and in the lists of members. */
export function useRename() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => api.patch("/me", { body: { name } }),
    onSuccess: (member) => {
      const now = session();
      if (now?.member.id === member.id) setSession({ ...now, member });
      void client.invalidateQueries({ queryKey: ["members"] });
    },
  });
}
