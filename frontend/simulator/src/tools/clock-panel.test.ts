import { expect, test } from "vitest";
import { offsetText } from "./clock-panel";

test.each([
  [0, "+00:00"],
  [1_800, "+00:30"],
  [23 * 3_600, "+23:00"],
  [7 * 86_400 + 3_660, "+7 d 01:01"],
])("%i seconds ahead reads %s", (seconds, text) => {
  expect(offsetText(seconds)).toBe(text);
});
