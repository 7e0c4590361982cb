import { closingOf } from "./mark-pairs";

/** Replaces a part of a field as if it was typed: the browser's own undo takes it back. The caret ends behind it. */
export function insertText(field: HTMLTextAreaElement, from: number, to: number, text: string): void {
  field.focus({ preventScroll: true });
  field.setSelectionRange(from, to);
  if (typeof document.execCommand === "function" && document.execCommand(text ? "insertText" : "delete", false, text)) return;
  field.setRangeText(text, from, to, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
}

/** WhatsApp's marks, by the action that puts them. */
export const MARKS = { "composer.bold": "*", "composer.italic": "_", "composer.strike": "~" } as const;

/**
 * Puts a mark of WhatsApp's around what is selected, or takes it away again; the words stay selected.
 * With nothing selected the caret ends between the two, and at the end of marked words behind them.
 */
export function toggleMark(field: HTMLTextAreaElement, mark: string): void {
  const { selectionStart: from, selectionEnd: to, value } = field;
  const before = from === to && from > 1 ? value.lastIndexOf(mark, from - 2) : -1;
  const closing = before >= 0 ? closingOf(value, before) : -1;
  if (closing === to) {
    field.focus({ preventScroll: true });
    return field.setSelectionRange(to + 1, to + 1);
  }
  // Between the marks of two neighbours nothing is marked.
  const within = closing !== from - 1 && value.slice(from - mark.length, from) === mark && value.slice(to, to + mark.length) === mark;
  if (within) insertText(field, from - mark.length, to + mark.length, value.slice(from, to));
  else insertText(field, from, to, `${mark}${value.slice(from, to)}${mark}`);
  const begin = within ? from - mark.length : from + mark.length;
  field.setSelectionRange(begin, begin + to - from);
}
