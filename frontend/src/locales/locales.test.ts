import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compileMessage } from "@lingui/message-utils/compileMessage";
import { expect, test } from "vitest";

const here = import.meta.dirname;
const read = (language: string, area: string) => JSON.parse(readFileSync(join(here, language, area), "utf8")) as Record<string, string>;
const languages = readdirSync(here, { withFileTypes: true }).flatMap((each) => (each.isDirectory() ? [each.name] : []));
const areas = readdirSync(join(here, "pt-BR"));
const words = (language: string) => Object.assign({}, ...areas.map((area) => read(language, area))) as Record<string, string>;
const others = languages.filter((language) => language !== "pt-BR");
const source = readdirSync(join(here, ".."), { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file) && !file.includes(".test."))
  .map((file) => readFileSync(join(here, "..", file), "utf8"))
  .join("\n");

/** Names of the values a message takes, also inside its plurals; a language may say it without the number. */
function names(message: unknown): string[] {
  if (!Array.isArray(message)) return [];
  return message.flatMap((token: unknown) => {
    if (!Array.isArray(token)) return [];
    const [name, , cases] = token as [string, string?, Record<string, unknown>?];
    return [name, ...Object.values(cases ?? {}).flatMap(names)];
  });
}
const placeholders = (text: string) => [...new Set(names(compileMessage(text)))].filter((name) => !/^\d+$/.test(name) && name !== "n").sort();

test("there are three languages", () => {
  expect(languages).toEqual(expect.arrayContaining(["pt-BR", "en", "es"]));
});

test.each(others.flatMap((language) => areas.map((area) => [language, area] as const)))("%s/%s has the keys of the Portuguese one, in its order", (language, area) => {
  expect(Object.keys(read(language, area))).toEqual(Object.keys(read("pt-BR", area)));
});

test("no key is written in two areas", () => {
  const keys = areas.flatMap((area) => Object.keys(read("pt-BR", area)));
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test("no sentence is empty, and each compiles", () => {
  for (const text of languages.flatMap((language) => Object.values(words(language)))) {
    expect(text.trim()).not.toBe("");
    expect(() => compileMessage(text)).not.toThrow();
  }
});

test.each(others)("a sentence takes the same values in Portuguese and in %s", (language) => {
  const said = words(language);
  for (const [key, text] of Object.entries(words("pt-BR"))) expect({ [key]: placeholders(said[key] ?? "") }).toEqual({ [key]: placeholders(text) });
});

test("every key is used somewhere", () => {
  const families = [...source.matchAll(/`([a-z_.]+[._])\$\{/g)].map((match) => match[1] ?? "");
  const unused = Object.keys(words("en")).filter((key) => !source.includes(`"${key}"`) && !families.some((family) => key.startsWith(family)));
  expect(unused).toEqual([]);
});

test("nothing says please, oops or successfully, and nothing shouts", () => {
  for (const [key, text] of languages.flatMap((language) => Object.entries(words(language)))) {
    if (key.startsWith("sign_in.scene")) continue;
    expect(text).not.toMatch(/!|please|oops|successfully|por favor|com sucesso|con éxito/i);
  }
});

test("English says someone and anyone, never somebody or anybody", () => {
  expect(Object.values(words("en")).filter((text) => /\b(some|any|every)body\b/i.test(text))).toEqual([]);
});
