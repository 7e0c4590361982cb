import { expect, test } from "vitest";
import type { Group, PaletteItem } from "./palette-item";
import { resultsOf } from "./results";

const NOW = Date.parse("2026-11-22T12:00:00Z");
const DAY = 86_400_000;
const item = (group: Group, title: string, more: Partial<PaletteItem> = {}): PaletteItem => ({ id: `${group}-${title}`, group, title, perform: () => undefined, ...more });
const titles = (items: PaletteItem[], query: string, narrowed?: Group) => resultsOf(items, { query, narrowed, now: NOW }).flatMap(({ found }) => found.map((each) => each.item.title));

test("accents and capitals do not matter, and every word has to be found", () => {
  const items = [item("people", "Íris Vasconcelos"), item("people", "Iris Prado")];
  expect(titles(items, "iris")).toHaveLength(2);
  expect(titles(items, "IRIS vas")).toEqual(["Íris Vasconcelos"]);
  expect(titles(items, "iris xyz")).toEqual([]);
});

test("a better match comes before a newer one, and of equal matches the newer", () => {
  const items = [item("people", "Marisa Antunes", { at: NOW }), item("people", "Ana Prado", { at: NOW - 30 * DAY }), item("people", "Ana Souto", { at: NOW - DAY })];
  expect(titles(items, "ana")).toEqual(["Ana Souto", "Ana Prado"]);
  expect(titles([...items, item("people", "Joana Lima", { at: NOW })], "ana")).toEqual(["Ana Souto", "Ana Prado", "Joana Lima"]);
});

test("a phone number is found however it is written", () => {
  expect(titles([item("people", "Rafael", { hint: "+55 11 98842-3107" })], "988423107")).toEqual(["Rafael"]);
});

test("the group with the best match comes first; with nothing typed, this conversation does", () => {
  const items = [item("here", "Resolve"), item("people", "Renata Silva"), item("people", "Resolvina Prado", { at: NOW })];
  expect(resultsOf(items, { query: "renata", now: NOW })[0]?.group).toBe("people");
  expect(resultsOf(items, { query: "", now: NOW })[0]?.group).toBe("here");
});

test("a command is found by some of its letters, a contact is not", () => {
  expect(titles([item("here", "Resolve"), item("people", "Rosália Veiga")], "rslv")).toEqual(["Resolve"]);
});

test("> shows commands only", () => {
  expect(titles([item("here", "Resolve"), item("people", "Regina"), item("canned", "Retorno")], "> re")).toEqual(["Resolve"]);
});

test("narrowed to a group, more of it is shown and nothing else", () => {
  const items = [item("here", "Resolve"), ...Array.from({ length: 20 }, (_, at) => item("people", `Pessoa ${at}`))];
  expect(titles(items, "").filter((title) => title.startsWith("Pessoa"))).toHaveLength(5);
  expect(titles(items, "", "people")).toHaveLength(20);
});

test("what was found in the last words says so", () => {
  const items = [item("people", "Jéssica", { said: "vocês trocam a cor?" })];
  expect(resultsOf(items, { query: "cor", now: NOW })[0]?.found[0]?.bySaid).toBe(true);
});

test("ten thousand conversations are searched in less than 50 ms a key", () => {
  const items = Array.from({ length: 10_000 }, (_, at) => item("people", `Contato ${at} da Silva`, { hint: `+55 11 9${String(88_420_000 + at)}`, said: "Bom dia, queria remarcar a consulta", at: NOW - at * 60_000 }));
  const queries = ["co", "con", "cont 9", "silva 42", "remarcar"];
  // The quickest of some rounds: a busy machine is slow, not wrong.
  const rounds = Array.from({ length: 8 }, () => {
    const began = performance.now();
    for (const query of queries) resultsOf(items, { query, now: NOW });
    return (performance.now() - began) / queries.length;
  });
  expect(Math.min(...rounds)).toBeLessThan(50);
});
