import { useInfiniteQuery } from "@tanstack/react-query";
import type { EventEntry } from "@/lib/api-types";
import { messagesQuery, type EntryPages } from "./api/messages";

const TURNS: EventEntry["kind"][] = ["taken_over", "given_back", "handed_off", "reopened", "flow_started"];

function lastTurn({ pages }: EntryPages): EventEntry | undefined {
  const turns = pages.flatMap((page) => page.entries).filter((entry): entry is EventEntry => entry.entry === "event" && TURNS.includes(entry.kind));
  return turns.sort((a, b) => b.seq - a.seq)[0];
}

/** Who took the word from the bot; null when it went by itself, or when nobody knows as far as the thread is loaded. */
export function useBotPausedBy(conversationId: string): EventEntry["actor"] {
  const { data } = useInfiniteQuery({ ...messagesQuery(conversationId), select: lastTurn });
  return data?.kind === "taken_over" ? data.actor : null;
}
