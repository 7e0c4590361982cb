/** Times as people read them. `Intl` only; the zone is the workspace's. */

export interface Place {
  language: string;
  timeZone: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter({ language, timeZone }: Place, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language}|${timeZone}|${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known) return known;
  // English words with day-first dates: every workspace so far is outside the United States.
  const made = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { timeZone, ...options });
  formatters.set(key, made);
  return made;
}

/** The calendar day in the workspace's zone, as `2026-11-22`. */
export function dayOf(at: number, place: Place): string {
  return formatter({ ...place, language: "sv" }, { year: "numeric", month: "2-digit", day: "2-digit" }).format(at);
}

/** `10:02` */
export function clockTime(at: number, place: Place): string {
  return formatter(place, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
}

/** `22 November`, with the year when it is another one. */
export function dayName(at: number, now: number, place: Place): string {
  const sameYear = dayOf(at, place).slice(0, 4) === dayOf(now, place).slice(0, 4);
  return formatter(place, { day: "numeric", month: "long", ...(sameYear ? {} : { year: "numeric" }) }).format(at);
}

/** Date, time and zone in full, for a tooltip. */
export function fullTime(at: number, place: Place): string {
  return formatter(place, { dateStyle: "full", timeStyle: "long" }).format(at);
}

/** `3m`, `2h`, then the weekday, then `14 Nov`; null under a minute, where the language has a word for it. */
export function shortAge(at: number, now: number, place: Place): string | null {
  const age = now - at;
  const unit = (value: number, name: "minute" | "hour") =>
    new Intl.NumberFormat(place.language, { style: "unit", unit: name, unitDisplay: "narrow" }).format(value);
  if (age < MINUTE) return null;
  if (age < HOUR) return unit(Math.floor(age / MINUTE), "minute");
  if (age < DAY) return unit(Math.floor(age / HOUR), "hour");
  if (age < 6 * DAY) return formatter(place, { weekday: "short" }).format(at).replace(".", "");
  return formatter(place, { day: "numeric", month: "short" }).format(at).replace(" de ", " ").replace(".", "");
}

/** Whole hours and minutes of a duration. */
export function hoursAndMinutes(duration: number): { hours: number; minutes: number } {
  return { hours: Math.floor(duration / HOUR), minutes: Math.floor((duration % HOUR) / MINUTE) };
}

/** `17:21:40` */
export function countdown(duration: number): string {
  const seconds = Math.max(0, Math.floor(duration / 1_000));
  return [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, "0")).join(":");
}
