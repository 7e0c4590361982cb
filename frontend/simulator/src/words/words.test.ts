import { describe, expect, test } from "vitest";
import { en, type WordKey } from "./en";
import { es } from "./es";
import { ptBR } from "./pt-br";
import { fill } from "./use-words";

const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

describe("words", () => {
  test.each(Object.keys(en) as WordKey[])("%s has the same places in every language", (key) => {
    for (const words of [ptBR, es]) {
      expect(places(words[key])).toEqual(places(en[key]));
      expect(words[key].trim()).not.toBe("");
    }
  });

  test("a place without a value stays visible", () => {
    expect(fill("{n} of {m}", { n: 1 })).toBe("1 of {m}");
  });
});
