import { useCallback } from "react";
import type { MessageEntry } from "@/lib/api-types";
import { useSession } from "@/lib/session";
import { useT } from "@/lib/use-t";

type Speaker = Pick<MessageEntry, "author" | "direction">;

/** Who speaks in a message, as the reader calls them. */
export function useWho(contactName: string): (message: Speaker) => string {
  const t = useT();
  const me = useSession()?.member.id;
  return useCallback(
    ({ author, direction }: Speaker) => (direction === "inbound" ? contactName : author.kind === "bot" ? t("author.bot") : author.id === me ? t("person.you") : (author.name ?? t("author.agent"))),
    [contactName, me, t],
  );
}
