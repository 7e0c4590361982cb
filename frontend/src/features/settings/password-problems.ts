import type { Translate } from "@/lib/use-t";

const LEAST = 12;
const MOST = 128;

/** What is wrong with what was typed so far; the server decides. */
export function passwordProblems({ current, next }: { current: string; next: string }, t: Translate): { current?: string; next?: string } {
  const length = [...next].length;
  return {
    current: current ? undefined : t("settings.password_current_empty"),
    next: length < LEAST ? t("settings.password_short", { n: LEAST - length }) : length > MOST ? t("settings.password_long") : next === current ? t("settings.password_same") : undefined,
  };
}
