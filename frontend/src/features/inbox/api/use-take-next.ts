import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api";
import { ApiError } from "@/lib/api-error";
import type { ConversationOut } from "@/lib/api-types";
import { session } from "@/lib/session";
import { toast } from "@/lib/toasts";
import { useT } from "@/lib/use-t";
import { useProblem } from "../use-problem";
import { belongsTo } from "../views";
import { putConversation } from "./conversation-cache";
import { conversationsQuery } from "./conversations";
import { orderOf } from "./list-order";

/** How many pages are looked through for the one who waited longest. */
const PAGES = 11;

async function waiting(client: QueryClient): Promise<ConversationOut[]> {
  const query = conversationsQuery("unassigned");
  let data = client.getQueryData(query.queryKey);
  if (!data || (data.pages.at(-1)?.next_cursor && data.pages.length < PAGES)) data = await client.fetchInfiniteQuery({ ...query, pages: PAGES, staleTime: 0 });
  return orderOf({ sort: "wait" }, 0)(data);
}

/** Takes the unassigned conversation that waited longest; null when there is none. One that a colleague took meanwhile is passed over. */
async function takeNext(client: QueryClient): Promise<string | null> {
  for (const { id } of await waiting(client)) {
    const { contact: _, session: __, ...fresh } = await api.get("/conversations/{conversation_id}", { path: { conversation_id: id } });
    putConversation(client, fresh);
    if (!belongsTo("unassigned", fresh, undefined)) continue;
    try {
      putConversation(client, await api.post("/conversations/{conversation_id}/assign", { path: { conversation_id: id }, body: { assignee: session()?.member.id ?? null, only_if_unassigned: true } }));
      return id;
    } catch (error) {
      // A colleague came between the look and the step.
      if (!(error instanceof ApiError && error.status === 409)) throw error;
    }
  }
  return null;
}

/** Takes the next one and opens it. */
export function useTakeNext(onTaken: (id: string) => void) {
  const client = useQueryClient();
  const problem = useProblem();
  const t = useT();

  return useMutation({
    mutationKey: ["conversations", "take-next"],
    mutationFn: () => takeNext(client),
    onSuccess: (id) => (id ? onTaken(id) : toast({ id: "take-next", tone: "done", text: t("take_next.none") })),
    onError: (error) => toast({ id: "take-next", tone: "failed", brief: true, text: t("step.failed", { reason: problem(error) }) }),
  });
}
