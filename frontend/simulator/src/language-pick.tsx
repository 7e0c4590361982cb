import { LANGUAGES, setLanguage, useWords, type Language } from "./words/use-words";

export function LanguagePick() {
  const { language, say } = useWords();
  return (
    <select aria-label={say("language_pick")} value={language} onChange={({ target }) => setLanguage(target.value as Language)} className="h-8 w-9 shrink-0 appearance-none rounded-md bg-transparent text-center text-xs text-ink2 hover:bg-hover pointer-coarse:size-11">
      {LANGUAGES.map(({ id, name }) => <option key={id} value={id} label={id.slice(0, 2).toUpperCase()} aria-label={name} lang={id}>{name}</option>)}
    </select>
  );
}
