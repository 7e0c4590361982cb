import { lazy } from "react";
import type { Pickers } from "@/components/pickers";
import { needWords } from "@/lib/i18n";

/** Who draws what opens over a reply. */
export const pickers: Pickers = {
  canned: lazy(async () => {
    const [{ CannedPicker }] = await Promise.all([import("@/features/canned/components/canned-picker"), needWords("canned")]);
    return { default: CannedPicker };
  }),
  emojiSuggestions: lazy(async () => {
    const [{ EmojiSuggestions }] = await Promise.all([import("@/features/emoji/components/emoji-suggestions"), needWords("emoji")]);
    return { default: EmojiSuggestions };
  }),
  emoji: lazy(async () => {
    const [{ EmojiPicker }] = await Promise.all([import("@/features/emoji/components/emoji-picker"), needWords("emoji")]);
    return { default: EmojiPicker };
  }),
};
