import { beforeEach, expect, test, vi } from "vitest";

type Words = typeof import("./i18n");
let words: Words;

beforeEach(async () => {
  vi.resetModules();
  words = await import("./i18n");
  await words.activateLanguage("en");
});

test.each<[string, () => Promise<void>[]]>([
  ["before the language changes", () => [words.needWords("emoji"), words.activateLanguage("pt-BR")]],
  ["while the language changes", () => [words.activateLanguage("pt-BR"), words.needWords("emoji")]],
])("words asked for %s are said in the new one", async (_, both) => {
  await Promise.all(both());
  expect(words.i18n._("emoji.search")).toBe("Buscar emoji");
});

test("of two languages chosen in a hurry the last one is spoken", async () => {
  await Promise.all([words.activateLanguage("es"), words.activateLanguage("en")]);
  expect(words.i18n.locale).toBe("en");
  expect(document.documentElement.lang).toBe("en");
});
