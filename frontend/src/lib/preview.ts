/** Messages as plain words, for where there is no room to draw WhatsApp's marks. */

import { closingOf, isWord } from "./mark-pairs";

/** UTF-16 units of a preview: more than any of them shows. */
const MOST = 240;
/** UTF-16 units of the longest text the server gives for a preview: there it may end in the middle. */
const CUT = 160;
const FENCED = /```([\s\S]+?)```/u;
const LINK = /(?:https?:\/\/|www\.)\S+/iuy;

function linkAt(line: string, at: number): string | undefined {
  LINK.lastIndex = at;
  return isWord(line[at - 1]) ? undefined : LINK.exec(line)?.[0];
}

/** Whether the mark closes in what was cut off. */
function isLeftOpen(line: string, at: number): boolean {
  return (line.length >= CUT || line.endsWith("…")) && /[*_~`]/u.test(line.charAt(at)) && !isWord(line[at - 1]) && /\S/u.test(line.charAt(at + 1)) && !line.includes(line.charAt(at), at + 1);
}

function plain(line: string): string {
  let said = "";
  for (let at = 0; at < line.length; at += 1) {
    const sign = line.charAt(at);
    const link = /[hw]/iu.test(sign) ? linkAt(line, at) : undefined;
    const end = sign === "`" ? line.indexOf("`", at + 1) : /[*_~]/u.test(sign) ? closingOf(line, at) : -1;
    if (link) said += link;
    else if (end > at + 1) said += sign === "`" ? line.slice(at + 1, end) : plain(line.slice(at + 1, end));
    else if (!isLeftOpen(line, at)) said += sign;
    if (link) at += link.length - 1;
    else if (end > at + 1) at = end;
  }
  return said;
}

/** A text without its marks, line by line; points of a list as dots. */
export function withoutMarks(text: string): string {
  return text
    .split(FENCED)
    .map((part, index) => (index % 2 === 1 ? part : part.replaceAll("```", "").split("\n").map((line) => plain(line.replace(/^> /u, "").replace(/^[*-] (?=.)/u, "• "))).join("\n")))
    .join("");
}

/** A text on one line: the way every preview is shown, in lists, quotes, notifications and pickers. */
export function previewOf(text: string): string {
  return withoutMarks(text.slice(0, MOST)).replace(/\s+/gu, " ").trim();
}
