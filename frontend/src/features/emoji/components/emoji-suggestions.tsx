import { useLingui } from "@lingui/react";
import { useQuery } from "@tanstack/react-query";
import type { EmojiData } from "frimousse";
import type { PickerProps } from "@/components/pickers";
import { SuggestionList } from "@/components/suggestion-list";
import { useT } from "@/lib/use-t";
import { emojiData } from "../data";
import { rememberEmoji, useRecentEmoji } from "../recent";

const MOST = 8;
const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();

/** A whole name before the beginning of a word; then the order of the picker, faces first. */
function matching({ emojis }: EmojiData, query: string): EmojiData["emojis"] {
  const words = plain(query).replaceAll("_", " ");
  const ranks = emojis.map((each) => {
    const names = [each.label, ...each.tags].map(plain);
    return names.includes(words) ? 0 : names.some((name) => ` ${name}`.includes(` ${words}`)) ? 1 : 2;
  });
  return [0, 1].flatMap((rank) => emojis.filter((_, index) => ranks[index] === rank)).slice(0, MOST);
}

/** What `:` and a few letters may mean. Nothing is shown while nothing fits: one may only have typed a colon. */
export function EmojiSuggestions({ id, query, keys, onActive, onPick, onClose }: PickerProps) {
  const t = useT();
  const { i18n } = useLingui();
  const { data } = useQuery({ queryKey: ["emoji", i18n.locale], queryFn: () => emojiData(i18n.locale), staleTime: Infinity });
  const tone = useRecentEmoji((state) => state.skinTone);
  const items = (data ? matching(data, query) : []).map(({ emoji, skins, label }) => ({ emoji: (tone !== "none" && skins?.[tone]) || emoji, label }));
  if (items.length === 0) return null;
  return (
    <SuggestionList
      id={id}
      label={t("emoji.suggestions")}
      items={items}
      keyOf={(item) => item.emoji}
      keys={keys}
      onClose={onClose}
      onActive={(option) => onActive(option)}
      onPick={(item) => {
        rememberEmoji(item.emoji);
        onPick(item.emoji);
      }}
    >
      {(item) => (
        <span className="flex items-center gap-2.5">
          <span aria-hidden className="text-[1.25rem] leading-6">{item.emoji}</span>
          <span className="truncate">{item.label}</span>
        </span>
      )}
    </SuggestionList>
  );
}
