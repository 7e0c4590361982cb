import { useMutation, useQueryClient } from "@tanstack/react-query";
import { problemWords } from "@/lib/problem";
import { api } from "@/lib/api";
import { ApiError } from "@/lib/api-error";
import type { CannedReplyOut } from "@/lib/api-types";
import { toast } from "@/lib/toasts";
import { useT } from "@/lib/use-t";
import { cannedKey } from "./canned-replies";

/** Deletes a canned reply. One that somebody else deleted meanwhile is as gone. */
export function useDeleteCanned(onDone: () => void) {
  const client = useQueryClient();
  const t = useT();
  return useMutation({
    mutationFn: ({ id }: CannedReplyOut) =>
      api.delete("/canned-replies/{canned_reply_id}", { path: { canned_reply_id: id } }).catch((error: unknown) => {
        if (!(error instanceof ApiError && error.status === 404)) throw error;
      }),
    onSuccess: (_, { id, shortcut }) => {
      client.setQueryData<CannedReplyOut[]>(cannedKey, (known) => known?.filter((each) => each.id !== id));
      toast({ tone: "done", text: t("canned.deleted", { shortcut }) });
    },
    onError: (error) => toast({ tone: "failed", text: t("canned.not_deleted", { reason: problemWords(error, t) }) }),
    onSettled: onDone,
  });
}
