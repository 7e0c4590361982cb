/** Times as people read them. `Intl` only; the zone is the workspace's. */

import { datesOf, regionOf } from "./region";

export interface Place {
  /** Of the words. */
  language: string;
  /** BCP 47: how numbers, times and dates are written; the language's own when it is left out. */
  region?: string;
  timeZone: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const kept = new Map<string, unknown>();

/** Making a formatter takes longer than a row has. */
function keep<T>(key: string, make: () => T): T {
  if (!kept.has(key)) kept.set(key, make());
  return kept.get(key) as T;
}

const format = (locale: string, timeZone: string, options: Intl.DateTimeFormatOptions) =>
  keep(`${locale}|${timeZone}|${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, { timeZone, ...options }));

const dates = ({ language, region = regionOf(language), timeZone }: Place, options: Intl.DateTimeFormatOptions) => format(datesOf(language, region), timeZone, options);

/** 12 or 24 hours, as the region counts them. */
const hours = ({ language, region = regionOf(language) }: Place) => keep(`hours|${region}`, () => new Intl.DateTimeFormat(region, { hour: "numeric" }).resolvedOptions().hourCycle);

/** The calendar day in the workspace's zone, as `2026-11-22`. */
export function dayOf(at: number, { timeZone }: Place): string {
  return format("sv", timeZone, { year: "numeric", month: "2-digit", day: "2-digit" }).format(at);
}

/** `09:02`, or `9:02 AM` where people say so. */
export function clockTime(at: number, place: Place): string {
  return dates(place, { timeStyle: "short", hourCycle: hours(place) }).format(at);
}

/** `22 November`, with the year when it is another one. */
export function dayName(at: number, now: number, place: Place): string {
  const sameYear = dayOf(at, place).slice(0, 4) === dayOf(now, place).slice(0, 4);
  return dates(place, { day: "numeric", month: "long", ...(sameYear ? {} : { year: "numeric" }) }).format(at);
}

/** Date, time and zone in full, for a tooltip. */
export function fullTime(at: number, place: Place): string {
  return dates(place, { dateStyle: "full", timeStyle: "long", hourCycle: hours(place) }).format(at);
}

/** `3m`, `2h`, then the weekday, then `14 Nov`; null under a minute, where the language has a word for it. */
export function shortAge(at: number, now: number, place: Place): string | null {
  const age = now - at;
  const unit = (value: number, name: "minute" | "hour") =>
    keep(`${place.language}|${name}`, () => new Intl.NumberFormat(place.language, { style: "unit", unit: name, unitDisplay: "narrow" })).format(value);
  if (age < MINUTE) return null;
  if (age < HOUR) return unit(Math.floor(age / MINUTE), "minute");
  if (age < DAY) return unit(Math.floor(age / HOUR), "hour");
  if (age < 6 * DAY) return dates(place, { weekday: "short" }).format(at).replace(".", "");
  return dates(place, { day: "numeric", month: "short" }).format(at).replace(" de ", " ").replace(".", "");
}

/** `1.204` or `1,204`. */
export function number(value: number, region: string, options?: Intl.NumberFormatOptions): string {
  return keep(`${region}|${options ? JSON.stringify(options) : ""}`, () => new Intl.NumberFormat(region, options)).format(value);
}

/** Whole hours and minutes of a duration. */
export function hoursAndMinutes(duration: number): { hours: number; minutes: number } {
  return { hours: Math.floor(duration / HOUR), minutes: Math.floor((duration % HOUR) / MINUTE) };
}

/** `9:41` */
export function countdown(duration: number): string {
  const seconds = Math.max(0, Math.floor(duration / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
