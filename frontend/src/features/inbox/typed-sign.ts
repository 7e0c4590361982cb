/** What a sign at the start of a word asks for while one types: `/` a canned reply, `:` an emoji. */

export interface TypedSign {
  sign: "/" | ":";
  /** Where the sign stands. */
  from: number;
  /** What was typed behind it. */
  query: string;
}

/** As long as a shortcut may be. */
const LONGEST = 32;
const SIGN = /(?:^|[\s([{"'])([/:])([\p{L}\p{N}_-]*)$/u;
/** `10: ok` and `:)` are no emoji yet. */
const EMOJI_FROM = 2;

/** The sign the caret stands behind, if its word is still being typed. */
export function typedSign(text: string, caret: number): TypedSign | null {
  const found = SIGN.exec(text.slice(Math.max(0, caret - LONGEST - 2), caret));
  const [, sign, query = ""] = found ?? [];
  if (!sign || query.length > LONGEST || (sign === ":" && query.length < EMOJI_FROM)) return null;
  return { sign: sign as TypedSign["sign"], from: caret - query.length - 1, query };
}
