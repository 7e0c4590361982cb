/** WhatsApp's text marks, parsed to a tree. Never HTML: what is not a mark stays the text it was. */

import { closingOf, isWord } from "./mark-pairs";
import { cut } from "./shown-text";

export type Inline =
  | { kind: "text"; text: string }
  | { kind: "bold" | "italic" | "strike"; children: Inline[] }
  | { kind: "code"; text: string }
  | { kind: "link"; text: string; href: string };

export type Block =
  | { kind: "paragraph"; lines: Inline[][] }
  | { kind: "quote"; lines: Inline[][] }
  | { kind: "bullets"; items: Inline[][] }
  | { kind: "numbers"; start: number; items: Inline[][] }
  | { kind: "mono"; text: string };

const MARKS: Record<string, "bold" | "italic" | "strike"> = { "*": "bold", _: "italic", "~": "strike" };
/** Not beyond what cannot be seen, or turns the direction of what follows: the address would read as another one. */
const LINK = /(?:https?:\/\/|www\.)[^\s<>"\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffd]+/giu;
const TRAILING = /[.,;:!?'")\]}*_~]+$/u;
const DEEPEST = 4;

function linkAt(text: string, from: number): { end: number; href: string } | null {
  LINK.lastIndex = from;
  const found = LINK.exec(text);
  if (found?.index !== from || isWord(text[from - 1])) return null;
  const shown = found[0].replace(TRAILING, "");
  const href = /^https?:/iu.test(shown) ? shown : `https://${shown}`;
  const address = URL.canParse(href) ? new URL(href) : null;
  // `https://bank.example@evil.example` names one place and leads to another.
  return address && !address.username && !address.password ? { end: from + shown.length, href } : null;
}

/** Characters of an address that are shown. */
const LONGEST_LINK = 80;

/** A link as it is shown; its domain in the letters of the network, where those it is written in could be taken for others. */
export function shownLink(text: string, href: string): { shown: string; domain: string | null } {
  const shown = text.length > LONGEST_LINK ? `${cut(text, LONGEST_LINK)}…` : text;
  const written = text.replace(/^https?:\/\//iu, "").split(/[/?#]/u)[0] ?? "";
  return { shown, domain: /[^\u0020-\u007e]/u.test(written) || written.length > LONGEST_LINK ? cut(new URL(href).host, LONGEST_LINK) : null };
}

/** The beginning of a long text; an address in it is kept whole, for half of one leads elsewhere. */
export function folded(text: string, length: number): string {
  const head = cut(text, length);
  const last = /\S*$/u.exec(head)?.[0] ?? "";
  const rest = /https?:|www\./iu.test(last) ? (/^\S*/u.exec(text.slice(head.length))?.[0] ?? "") : "";
  return head.length + rest.length < text.length ? `${head}${rest}${rest ? " " : ""}…` : text;
}

/** One line's marks and links. */
export function parseInline(text: string, depth = 0): Inline[] {
  const parsed: Inline[] = [];
  let plain = "";
  const flush = () => {
    if (plain) parsed.push({ kind: "text", text: plain });
    plain = "";
  };
  for (let at = 0; at < text.length; ) {
    const character = text.charAt(at);
    const link = /[hw]/iu.test(character) ? linkAt(text, at) : null;
    if (link) {
      flush();
      parsed.push({ kind: "link", text: text.slice(at, link.end), href: link.href });
      at = link.end;
      continue;
    }
    const code = character === "`" ? text.indexOf("`", at + 1) : -1;
    if (code > at + 1) {
      flush();
      parsed.push({ kind: "code", text: text.slice(at + 1, code) });
      at = code + 1;
      continue;
    }
    const mark = MARKS[character];
    const close = mark && depth < DEEPEST ? closingOf(text, at) : -1;
    if (mark && close > 0) {
      flush();
      parsed.push({ kind: mark, children: parseInline(text.slice(at + 1, close), depth + 1) });
      at = close + 1;
      continue;
    }
    plain += character;
    at += 1;
  }
  flush();
  return parsed;
}

function parseLines(text: string): Block[] {
  const blocks: Block[] = [];
  for (const line of text.split("\n")) {
    const last = blocks.at(-1);
    const quote = /^> (.*)$/u.exec(line)?.[1];
    const bullet = /^[*-] (.+)$/u.exec(line)?.[1];
    const number = /^(\d{1,3})\. (.+)$/u.exec(line);
    if (quote !== undefined) {
      if (last?.kind === "quote") last.lines.push(parseInline(quote));
      else blocks.push({ kind: "quote", lines: [parseInline(quote)] });
    } else if (bullet !== undefined) {
      if (last?.kind === "bullets") last.items.push(parseInline(bullet));
      else blocks.push({ kind: "bullets", items: [parseInline(bullet)] });
    } else if (number?.[2] !== undefined) {
      if (last?.kind === "numbers") last.items.push(parseInline(number[2]));
      else blocks.push({ kind: "numbers", start: Number(number[1]), items: [parseInline(number[2])] });
    } else if (last?.kind === "paragraph") last.lines.push(parseInline(line));
    else blocks.push({ kind: "paragraph", lines: [parseInline(line)] });
  }
  return blocks;
}

/** A whole message: fenced monospace first, then lines. */
export function parseMarks(text: string): Block[] {
  return text.split(/```([\s\S]+?)```/u).flatMap((part, index): Block[] => {
    if (index % 2 === 1) return [{ kind: "mono", text: part.replace(/^\n|\n$/gu, "") }];
    const trimmed = part.replace(/^\n|\n$/gu, "");
    return trimmed ? parseLines(trimmed) : [];
  });
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const PICTURE = /\p{Emoji_Presentation}|\p{Regional_Indicator}|\uFE0F/u;
/** Three emoji are at most so long: families, skin tones and flags included. */
const LONGEST_PICTURES = 60;

/** One to three emoji and nothing else: shown large. */
export function isFewEmoji(text: string): boolean {
  const trimmed = text.trim();
  if (!trimmed || trimmed.length > LONGEST_PICTURES || /[\p{L}\s]/u.test(trimmed)) return false;
  const parts = [...graphemes.segment(trimmed)];
  return parts.length <= 3 && parts.every(({ segment }) => PICTURE.test(segment));
}
