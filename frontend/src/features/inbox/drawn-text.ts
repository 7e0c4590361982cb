/** What a text will look like in WhatsApp, piece by piece, with every sign kept in its place: for the layer over the field. */

export interface Piece {
  kind: "plain" | "bold" | "italic" | "strike" | "code" | "blank";
  text: string;
}

const KINDS: Record<string, Piece["kind"]> = { "*": "bold", _: "italic", "~": "strike", "`": "code", "{": "blank" };
const PIECE = /\{\{[^{}\n]{1,60}\}\}|(?<![\p{L}\p{N}*_~])([*_~])(?![\s*_~])(?:(?!\1)[^\n])*?(?<!\s)\1(?![\p{L}\p{N}])|`[^`\n]+`/gu;
/** Beyond this the field stays plain: drawing it twice would be felt while typing. */
const MOST = 2_000;

/** Null when there is nothing to draw but the text itself. */
export function drawnText(text: string): Piece[] | null {
  if (text.length > MOST || !/[*_~`{]/.test(text)) return null;
  const pieces: Piece[] = [];
  let at = 0;
  for (const found of text.matchAll(PIECE)) {
    if (found.index > at) pieces.push({ kind: "plain", text: text.slice(at, found.index) });
    pieces.push({ kind: KINDS[found[0].charAt(0)] ?? "plain", text: found[0] });
    at = found.index + found[0].length;
  }
  if (pieces.length === 0) return null;
  if (at < text.length) pieces.push({ kind: "plain", text: text.slice(at) });
  return pieces;
}
