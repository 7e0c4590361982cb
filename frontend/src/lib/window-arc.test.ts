import { expect, test } from "vitest";
import { windowArc } from "./window-arc";

const NOW = Date.parse("2026-11-22T12:00:00Z");
const inMinutes = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();

test.each([
  [24 * 60, 1, "accent"],
  [12 * 60, 0.5, "accent"],
  [4 * 60 + 49, 0.2007, "accent"],
  [4 * 60 + 48, 0.2, "warn"],
  [1 * 60 + 27, 0.0604, "warn"],
  [1 * 60 + 26, 0.0597, "danger"],
  [0, 0, "closed"],
  [-10, 0, "closed"],
  [30 * 60, 1, "accent"],
])("%i minutes left is %f of the window, %s", (minutes, share, tone) => {
  const arc = windowArc(inMinutes(minutes), NOW);
  expect(arc.share).toBeCloseTo(share, 3);
  expect(arc.tone).toBe(tone);
});

test("a customer who never wrote has no window", () => {
  expect(windowArc(null, NOW)).toEqual({ share: 0, left: 0, tone: "closed" });
});
