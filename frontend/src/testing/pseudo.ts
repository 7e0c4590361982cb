/** A language nobody speaks: accents on every letter, a third longer, between brackets. What is not in it was never translated; what loses a bracket is clipped. */

import type { Messages } from "@lingui/core";
import { disguise } from "@/lib/i18n";

const LETTERS: Record<string, string> = Object.fromEntries([..."aåbƀcçdðeéfƒgĝhĥiîjĵkķlļmɱnñoöpþqɋrŕsštţuûvṽwŵxẋyýzžAÅBƁCÇDÐEÉFƑGĜHĤIÎJĴKĶLĻMṀNÑOÖPÞQɊRŔSŠTŢUÛVṼWŴXẊYÝZŽ"].reduce<[string, string][]>((pairs, letter, at, all) => (at % 2 ? pairs : [...pairs, [letter, all[at + 1] ?? letter]]), []));

const said = (text: string) => text.replace(/<\/?\d+\/?>|[A-Za-z]/g, (part) => LETTERS[part] ?? part);

type Token = string | readonly unknown[];

/** Letters of a compiled message; names of values and kinds of plural stay. */
function spoken(token: Token): Token {
  if (typeof token === "string") return token === "#" ? token : said(token);
  const [name, kind, cases] = token;
  if (cases === null || typeof cases !== "object") return token;
  return [name, kind, Object.fromEntries(Object.entries(cases as Record<string, unknown>).map(([key, text]) => [key, key === "offset" ? text : Array.isArray(text) ? text.map((each) => spoken(each as Token)) : said(String(text))]))];
}

const lengthOf = (message: unknown): number => (typeof message === "string" ? message.length : Array.isArray(message) ? message.reduce<number>((sum, each) => sum + (typeof each === "string" ? each.length : 8), 0) : 0);

function pseudo(words: Messages): Messages {
  return Object.fromEntries(
    Object.entries(words).map(([key, message]) => {
      const longer = "ẋ".repeat(Math.ceil(lengthOf(message) * 0.35));
      const tokens = (Array.isArray(message) ? message : [message]).map((each) => spoken(each as Token));
      return [key, ["⟦", ...tokens, longer, "⟧"]];
    }),
  ) as Messages;
}

/** From the next language on: `/?pseudo` of `npm run dev:mock`, and tests. */
export const speakPseudo = () => disguise(pseudo);
export const speakPlainly = () => disguise((words) => words);
