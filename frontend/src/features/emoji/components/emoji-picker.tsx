import { EmojiPicker as Picker, useSkinTone } from "frimousse";
import { useLingui } from "@lingui/react";
import { Search } from "lucide-react";
import { useEffect, useRef, useState, type ComponentProps } from "react";
import type { PickerProps } from "@/components/pickers";
import { useMediaQuery } from "@/lib/use-media-query";
import { useT } from "@/lib/use-t";
import { emojiData } from "../data";
import { rememberEmoji, useRecentEmoji } from "../recent";

type EmojiPickerProps = Pick<PickerProps, "onPick" | "onClose">;

const CELL = "grid size-9 place-items-center rounded-md text-[1.25rem] leading-none data-[active]:bg-active pointer-coarse:size-11 pointer-coarse:text-[1.5rem]";

/** The library counts rows and columns from 0, ARIA from 1. */
const fromOne = (place: number | undefined) => (place === undefined ? undefined : place + 1);

/** Outside of the component: another function would be another part, drawn anew. */
const PARTS: ComponentProps<typeof Picker.List>["components"] = {
  CategoryHeader: ({ category, ...props }) => <div {...props} className="bg-surface px-1.5 pb-1 pt-2 text-2xs font-medium text-ink3">{category.label}</div>,
  Row: ({ children, ...props }) => <div {...props} aria-rowindex={fromOne(props["aria-rowindex"])} className="flex justify-between">{children}</div>,
  Emoji: ({ emoji, ...props }) => <button {...props} aria-colindex={fromOne(props["aria-colindex"])} type="button" className={CELL}>{emoji.emoji}</button>,
};

/** Keeps what was chosen for the next time. */
function KeptTone() {
  const [skinTone] = useSkinTone();
  useEffect(() => void useRecentEmoji.setState({ skinTone }), [skinTone]);
  return null;
}

/** All emoji, in the system's own glyphs: search, arrows and Enter, or the pointer. Those used last come first. */
export function EmojiPicker({ onPick, onClose }: EmojiPickerProps) {
  const t = useT();
  const { i18n } = useLingui();
  const touch = useMediaQuery("(pointer: coarse)");
  const narrow = useMediaQuery("(max-width: 599px)");
  const recent = useRecentEmoji((state) => state.emoji);
  const [skinTone] = useState(() => useRecentEmoji.getState().skinTone);
  const search = useRef<HTMLInputElement>(null);

  // On glass the keyboard would hide what one came for.
  useEffect(() => {
    if (!touch) search.current?.focus({ preventScroll: true });
  }, [touch]);

  function handlePick(emoji: string) {
    rememberEmoji(emoji);
    onPick(emoji);
  }

  return (
    <Picker.Root
      role="dialog"
      aria-label={t("emoji.title")}
      locale={i18n.locale}
      columns={narrow ? 8 : 9}
      skinTone={skinTone}
      resolveEmojiData={emojiData}
      onEmojiSelect={({ emoji }) => handlePick(emoji)}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        event.nativeEvent.stopPropagation();
        onClose();
      }}
      className="flex min-h-0 flex-col"
    >
      <div className="flex items-center gap-1.5 border-b border-line px-2 py-1.5">
        <label className="flex h-8 min-w-0 flex-1 items-center gap-2 px-1 text-ink3 pointer-coarse:h-11">
          <Search size={15} aria-hidden />
          <Picker.Search ref={search} aria-label={t("emoji.search")} placeholder={t("emoji.search")} className="min-w-0 flex-1 bg-transparent text-sm text-ink outline-none max-sm:text-[1rem] [&::-webkit-search-cancel-button]:hidden" />
        </label>
        <Picker.SkinToneSelector aria-label={t("emoji.skin_tone")} data-tip={t("emoji.skin_tone")} className={CELL} />
        <KeptTone />
      </div>
      {recent.length > 0 ? (
        <div role="group" aria-label={t("emoji.recent")} className="flex shrink-0 overflow-hidden border-b border-line px-1.5 py-1 [flex-wrap:wrap] max-h-[46px] pointer-coarse:max-h-[54px]">
          {recent.map((emoji) => (
            <button key={emoji} type="button" onClick={() => handlePick(emoji)} className={`${CELL} hover:bg-hover`}>{emoji}</button>
          ))}
        </div>
      ) : null}
      <Picker.Viewport className="relative min-h-0 grow basis-[260px] overflow-y-auto overscroll-contain outline-none">
        <Picker.Loading className="absolute inset-0 grid place-items-center text-xs text-ink3">{t("loading")}</Picker.Loading>
        <Picker.Empty>{({ search: words }) => <span className="absolute inset-0 grid place-items-center p-4 text-center text-xs text-ink3">{t("emoji.none", { words })}</span>}</Picker.Empty>
        <Picker.List
          className="select-none px-1.5 pb-1.5"
          components={PARTS}
        />
      </Picker.Viewport>
      <Picker.ActiveEmoji>
        {({ emoji }) => <p aria-hidden className="flex h-8 shrink-0 items-center gap-2 border-t border-line px-3 text-xs text-ink3 max-sm:hidden">{emoji ? <><span className="text-[1rem]">{emoji.emoji}</span><span className="truncate">{emoji.label}</span></> : t("emoji.hint")}</p>}
      </Picker.ActiveEmoji>
    </Picker.Root>
  );
}
