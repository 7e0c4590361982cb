/** What became of a conversation since something was said about it. */

import type { ConversationOut } from "@/lib/api-types";

/** What is remembered of a conversation. */
export type Then = Pick<ConversationOut, "id" | "contact_name" | "status" | "assignee" | "waiting_since" | "version">;

export type Became = { what: "resolved" | "reopened" | "bot" | "unassigned" | "yours" | "answered" } | { what: "assigned"; memberId: string };

export const asThen = ({ id, contact_name, status, assignee, waiting_since, version }: ConversationOut): Then => ({ id, contact_name, status, assignee, waiting_since, version });

/** Undefined while what was said still holds. `waits`: it asked somebody to answer, so an answer, too, is the end of it, as long as it did not fail. */
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
  return waits && then.waiting_since !== null && now.waiting_since === null ? { what: "answered" } : undefined;
}
