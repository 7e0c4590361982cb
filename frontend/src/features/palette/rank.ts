/** How well an item is what was typed: recency × match. Asked of thousands of items at every key, so each is read once. */

import { isCommand, type PaletteItem } from "./palette-item";

/** After so long, half of what recency adds is gone, in milliseconds. */
const HALF_LIFE = 5 * 86_400_000;

const ASCII = /^[\x20-\x7e]*$/;

export const plain = (text: string) => (ASCII.test(text) ? text.toLowerCase() : text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase());

/** What was typed, word by word, without accents, capitals and signs. */
export function wordsIn(text: string): string[] {
  const said = plain(text);
  return said.split(ASCII.test(said) ? /[^a-z0-9]+/ : /[^\p{L}\p{N}]+/u).filter(Boolean);
}

interface Words {
  /** Each begins with a blank, and has one between two words: a word's begin is found without looking around. */
  title: string;
  hint: string;
  said: string;
  digits: string;
  all: string;
}

const known = new WeakMap<PaletteItem, Words>();

function wordsOf(item: PaletteItem): Words {
  let words = known.get(item);
  if (!words) {
    const [title = "", hint = "", said = ""] = [item.title, item.hint, item.said].map((text) => (text ? ` ${wordsIn(text).join(" ")}` : ""));
    const digits = item.group === "people" ? (item.hint ?? "").replace(/\D/g, "") : "";
    known.set(item, (words = { title, hint, said, digits, all: `${title}\n${hint}\n${said}\n${digits}` }));
  }
  return words;
}

/** Reads items while nobody waits, so that the first key finds them read. Returns how to stop. */
export function readAhead(items: readonly PaletteItem[]): () => void {
  if (!window.requestIdleCallback) return () => undefined;
  let at = 0;
  let idle = requestIdleCallback(read);
  function read(deadline: IdleDeadline) {
    while (at < items.length && deadline.timeRemaining() > 1) for (const end = Math.min(items.length, at + 50); at < end; at += 1) wordsOf(items[at] as PaletteItem);
    if (at < items.length) idle = requestIdleCallback(read);
  }
  return () => cancelIdleCallback(idle);
}

/** The letters in their order, with others between: `rslv` for "resolve". */
function scattered(text: string, word: string): boolean {
  let at = -1;
  for (const letter of word) if ((at = text.indexOf(letter, at + 1)) < 0) return false;
  return true;
}

const SCATTERED = 0.2;

function scoreOf(item: PaletteItem, { title, hint, said, all }: Words, word: string): number {
  if (!all.includes(word)) return word.length > 2 && isCommand(item) && scattered(title, word) ? SCATTERED : 0;
  const begin = ` ${word}`;
  if (title.startsWith(begin)) return 1;
  if (title.includes(begin)) return 0.85;
  if (title.includes(word)) return 0.6;
  if (hint.includes(begin)) return 0.5;
  if (hint.includes(word) || !said.includes(word)) return 0.45;
  // A canned reply is called by its shortcut as by its title.
  return item.group === "canned" ? 0.9 : 0.35;
}

/** Every word has to be found: 0 when one is not. Without words, recency alone counts. */
export function rankOf(item: PaletteItem, words: string[], now: number): number {
  let sum = words.length === 0 ? 0.5 : 0;
  const known = words.length === 0 ? undefined : wordsOf(item);
  for (const word of words) {
    const score = known ? scoreOf(item, known, word) : 0;
    if (score === 0) return 0;
    sum += score;
  }
  const recency = item.at === undefined ? 0 : 0.5 ** (Math.max(0, now - item.at) / HALF_LIFE);
  return (sum / (words.length || 1)) * (0.65 + 0.35 * recency);
}

/** Whether only its last words say what was typed. */
export function isBySaid(item: PaletteItem, words: string[]): boolean {
  if (item.group !== "people" || words.length === 0) return false;
  const { title, hint, digits } = wordsOf(item);
  return words.some((word) => !`${title}\n${hint}\n${digits}`.includes(word));
}
