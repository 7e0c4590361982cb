/** The four ways to look at the inbox. */

import type { ConversationOut } from "@/lib/api-types";

export const views = ["mine", "unassigned", "bot", "all"] as const;
export type View = (typeof views)[number];

export function isView(value: unknown): value is View {
  return views.includes(value as View);
}

/** What each view asks the API for. */
export const filters: Record<View, { status?: ConversationOut["status"]; assignee?: string }> = {
  mine: { assignee: "me" },
  unassigned: { assignee: "none" },
  bot: { status: "bot" },
  all: {},
};

/** The same question, asked of a conversation we hold: does it stay in the list? */
export function belongsTo(view: View, { status, assignee }: ConversationOut, me: string | undefined): boolean {
  switch (view) {
    case "mine":
      return status === "open" && assignee === me;
    case "unassigned":
      return status === "open" && assignee === null;
    case "bot":
      return status === "bot";
    case "all":
      return true;
  }
}
