import { useLingui } from "@lingui/react";
import { ChevronDown, Globe } from "lucide-react";
import { languages, setLanguage, type Language } from "@/lib/i18n";
import { useT } from "@/lib/use-t";
import { Menu } from "./ui/menu";

/** The language of the interface, before anybody signed in. */
export function LanguageMenu() {
  const t = useT();
  const { i18n } = useLingui();
  const items = (Object.entries(languages) as [Language, string][]).map(([id, label]) => ({ id, label, checked: id === i18n.locale, onSelect: () => void setLanguage(id) }));
  return (
    <Menu label={t("menu.language")} side="top" align="end" groups={[{ items }]}>
      {(trigger) => (
        <button type="button" {...trigger} aria-label={t("label.of", { label: t("menu.language"), value: languages[i18n.locale as Language] })} className="flex min-h-8 items-center gap-2 rounded-md px-2 text-xs text-ink3 hover:bg-hover pointer-coarse:min-h-11">
          <Globe size={14} aria-hidden />
          {languages[i18n.locale as Language]}
          <ChevronDown size={12} aria-hidden />
        </button>
      )}
    </Menu>
  );
}
