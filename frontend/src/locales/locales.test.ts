import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compileMessage } from "@lingui/message-utils/compileMessage";
import { expect, test } from "vitest";

const here = import.meta.dirname;
const words = (language: string) => JSON.parse(readFileSync(join(here, `${language}.json`), "utf8")) as Record<string, string>;
const source = readdirSync(join(here, ".."), { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file) && !file.includes(".test."))
  .map((file) => readFileSync(join(here, "..", file), "utf8"))
  .join("\n");

/** Names between braces, plural bodies included. */
const placeholders = (text: string) => [...new Set([...text.matchAll(/\{\s*(\w+)\s*[,}]/g)].map((match) => match[1]))].filter((name) => !/^\d+$/.test(name ?? "")).sort();

test("Portuguese and English have the same keys", () => {
  expect(Object.keys(words("en"))).toEqual(Object.keys(words("pt-BR")));
});

test("no sentence is empty, and each compiles", () => {
  for (const text of [...Object.values(words("pt-BR")), ...Object.values(words("en"))]) {
    expect(text.trim()).not.toBe("");
    expect(() => compileMessage(text)).not.toThrow();
  }
});

test("a sentence takes the same values in both languages", () => {
  for (const [key, text] of Object.entries(words("pt-BR"))) expect({ [key]: placeholders(words("en")[key] ?? "") }).toEqual({ [key]: placeholders(text) });
});

test("every key is used somewhere", () => {
  const families = [...source.matchAll(/`([a-z_]+)\.\$\{/g)].map((match) => `${match[1]}.`);
  const unused = Object.keys(words("en")).filter((key) => !source.includes(`"${key}"`) && !families.some((family) => key.startsWith(family)));
  expect(unused).toEqual([]);
});

test("nothing says please, oops or successfully, and nothing shouts", () => {
  for (const [key, text] of Object.entries({ ...words("en"), ...words("pt-BR") })) {
    if (key.startsWith("sign_in.scene")) continue;
    expect(text).not.toMatch(/!|please|oops|successfully|por favor|com sucesso/i);
  }
});
