import { setDraft, useDrafts } from "@/features/inbox/drafts";
import { dropOutgoing, useOutbox } from "@/features/inbox/outbox";

const KEY = "pytake.member";

/** Drafts and waiting replies of this tab. */
export function forgetTyped(): void {
  Object.keys(useDrafts.getState().texts).forEach((id) => setDraft(id, ""));
  useOutbox.getState().items.forEach((item) => dropOutgoing(item.client_id));
  sessionStorage.removeItem(KEY);
}

/** What one member typed in this tab is never sent by the next one who signs in. */
export function forgetOthers(memberId: string): void {
  const before = sessionStorage.getItem(KEY);
  if (before && before !== memberId) forgetTyped();
  sessionStorage.setItem(KEY, memberId);
}
