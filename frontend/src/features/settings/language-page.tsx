import { useLingui } from "@lingui/react";
import { useState } from "react";
import { RadioCards } from "@/components/ui/radio-cards";
import { Select } from "@/components/ui/select";
import { languages, setLanguage, type Language } from "@/lib/i18n";
import { prefer, usePreferences } from "@/lib/preferences";
import { regionName, regionOf, regions } from "@/lib/region";
import { toast } from "@/lib/toasts";
import { useT } from "@/lib/use-t";
import { Block, Blocks } from "./components/block";
import { RegionSample } from "./components/region-sample";

/** The words of the interface, and apart from them how everything is written. */
export function LanguagePage() {
  const t = useT();
  const { i18n } = useLingui();
  const region = usePreferences((preferences) => preferences.region);
  const [asked, setAsked] = useState<Language>();
  const named = (code: string) => capital(regionName(code, i18n.locale), i18n.locale);

  function speak(language: Language) {
    setAsked(language);
    setLanguage(language)
      .catch(() => toast({ id: "language", tone: "failed", text: t("settings.language_failed") }))
      .finally(() => setAsked(undefined));
  }

  return (
    <Blocks>
      <Block title={t("settings.words")} text={t("settings.words_text")}>
        <RadioCards label={t("settings.words")} hideLabel value={asked ?? (i18n.locale as Language)} options={(Object.entries(languages) as [Language, string][]).map(([value, label]) => ({ value, label }))} onChange={speak} className="sm:grid-cols-3" />
      </Block>
      <Block title={t("settings.region")} text={t("settings.region_text")}>
        <div className="grid gap-5">
          <Select
            label={t("settings.region_format")}
            value={region}
            options={[
              { value: "auto", label: t("settings.region_auto", { name: named(regionOf(i18n.locale, "auto")) }) },
              ...regions.map((value) => ({ value, label: named(value) })).sort((a, b) => a.label.localeCompare(b.label, i18n.locale)),
            ]}
            onChange={(value) => prefer({ region: value })}
          />
          <RegionSample />
        </div>
      </Block>
    </Blocks>
  );
}

const capital = (name: string, language: string) => name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
