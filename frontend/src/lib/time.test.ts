import { afterEach, expect, test, vi } from "vitest";
import { regionOf } from "./region";
import { clockTime, countdown, dayName, dayOf, fullTime, number, shortAge, type Place } from "./time";

const NOW = Date.parse("2026-11-22T15:00:00Z");
const place = (language: string, region = "auto"): Required<Place> => ({ language, region: regionOf(language, region), timeZone: "America/Sao_Paulo" });
const plain = (said: string | null) => said?.replace(/[\u00a0\u202f]/g, " ") ?? null;

const spoken = (...languages: string[]) => vi.spyOn(navigator, "languages", "get").mockReturnValue(languages);

afterEach(() => vi.restoreAllMocks());

test.each([
  [0.5, null, null, null],
  [3, "3min", "3m", "3min"],
  [125, "2h", "2h", "2h"],
  [60 * 24 * 2, "sex", "Fri", "vie"],
  [60 * 24 * 12, "10 nov", "10 Nov", "10 nov"],
])("%f minutes ago is said shortly", (minutes, portuguese, english, spanish) => {
  const at = NOW - minutes * 60_000;
  const said = (language: string) => shortAge(at, NOW, place(language))?.replace(/(\d)\s(h|min)/, "$1$2") ?? null;
  expect([said("pt-BR"), said("en"), said("es")]).toEqual([portuguese, english, spanish]);
});

test("days and hours are the workspace's, not the browser's", () => {
  const late = Date.parse("2026-11-22T01:30:00Z");
  expect(dayOf(late, place("pt-BR"))).toBe("2026-11-21");
  expect(clockTime(late, place("pt-BR"))).toBe("22:30");
  expect(dayName(late, NOW, place("pt-BR"))).toBe("21 de novembro");
});

test.each([
  ["pt-BR", "auto", "22:30", "21 de novembro", "4.096,5"],
  ["en", "auto", "22:30", "21 November", "4,096.5"],
  ["es", "auto", "22:30", "21 de noviembre", "4096,5"],
  ["es", "es-MX", "10:30 p.m.", "21 de noviembre", "4,096.5"],
  ["en", "en-US", "10:30 PM", "November 21", "4,096.5"],
  ["en", "pt-BR", "22:30", "21 November", "4.096,5"],
  ["pt-BR", "en-US", "10:30 PM", "21 de novembro", "4,096.5"],
  ["es", "es-ES", "22:30", "21 de noviembre", "4096,5"],
])("in %s with the region %s, times and numbers are the region's and the words the language's", (language, region, clock, day, said) => {
  const at = Date.parse("2026-11-22T01:30:00Z");
  const here = place(language, region);
  expect([plain(clockTime(at, here)), dayName(at, NOW, here), plain(number(4096.5, here.region))]).toEqual([clock, day, said]);
  expect(fullTime(at, here)).toContain("2026");
});

test.each([
  ["en", ["en-US", "en"], "en-US"],
  ["en", ["pt-BR", "en-IN"], "en-IN"],
  ["pt-BR", ["pt-PT", "en"], "pt-PT"],
  ["es", ["es", "es-MX"], "es-MX"],
  ["es", ["es-419"], "es-419"],
  ["en", ["en"], "en-GB"],
  ["en", ["pt-BR", "pt"], "en-GB"],
  ["pt-BR", ["en-US"], "pt-BR"],
  ["en", ["en-US@posix", "C"], "en-GB"],
  ["es", [], "es"],
])("in %s, a browser that speaks %j writes as %s does", (language, languages, region) => {
  spoken(...languages);
  expect(regionOf(language)).toBe(region);
  expect(regionOf(language, "es-AR")).toBe("es-AR");
});

test("an American browser counts twelve hours and begins a date with its month", () => {
  spoken("en-US");
  expect(plain(clockTime(NOW + 3 * 3_600_000, place("en")))).toBe("3:00 PM");
  expect(dayName(NOW, NOW, place("en"))).toBe("November 22");
});

test("a region nobody knows is the language's own", () => {
  expect(regionOf("pt-BR", "xx-nonsense-1")).toBe("pt-BR");
});

test("the last minutes are counted in seconds", () => {
  expect(countdown(9 * 60_000 + 41_000)).toBe("9:41");
  expect(countdown(-1)).toBe("0:00");
});
