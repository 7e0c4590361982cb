import { expect, test } from "vitest";
import { cut, isUnseen, withoutControls } from "./shown-text";

test.each([
  ["a\u0000b\u001b[31m", "a\ufffdb\ufffd[31m"],
  ["apaga\u0008\u007f", "apaga\ufffd\ufffd"],
  ["fim\u0085", "fim\ufffd"],
  ["um\r\ndois\rtrês\u2028quatro", "um\ndois\ntrês\nquatro"],
  ["tab\te linha\n", "tab\te linha\n"],
  ["👨‍👩‍👧‍👦 می‌خواهم", "👨‍👩‍👧‍👦 می‌خواهم"],
])("%j is shown as %j", (text, shown) => {
  expect(withoutControls(text)).toBe(shown);
});

test.each([
  ["\u200b\u2060\u200e", true],
  ["\u3164", true],
  [" \n ", true],
  ["\u200bé", false],
  ["😊", false],
])("%j would be an empty bubble: %s", (text, unseen) => {
  expect(isUnseen(text)).toBe(unseen);
});

test.each([
  ["😀".repeat(10), 5, "😀😀"],
  ["👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 12, "👨‍👩‍👧‍👦"],
  ["curto", 10, "curto"],
])("%s cut to %i is never half a character", (text, length, expected) => {
  expect(cut(text, length)).toBe(expected);
});
