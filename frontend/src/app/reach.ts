import { create } from "zustand";
import type { LiveState } from "@/lib/live";

/** Whether the server can be heard, as the page's one socket and its questions tell. */
export const useReach = create<{ live: LiveState }>(() => ({ live: "live" }));
