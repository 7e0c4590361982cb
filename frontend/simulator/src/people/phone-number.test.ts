import { expect, test } from "vitest";
import { phoneNumber } from "./phone-number";

test.each([
  ["(11) 91234-5678", "+55 11 91234-5678"],
  ["11912345678", "+55 11 91234-5678"],
  ["31 3333-4444", "+55 31 3333-4444"],
])("%s is a number within Brazil, and its country code is added", (typed, full) => {
  expect(phoneNumber(typed)).toEqual({ full, completed: true });
});

test.each([
  ["+55 11 91234-5678", "+5511912345678"],
  ["5511912345678", "+5511912345678"],
  ["+1 219 555 1234", "+12195551234"],
  ["+45 12 34 56 78", "+4512345678"],
  ["1 555 123 4567", "+15551234567"],
])("%s has its country code already", (typed, full) => {
  expect(phoneNumber(typed)).toEqual({ full, completed: false });
});

test.each(["91234-5678", "011 91234-5678", "abc", "", "1234567890123456"])("“%s” reaches nobody", (typed) => {
  expect(phoneNumber(typed)).toBeNull();
});
