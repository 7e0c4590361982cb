import { useCallback, type RefObject } from "react";
import { insertText, toggleMark } from "@/lib/insert-text";
import type { TypedSign } from "./typed-sign";
import { toBlank } from "./use-reply-keys";

/** Puts things into the reply's field besides letters; each can be undone as if it was typed. */
export function useReplyInsertions(field: RefObject<HTMLTextAreaElement | null>) {
  const insert = useCallback(
    (text: string) => {
      const box = field.current;
      if (box) insertText(box, box.selectionStart, box.selectionEnd, text);
    },
    [field],
  );

  /** In the place of a sign and what was typed behind it; the first blank of it is selected. */
  const replaceSign = useCallback(
    ({ from, query }: TypedSign, text: string) => {
      const box = field.current;
      if (!box) return;
      insertText(box, from, from + query.length + 1, text);
      box.setSelectionRange(from, from);
      if (!toBlank(box)) box.setSelectionRange(from + text.length, from + text.length);
    },
    [field],
  );

  /** The sign that opens the canned replies, at the start of a word. */
  const insertSlash = useCallback(() => {
    const box = field.current;
    if (box) insert(/(^|\s)$/.test(box.value.slice(0, box.selectionStart)) ? "/" : " /");
  }, [field, insert]);

  const mark = useCallback((sign: string) => field.current && toggleMark(field.current, sign), [field]);

  const selectFirstBlank = useCallback(() => {
    const box = field.current;
    box?.focus();
    box?.setSelectionRange(0, 0);
    if (box) toBlank(box);
  }, [field]);

  return { insert, replaceSign, insertSlash, mark, selectFirstBlank };
}
