import { useLingui } from "@lingui/react";
import { useMemo } from "react";
import { usePreferences } from "./preferences";
import { regionOf } from "./region";
import { useSession } from "./session";
import type { Place } from "./time";

/** How numbers are written here: the region chosen, else the browser's or the language's own. */
export function useRegion(): string {
  const { i18n } = useLingui();
  const chosen = usePreferences((preferences) => preferences.region);
  return useMemo(() => regionOf(i18n.locale, chosen), [i18n.locale, chosen]);
}

/** The language of the interface, the member's region and the workspace's time zone. */
export function usePlace(): Required<Place> {
  const { i18n } = useLingui();
  const region = useRegion();
  const timeZone = useSession()?.workspace.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return useMemo(() => ({ language: i18n.locale, region, timeZone }), [i18n.locale, region, timeZone]);
}
