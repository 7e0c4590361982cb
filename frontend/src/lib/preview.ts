/** Messages as plain words, for where there is no room to draw WhatsApp's marks. */

import { closingOf, isWord } from "./mark-pairs";

/** UTF-16 units of a preview: more than any of them shows. */
const MOST = 240;
/** UTF-16 units from which a preview of the server may end in the middle; a shorter one ends in an ellipsis where it does. */
const CUT = 160;
const FENCED = /```([\s\S]+?)```/u;
const LINK = /(?:https?:\/\/|www\.)\S+/iuy;

function linkAt(line: string, at: number): string | undefined {
  LINK.lastIndex = at;
  return isWord(line[at - 1]) ? undefined : LINK.exec(line)?.[0];
}

/** Whether the mark may close in what was cut off. */
function isLeftOpen(line: string, at: number): boolean {
  return /[*_~`]/u.test(line.charAt(at)) && !isWord(line[at - 1]) && /\S/u.test(line.charAt(at + 1)) && !line.includes(line.charAt(at), at + 1);
}

function plain(line: string, isCut = false): string {
  let said = "";
  for (let at = 0; at < line.length; at += 1) {
    const sign = line.charAt(at);
    const link = /[hw]/iu.test(sign) ? linkAt(line, at) : undefined;
    const end = sign === "`" ? line.indexOf("`", at + 1) : /[*_~]/u.test(sign) ? closingOf(line, at) : -1;
    if (link) said += link;
    else if (end > at + 1) said += sign === "`" ? line.slice(at + 1, end) : plain(line.slice(at + 1, end));
    else if (!isCut || !isLeftOpen(line, at)) said += sign;
    if (link) at += link.length - 1;
    else if (end > at + 1) at = end;
  }
  return said;
}

/** `isCut`: its last line ends in the middle of what was written. */
function stripped(text: string, isCut: boolean): string {
  return text
    .split(FENCED)
    .map((part, index, parts) => {
      if (index % 2 === 1) return part;
      const ends = isCut && index === parts.length - 1;
      const lines = (ends ? part.replaceAll("```", "") : part).split("\n");
      return lines.map((line, at) => plain(line.replace(/^> /u, "").replace(/^[*-] (?=.)/u, "• "), ends && at === lines.length - 1)).join("\n");
    })
    .join("");
}

/** A text known in full without its marks, line by line; points of a list as dots. */
export function withoutMarks(text: string): string {
  return stripped(text, false);
}

/** A text on one line: the way every preview is shown, in lists, quotes, notifications and pickers. `mayBeCut`: it is the server's own preview. */
export function previewOf(text: string, { mayBeCut = false } = {}): string {
  const isCut = text.length > MOST || (mayBeCut && (text.length >= CUT || text.endsWith("…")));
  return stripped(text.slice(0, MOST), isCut).replace(/\s+/gu, " ").trim();
}
