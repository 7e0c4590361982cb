/** Which of what was read can be read again without a network, and by whom. Erased at sign-out, when the server ends the sign-in, and when somebody else signs in. */

import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { createStore, del, get, set } from "idb-keyval";
import type { ConversationPages } from "@/features/inbox/api/conversations";
import type { EntryPages } from "@/features/inbox/api/messages";
import type { SessionOut } from "@/lib/api-types";
import { forgetKept, keepQueries, OLDEST_KEPT, restoreKept } from "@/lib/kept-queries";

/** Who read it: everything of a sign-in but its token. */
type Reader = Omit<SessionOut, "access_token"> & { at: number };

const MOST_ROWS = 200;
const READER = "reader";
const store = (() => {
  let opened: ReturnType<typeof createStore> | undefined;
  return () => (opened ??= createStore("pytake-reader", "reader"));
})();
const nameOf = ({ workspace, member }: Pick<SessionOut, "workspace" | "member">) => `${workspace.id}/${member.id}`;

/** A list folded into one page. */
function list({ pages }: ConversationPages): ConversationPages {
  const rows = [...new Map(pages.flatMap((page) => page.conversations.map((each) => [each.id, each]))).values()];
  const newest = rows.sort((a, b) => b.last_activity_at.localeCompare(a.last_activity_at)).slice(0, MOST_ROWS);
  return { pages: [{ conversations: newest, next_cursor: null }], pageParams: [undefined] };
}

const thread = ({ pages, pageParams }: EntryPages): EntryPages => ({ pages: pages.slice(0, 1), pageParams: pageParams.slice(0, 1) });

/** The lists, their conversations, the newest page of their threads, and the names of the team. */
export function worth([area, kind]: QueryKey, data: unknown): unknown {
  if (data === undefined) return undefined;
  if (area === "members") return data;
  if (area !== "conversations") return undefined;
  if (kind === "list") return list(data as ConversationPages);
  if (kind === "entries") return thread(data as EntryPages);
  return kind === "one" || kind === "counts" ? data : undefined;
}

/** Keeps what this member reads until the returned function is called. */
export function keepReading(client: QueryClient, session: SessionOut): () => void {
  const { access_token: _, ...reader } = session;
  const sign = () => void Promise.resolve().then(() => set(READER, { ...reader, at: Date.now() } satisfies Reader, store())).catch(() => undefined);
  sign();
  // A tab may stay open for longer than what is kept may be old.
  const daily = setInterval(sign, 24 * 3_600_000);
  const stop = keepQueries(client, nameOf(session), { worth });
  return () => {
    clearInterval(daily);
    stop();
  };
}

/** The member who read here last, with what was read; null where nothing is kept, or for too long. Nobody can be asked with this sign-in. */
export async function resumeReading(client: QueryClient): Promise<SessionOut | null> {
  const reader = await Promise.resolve().then(() => get<Reader>(READER, store())).catch(() => undefined);
  if (!reader || Math.abs(Date.now() - reader.at) > OLDEST_KEPT) return null;
  await restoreKept(client, nameOf(reader));
  const { at: _, ...rest } = reader;
  return { ...rest, access_token: "" };
}

export async function forgetReading(): Promise<void> {
  await Promise.all([forgetKept(), Promise.resolve().then(() => del(READER, store())).catch(() => undefined)]);
}
