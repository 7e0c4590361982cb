import type { Place } from "@/lib/time";

const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** `3 minutes ago`, `yesterday`; under a minute what the language says for now. */
export function ago(at: number, now: number, { language }: Place): string {
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const age = Math.max(0, now - at);
  const [unit, length] = UNITS.find(([, size]) => age >= size) ?? ["second", Infinity];
  return format.format(length === Infinity ? 0 : -Math.floor(age / length), unit);
}
