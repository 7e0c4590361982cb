import type { SkinTone } from "frimousse";
import { create } from "zustand";
import { persist } from "zustand/middleware";
import { keptOnDevice } from "@/lib/kept";

interface Recent {
  emoji: string[];
  skinTone: SkinTone;
}

const MOST = 18;

/** The emoji chosen last on this device, newest first, and the skin they are shown with. */
export const useRecentEmoji = create<Recent>()(persist((): Recent => ({ emoji: [], skinTone: "none" }), { name: "pytake.emoji", storage: keptOnDevice() }));

export function rememberEmoji(emoji: string): void {
  useRecentEmoji.setState((state) => ({ emoji: [emoji, ...state.emoji.filter((each) => each !== emoji)].slice(0, MOST) }));
}
