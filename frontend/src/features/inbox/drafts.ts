import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";

interface Drafts {
  texts: Record<string, string>;
}

/** What was typed and not sent, by conversation. Outlives a reload of this tab. */
export const useDrafts = create<Drafts>()(persist((): Drafts => ({ texts: {} }), { name: "pytake.drafts", storage: createJSONStorage(() => sessionStorage) }));

export function setDraft(conversationId: string, text: string): void {
  useDrafts.setState(({ texts: { [conversationId]: _, ...rest } }) => ({ texts: text ? { ...rest, [conversationId]: text } : rest }));
}
