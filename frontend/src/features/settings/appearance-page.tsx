import { prefer, usePreferences } from "@/lib/preferences";
import { setTheme, useTheme } from "@/lib/theme";
import { useT } from "@/lib/use-t";
import { Block, Blocks } from "./components/block";
import { DensityPicture } from "./components/density-picture";
import { PictureCards } from "./components/picture-cards";
import { ThemePicture } from "./components/theme-picture";

/** How it looks on this device. */
export function AppearancePage() {
  const t = useT();
  const theme = useTheme();
  const density = usePreferences((preferences) => preferences.density);
  const themes = (["light", "dark", "system"] as const).map((value) => ({ value, label: t(`theme.${value}`), picture: <ThemePicture theme={value} /> }));
  const densities = (["comfortable", "compact"] as const).map((value) => ({ value, label: t(`settings.density.${value}`), picture: <DensityPicture density={value} /> }));

  return (
    <Blocks>
      <Block title={t("settings.theme")} text={t("settings.theme_text")}>
        <PictureCards label={t("settings.theme")} value={theme} options={themes} onChange={setTheme} />
      </Block>
      <Block title={t("settings.density")} text={t("settings.density_text")}>
        <PictureCards label={t("settings.density")} value={density} options={densities} onChange={(value) => prefer({ density: value })} />
        <p className="mt-4 text-xs text-ink3">{t("settings.device_only")}</p>
      </Block>
    </Blocks>
  );
}
