import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";
import type { Text } from "@/lib/api-types";

export interface Outgoing {
  client_id: string;
  conversation_id: string;
  content: Text;
  /** When it was written. */
  at: number;
  /** When we last began to try. */
  since: number;
  state: "pending" | "failed";
  /** Why it failed; a passing problem may be tried again as it is. */
  problem?: { code: string; detail: string; passing: boolean };
}

interface Outbox {
  items: Outgoing[];
}

/** Replies the server has not taken yet. They outlive a reload of this tab: the same id again changes nothing on the server. */
export const useOutbox = create<Outbox>()(persist((): Outbox => ({ items: [] }), { name: "pytake.outbox", storage: createJSONStorage(() => sessionStorage) }));

export function putOutgoing(item: Outgoing): void {
  useOutbox.setState(({ items }) => ({ items: [...items, item] }));
}

export function changeOutgoing(clientId: string, change: Partial<Outgoing>): void {
  useOutbox.setState(({ items }) => ({ items: items.map((item) => (item.client_id === clientId ? { ...item, ...change } : item)) }));
}

export function dropOutgoing(clientId: string): void {
  useOutbox.setState(({ items }) => ({ items: items.filter((item) => item.client_id !== clientId) }));
}
