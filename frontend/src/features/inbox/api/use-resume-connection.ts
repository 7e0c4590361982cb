import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api";
import type { ConnectionOut } from "@/lib/api-types";
import { toast } from "@/lib/toasts";
import { useT } from "@/lib/use-t";
import { useProblem } from "../use-problem";
import { connectionsMayHaveChanged, writeConnection } from "./connections";

/** Lets a paused number send again; what waited for it goes out. */
export function useResumeConnection({ id, name }: ConnectionOut) {
  const client = useQueryClient();
  const problem = useProblem();
  const t = useT();

  return useMutation({
    mutationFn: () => api.patch("/connections/{connection_id}", { path: { connection_id: id }, body: { state: "running" } }),
    onSuccess: (connection) => {
      writeConnection(client, connection);
      toast({ id: `resumed-${id}`, tone: "done", text: t("connection.resumed", { name }) });
    },
    onError: (error) => {
      connectionsMayHaveChanged(client);
      toast({ id: `resumed-${id}`, tone: "failed", text: t("connection.not_resumed", { name, reason: problem(error) }) });
    },
  });
}
