/** Where WhatsApp's text marks open and close. Apart from the parser: a list shows plain lines, and comes first. */

const WORD = /[\p{L}\p{N}]/u;

export function isWord(character: string | undefined): boolean {
  return character !== undefined && WORD.test(character);
}

/** Where the mark that opens at `from` closes on the same line; -1 when it opens nothing. */
export function closingOf(text: string, from: number): number {
  const mark = text[from];
  const next = text[from + 1];
  if (isWord(text[from - 1]) || next === undefined || /\s/u.test(next) || next === mark) return -1;
  for (let at = from + 2; at < text.length; at += 1) {
    if (text[at] === mark && !/\s/u.test(text[at - 1] ?? " ") && !isWord(text[at + 1])) return at;
  }
  return -1;
}
