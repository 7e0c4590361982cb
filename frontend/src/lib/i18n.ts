/** The words of the interface, by key. Catalogues are compiled by the build; a page's own words are fetched with it. */

import { setupI18n, type Messages } from "@lingui/core";
import type { MessageKey } from "@/locales/keys";

export type { MessageKey };
export type Language = "pt-BR" | "en" | "es";
/** Words that the first screen does without: `src/locales/<language>/<area>.json`, or several of them in `<language>.<area>.ts`. */
export type Area = "conversation" | "sign-in" | "settings" | "overlays" | "canned" | "emoji" | "failures";

const KEY = "pytake.language";
type Catalogue = () => Promise<{ words: object }>;
const first: Record<Language, Catalogue> = {
  "pt-BR": () => import("@/locales/pt-BR"),
  en: () => import("@/locales/en"),
  es: () => import("@/locales/es"),
};
const later = import.meta.glob<{ default?: object; words?: object }>(["../locales/*.conversation.ts", "../locales/*/{sign-in,settings,overlays,canned,emoji,failures}.json"]);
const needed = new Set<Area>();
/** Of two that are fetched at a time the last one asked for is spoken. */
let chosen: Language | undefined;

export const languages: Record<Language, string> = { "pt-BR": "Português", en: "English", es: "Español" };

export const i18n = setupI18n();

let worn: (words: Messages) => Messages = (words) => words;

/** Every word is said through this from the next language on: for looking at the interface in one that nobody speaks. */
export function disguise(wear: (words: Messages) => Messages): void {
  worn = wear;
}

const isLanguage = (value: unknown): value is Language => typeof value === "string" && value in languages;

/** What was chosen on this device, else what the browser speaks: the same rule as index.html's. */
export function preferredLanguage(): Language {
  const stored = localStorage.getItem(KEY);
  if (isLanguage(stored)) return stored;
  return /^pt/i.test(navigator.language) ? "pt-BR" : /^es/i.test(navigator.language) ? "es" : "en";
}

async function wordsOf(area: Area, language: Language): Promise<Messages> {
  const fetched = await (later[`../locales/${language}/${area}.json`] ?? later[`../locales/${language}.${area}.ts`])?.();
  return worn((fetched?.words ?? fetched?.default ?? {}) as Messages);
}

/** Fetches the words of an area; resolves once they can be said. */
export async function needWords(area: Area): Promise<void> {
  while (!needed.has(area)) {
    const language = i18n.locale as Language;
    const words = await wordsOf(area, language);
    if (i18n.locale !== language) continue;
    i18n.load(language, words);
    needed.add(area);
  }
}

/** Fetches a language and speaks it. The words of `areas` come with it where they can be had; whoever needs them says so once more. */
export async function activateLanguage(language: Language, areas: Area[] = []): Promise<void> {
  chosen = language;
  const messages: Messages = {};
  const had = new Set<Area>();
  const take = async (area: Area) => {
    Object.assign(messages, await wordsOf(area, language));
    had.add(area);
  };
  const due = () => [...needed].filter((area) => !had.has(area));
  const begin = first[language]().then(({ words }) => Object.assign(messages, worn(words as Messages)));
  await Promise.all([begin, ...areas.map((area) => take(area).catch(() => undefined)), ...due().map(take)]);
  // Some may have come to be needed meanwhile.
  while (due().length > 0) await Promise.all(due().map(take));
  if (chosen !== language) return;
  i18n.loadAndActivate({ locale: language, messages });
  had.forEach((area) => needed.add(area));
  document.documentElement.lang = language;
}

export async function setLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEY, language);
  await activateLanguage(language);
}
