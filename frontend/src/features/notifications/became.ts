/** What became of a conversation since something was said about it. */

import type { ConversationOut } from "@/lib/api-types";

/** What is remembered of a conversation. */
export type Then = Pick<ConversationOut, "id" | "contact_name" | "status" | "assignee" | "version">;

export type Became = { what: "resolved" | "reopened" | "bot" | "unassigned" | "yours" | "answered" } | { what: "assigned"; memberId: string };

export const asThen = ({ id, contact_name, status, assignee, version }: ConversationOut): Then => ({ id, contact_name, status, assignee, version });

/** Undefined while what was said still holds. `waits`: it asked somebody to answer, so an answer, too, is the end of it. */
export function becameOf(then: Then, now: ConversationOut, { me, waits }: { me: string; waits: boolean }): Became | undefined {
  if (now.status !== then.status) {
    if (now.status !== "open") return { what: now.status };
    if (then.status === "resolved") return { what: "reopened" };
  }
  if (now.assignee !== then.assignee) {
    if (now.assignee === null) return { what: "unassigned" };
    if (now.assignee !== me) return { what: "assigned", memberId: now.assignee };
    if (!waits) return { what: "yours" };
  }
  return waits && now.snippet && now.snippet.author !== "contact" ? { what: "answered" } : undefined;
}
