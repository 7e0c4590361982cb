import { useLingui } from "@lingui/react";
import { useMemo } from "react";
import { useSession } from "./session";
import type { Place } from "./time";

/** The language of the interface and the workspace's time zone. */
export function usePlace(): Place {
  const { i18n } = useLingui();
  const timeZone = useSession()?.workspace.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return useMemo(() => ({ language: i18n.locale, timeZone }), [i18n.locale, timeZone]);
}
