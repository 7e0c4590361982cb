import { expect, test } from "vitest";
import { drawnText } from "./drawn-text";

const kinds = (text: string) => drawnText(text)?.map(({ kind, text: piece }) => `${kind}:${piece}`) ?? null;

test.each<[string, string[] | null]>([
  ["nada aqui", null],
  ["2*3*4", null],
  ["a * b * c", null],
  ["*já*", ["bold:*já*"]],
  ["é _hoje_, ~não~ amanhã", ["plain:é ", "italic:_hoje_", "plain:, ", "strike:~não~", "plain: amanhã"]],
  ["Oi, {{contact.first_name}}", ["plain:Oi, ", "blank:{{contact.first_name}}"]],
  ["`x = 1`", ["code:`x = 1`"]],
  ["*duas\nlinhas*", null],
])("%j is drawn as %j", (text, pieces) => expect(kinds(text)).toEqual(pieces));

test("every sign stays in its place", () => {
  const text = "*a* _b_ {{c}} 👩‍👩‍👧 ~d~ fim";
  expect(drawnText(text)?.map((piece) => piece.text).join("")).toBe(text);
});

test("a long or hostile text is left plain, at once", () => {
  const before = performance.now();
  expect(drawnText("*a".repeat(2_100))).toBeNull();
  drawnText("*a ".repeat(660));
  drawnText("{{".repeat(990));
  expect(performance.now() - before).toBeLessThan(200);
});
