import { expect, test } from "vitest";
import { typedSign } from "./typed-sign";

test.each<[string, object | null]>([
  ["/", { sign: "/", from: 0, query: "" }],
  ["Oi /age", { sign: "/", from: 3, query: "age" }],
  ["Oi\n/end", { sign: "/", from: 3, query: "end" }],
  ["(/pix", { sign: "/", from: 1, query: "pix" }],
  ["e/ou", null],
  ["https://maps", null],
  ["/age ndar", null],
  ["/" + "a".repeat(40), null],
  ["Oba :ris", { sign: ":", from: 4, query: "ris" }],
  ["às 10:30", null],
  [":) ", null],
  [":r", null],
])("behind %j stands %j", (text, sign) => expect(typedSign(text, text.length)).toEqual(sign));

test("only what stands before the caret counts", () => {
  expect(typedSign("/agenda", 4)).toEqual({ sign: "/", from: 0, query: "age" });
});
