import { expect, test } from "vitest";
import { previewOf, withoutMarks } from "./preview";
import { parseInline, type Inline } from "./whatsapp-marks";

test.each([
  ["*bold* and _italic_ and ~gone~", "bold and italic and gone"],
  ["*_both_*, `code *kept*`", "both, code *kept*"],
  ["```\ntwo *lines*\nof code```", "two *lines* of code"],
  ["Segue:\n- jejum de *4 horas*\n* documento", "Segue: • jejum de 4 horas • documento"],
  ["> quoted _words_\nanswer", "quoted words answer"],
  ["1. first\n2. second", "1. first 2. second"],
  ["2*3*4 = 24, snake_case_name, ~", "2*3*4 = 24, snake_case_name, ~"],
  ["* not a mark *", "• not a mark *"],
  ["see https://a.example/_x_/*y*", "see https://a.example/_x_/*y*"],
  ["*see https://a.example/x_y*", "see https://a.example/x_y"],
  ["*open", "*open"],
  ["  many \n\n spaces ", "many spaces"],
])("%j is shown as %j on one line", (text, shown) => {
  expect(previewOf(text)).toBe(shown);
});

test.each([
  ["Oi! *Como podemos aju…", "Oi! Como podemos aju…"],
  ["```code that goes o…", "code that goes o…"],
  [`${"a ".repeat(78)}*bold`, `${"a ".repeat(78)}bold`],
  ["*open", "*open"],
])("%j, which the server may have cut off, is shown as %j", (text, shown) => {
  expect(previewOf(text, { mayBeCut: true })).toBe(shown);
});

test.each([`${"a ".repeat(78)}*bold`, "Oi! *Como podemos aju…", "uses ``` for code…"])("%j, known in full, keeps a mark that nothing closes", (text) => {
  expect(withoutMarks(text)).toBe(text);
  expect(previewOf(text)).toBe(text);
});

test("what we cut off ourselves loses the mark that closes in the rest, and only there", () => {
  expect(previewOf(`*open\n${"a ".repeat(110)}*bold ${"b ".repeat(20)}*`)).toMatch(/^\*open a .* bold b b/);
});

test("lines stay lines where there is room for them", () => {
  expect(withoutMarks("*Rua Harmonia, 412*\n_Vila Madalena_")).toBe("Rua Harmonia, 412\nVila Madalena");
});

function words(parts: Inline[]): string {
  return parts.map((part) => ("children" in part ? words(part.children) : part.text)).join("");
}

test.each(["*a* b _c_", "(*x*)!", "*a _b_ c*", "ação*não*", "*space *", "**", "*a* *b", "`x` *y*", "_a*b_c*", "see www.a.example."])("a preview of %j says what the bubble says", (text) => {
  expect(previewOf(text)).toBe(words(parseInline(text)));
});

test("of a very long text only the beginning is read", () => {
  expect(previewOf(`*Oi* ${"*a ".repeat(50_000)}`)).toMatch(/^Oi \*a .{200,236}$/);
});
