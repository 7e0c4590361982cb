import { useMemo } from "react";
import { useSession } from "./session";
import type { Place } from "./time";
import { useSpoken } from "./use-t";

/** The language of the interface, the member's region and the workspace's time zone. */
export function usePlace(): Required<Place> {
  const { language, region } = useSpoken();
  const timeZone = useSession()?.workspace.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return useMemo(() => ({ language, region, timeZone }), [language, region, timeZone]);
}
