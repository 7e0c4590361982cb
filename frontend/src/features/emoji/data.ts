/** The emoji of a language, fetched when somebody first wants one. */

import type { EmojiData } from "frimousse";
import type { Language } from "@/lib/i18n";

const sources: Record<Language, () => Promise<{ data: EmojiData }>> = {
  "pt-BR": () => import("virtual:emoji/pt"),
  en: () => import("virtual:emoji/en"),
  es: () => import("virtual:emoji/es"),
};

/** A language we have no data of is served in English. */
export async function emojiData(language: string): Promise<EmojiData> {
  return (await (sources[language as Language] ?? sources.en)()).data;
}
