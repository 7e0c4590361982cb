import { useSyncExternalStore } from "react";
import { en, type WordKey } from "./en";
import { es } from "./es";
import { ptBR } from "./pt-br";

export type Language = "pt-BR" | "en" | "es";

const KEY = "pytake.simulator.language";
const CATALOGUES: Record<Language, Record<WordKey, string>> = { "pt-BR": ptBR, en, es };
const listeners = new Set<() => void>();

function read(): Language {
  const { lang } = document.documentElement;
  return lang in CATALOGUES ? (lang as Language) : "en";
}

/** Each in its own words. */
export const LANGUAGES: { id: Language; name: string }[] = [
  { id: "pt-BR", name: "Português" },
  { id: "en", name: "English" },
  { id: "es", name: "Español" },
];

/** Remembers the language on this device. */
export function setLanguage(language: Language): void {
  localStorage.setItem(KEY, language);
  document.documentElement.lang = language;
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export type Say = (key: WordKey, values?: Record<string, string | number>) => string;

/** The language, and its words with `{values}` filled in. */
export function useWords(): { language: Language; say: Say } {
  const language = useSyncExternalStore(subscribe, read);
  return { language, say: (key, values) => fill(CATALOGUES[language][key], values) };
}

/** Puts values into `{places}`; a place without a value stays visible. */
export function fill(text: string, values: Record<string, string | number> = {}): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
