import { Search } from "lucide-react";
import { startTransition, useEffect, useRef, useState } from "react";
import { useT } from "@/lib/use-t";
import { useChangeList, useListSearch } from "../use-list-search";

interface ListSearchFieldProps {
  onClose: () => void;
}

/** In milliseconds: the address need not follow every letter. */
const PAUSE = 120;

/** Filters the list by what is typed. ↓ and Enter go to the list, Esc ends the search. */
export function ListSearchField({ onClose }: ListSearchFieldProps) {
  const t = useT();
  const { q = "" } = useListSearch();
  const change = useChangeList();
  const [text, setText] = useState(q);
  const field = useRef<HTMLInputElement>(null);
  const latest = useRef(change);
  useEffect(() => {
    latest.current = change;
  });

  useEffect(() => {
    if (text.trim() === q) return;
    const timer = setTimeout(() => startTransition(() => latest.current({ q: text.trim() || undefined })), PAUSE);
    return () => clearTimeout(timer);
    // What was typed leads; the address follows.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [text]);
  // Cleared or changed elsewhere, or by going back: then the field follows.
  useEffect(() => {
    if (document.activeElement !== field.current) setText(q);
  }, [q]);

  return (
    <span className="field-ring flex h-8 min-w-0 flex-1 items-center gap-2 rounded-md border border-control bg-surface px-2.5 max-sm:h-11">
      <Search size={14} className="shrink-0 text-ink3" aria-hidden />
      <input
        ref={field}
        id="list-search"
        type="search"
        autoFocus
        autoComplete="off"
        enterKeyHint="search"
        aria-label={t("list.search")}
        placeholder={t("list.search_hint")}
        value={text}
        maxLength={200}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onClose();
          else if (event.key === "ArrowDown" || event.key === "Enter") document.getElementById("conversation-list")?.focus();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
        className="min-w-0 flex-1 bg-transparent text-sm text-ink outline-none max-sm:text-lg [&::-webkit-search-cancel-button]:hidden"
      />
    </span>
  );
}
