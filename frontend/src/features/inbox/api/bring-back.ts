import { api } from "@/lib/api";
import { ApiError } from "@/lib/api-error";
import type { ConversationOut } from "@/lib/api-types";

type Before = Pick<ConversationOut, "id" | "status">;

/** Undoes a resolve: open again, and the bot's where it was the bot's. */
export async function bringBack({ id, status }: Before): Promise<ConversationOut> {
  const path = { conversation_id: id };
  const open = await api.post("/conversations/{conversation_id}/reopen", { path });
  return status === "bot" ? api.post("/conversations/{conversation_id}/give-back", { path }) : open;
}

/** Whether it stays resolved because its contact has another one that is open. */
export const isAnotherOpen = (error: unknown): boolean => error instanceof ApiError && error.code === "AnotherConversationOpen";
