import { LANGUAGES, setLanguage, useWords, type Language } from "./words/use-words";

export function LanguagePick() {
  const { language, say } = useWords();
  return (
    <select aria-label={say("language_pick")} value={language} onChange={({ target }) => setLanguage(target.value as Language)} className="h-7 w-[62px] shrink-0 rounded-md bg-transparent px-1 text-xs text-ink2 hover:bg-hover pointer-coarse:h-11">
      {LANGUAGES.map(({ id, name }) => <option key={id} value={id} label={id.slice(0, 2).toUpperCase()} aria-label={name} lang={id}>{name}</option>)}
    </select>
  );
}
