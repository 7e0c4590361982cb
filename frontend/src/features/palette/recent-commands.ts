/** Which commands were performed when, on this device: ids of ours only, nothing of a customer. */

import { create } from "zustand";
import { persist } from "zustand/middleware";
import { keptOnDevice } from "@/lib/kept";

interface RecentCommands {
  at: Record<string, number>;
}

const MOST = 60;

export const useRecentCommands = create<RecentCommands>()(persist((): RecentCommands => ({ at: {} }), { name: "pytake.commands", storage: keptOnDevice() }));

export function noteCommand(id: string, now = Date.now()): void {
  useRecentCommands.setState(({ at }) => ({ at: Object.fromEntries(Object.entries({ ...at, [id]: now }).sort(([, a], [, b]) => b - a).slice(0, MOST)) }));
}
