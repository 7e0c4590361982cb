/** The words of the interface, by key. Catalogues are compiled by the build and fetched one language at a time. */

import { setupI18n, type Messages } from "@lingui/core";
import type words from "@/locales/pt-BR.json";

export type MessageKey = keyof typeof words;
export type Language = "pt-BR" | "en";

const KEY = "pytake.language";
const catalogues: Record<Language, () => Promise<{ default: object }>> = {
  "pt-BR": () => import("@/locales/pt-BR.json"),
  en: () => import("@/locales/en.json"),
};

export const languages: Record<Language, string> = { "pt-BR": "Português", en: "English" };

export const i18n = setupI18n();

/** What was chosen on this device, else what the browser speaks: the same rule as index.html's. */
export function preferredLanguage(): Language {
  const stored = localStorage.getItem(KEY);
  if (stored === "pt-BR" || stored === "en") return stored;
  return /^pt/i.test(navigator.language) ? "pt-BR" : "en";
}

/** Fetches a language and speaks it. */
export async function activateLanguage(language: Language): Promise<void> {
  const { default: messages } = await catalogues[language]();
  i18n.loadAndActivate({ locale: language, messages: messages as Messages });
  document.documentElement.lang = language;
}

export async function setLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEY, language);
  await activateLanguage(language);
}
