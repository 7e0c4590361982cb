/** What somebody typed, made safe to look at: nothing is hidden, nothing is changed that can be read. */

/** Controls but tab and line feed. */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
/** What takes no room at all: spaces of no width, joiners, marks of direction, fillers. */
const UNSEEN = /[\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\u{e0000}-\u{e0fff}]/gu;
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Control characters as the sign for what cannot be shown; line ends of every kind as one. */
export function withoutControls(text: string): string {
  return text.replace(/\r\n?|\u2028|\u2029/g, "\n").replace(CONTROL, "\ufffd");
}

/** Whether a text would be an empty bubble. */
export function isUnseen(text: string): boolean {
  return text.replace(UNSEEN, "") === "";
}

/** The first characters of a text, about `length` of them; never half of one. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const parts = [...graphemes.segment(text.slice(0, length + 80))];
  return parts.filter((part) => part.index + part.segment.length <= length).map((part) => part.segment).join("");
}
