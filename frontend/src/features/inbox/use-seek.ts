import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Entry } from "@/lib/api-types";
import { toast } from "@/lib/toasts";
import { useT } from "@/lib/use-t";
import { fetchEntries, messagesKey, oldestFirst, olderPages, type EntryPages } from "./api/messages";
import { useProblem } from "./use-problem";

/** A message by its place or by its id. */
export type Sought = number | string;

export interface Seeking {
  /** Entries behind us, and how many there are at most. */
  passed: number;
  of: number;
}

/** Pages that are fetched at once: places have no holes, so it is known where each begins. */
const AT_ONCE = 4;

const is = (sought: Sought) => (entry: Entry) => (typeof sought === "number" ? entry.seq === sought : entry.id === sought);

/** Finds a message, however far back: what lies between is loaded. Says how far it came, and when the message is gone. */
export function useSeek(conversationId: string, onFound: (key: string) => void) {
  const client = useQueryClient();
  const problem = useProblem();
  const t = useT();
  const [seeking, setSeeking] = useState<Seeking | null>(null);
  const run = useRef(0);
  const found = useRef(onFound);
  useEffect(() => {
    found.current = onFound;
  });

  const stop = useCallback(() => {
    run.current += 1;
    setSeeking(null);
  }, []);
  useEffect(() => stop, [stop]);

  const seek = useCallback(
    async (sought: Sought) => {
      const mine = ++run.current;
      const key = messagesKey(conversationId);
      const gone = () => toast({ id: "sought", tone: "failed", brief: true, text: t("thread.gone") });
      try {
        const known = oldestFirst(client.getQueryData<EntryPages>(key) ?? { pages: [] });
        if (!known.some(is(sought))) {
          // The page that the scrolling asks for would be put in place of ours.
          setSeeking({ passed: known.length, of: known.at(-1)?.seq ?? 0 });
          await client.cancelQueries({ queryKey: key });
          if (run.current !== mine) return;
        }
        for (;;) {
          const data = client.getQueryData<EntryPages>(key);
          if (!data) return;
          const entries = oldestFirst(data);
          const hit = entries.find(is(sought));
          const [first, newest] = [entries[0]?.seq ?? 0, entries.at(-1)?.seq ?? 0];
          if (hit) return found.current(hit.id);
          const befores = olderPages(data, AT_ONCE).filter((before, index) => index === 0 || typeof sought === "string" || before > sought);
          if (befores.length === 0 || (typeof sought === "number" && (sought > newest || sought > first))) return gone();
          setSeeking({ passed: newest - first + 1, of: typeof sought === "number" ? newest - sought + 1 : newest });
          const oldest = data.pages.at(-1);
          const pages = await Promise.all(befores.map((before) => fetchEntries(conversationId, before)));
          if (run.current !== mine) return;
          // The scrolling may have fetched the same meanwhile: then it is only looked at again.
          client.setQueryData<EntryPages>(key, (now) => now && (now.pages.at(-1)?.entries[0]?.seq === oldest?.entries[0]?.seq ? { pages: [...now.pages, ...pages], pageParams: [...now.pageParams, ...befores] } : now));
        }
      } catch (error) {
        if (run.current === mine) toast({ id: "sought", tone: "failed", brief: true, text: problem(error) });
      } finally {
        if (run.current === mine) setSeeking(null);
      }
    },
    [client, conversationId, problem, t],
  );

  return { seek, seeking, stop };
}
