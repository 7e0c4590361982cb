import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api";
import type { CannedReplyIn, CannedReplyOut } from "@/lib/api-types";
import { toast } from "@/lib/toasts";
import { useT } from "@/lib/use-t";
import { cannedKey } from "./canned-replies";

const byShortcut = (a: CannedReplyOut, b: CannedReplyOut) => (a.shortcut < b.shortcut ? -1 : 1);

/** Creates a canned reply, or changes the one whose id is given. A refusal is for the form to show. */
export function useSaveCanned(id: string | undefined) {
  const client = useQueryClient();
  const t = useT();
  return useMutation({
    mutationFn: (body: CannedReplyIn) => (id ? api.patch("/canned-replies/{canned_reply_id}", { path: { canned_reply_id: id }, body }) : api.post("/canned-replies", { body })),
    onSuccess: (saved) => {
      client.setQueryData<CannedReplyOut[]>(cannedKey, (known) => known && [...known.filter((each) => each.id !== saved.id), saved].sort(byShortcut));
      toast({ tone: "done", text: t(id ? "canned.saved" : "canned.created", { shortcut: saved.shortcut }) });
    },
  });
}
