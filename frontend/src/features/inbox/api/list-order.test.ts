import { expect, test } from "vitest";
import type { ConversationOut, ConversationsOut } from "@/lib/api-types";
import { aConversation, ago, ahead, NOW } from "@/testing/builders";
import { orderOf } from "./list-order";

const page = (...conversations: ConversationOut[]): ConversationsOut => ({ conversations, next_cursor: null });
const ids = (items: ConversationOut[]) => items.map((each) => each.id).join(" ");

const first = page(aConversation({ id: "a", last_activity_at: ago(1), waiting_since: null, window_expires_at: ahead(60) }), aConversation({ id: "b", last_activity_at: ago(2), waiting_since: ago(2), window_expires_at: ahead(30) }));
const second = page(aConversation({ id: "c", contact_name: "Sônia Pacheco", address: "+55 11 98842-3107", last_activity_at: ago(3), waiting_since: ago(9), unread: 2, window_expires_at: ago(5), snippet: { kind: "text", text: "Qual o preço?", author: "contact", status: null } }), aConversation({ id: "d", contact_name: "Davi", address: "@davi", last_activity_at: ago(4), waiting_since: ago(1), window_expires_at: null, snippet: null }));

test.each([
  ["newest activity first", {}, "a b c d"],
  ["longest wait first, then those that do not wait", { sort: "wait" }, "c b d a"],
  ["the next window to close first, closed ones last", { sort: "window" }, "b a c d"],
  ["only unread ones", { unread: true }, "c"],
  ["only windows that close within two hours", { closing: true }, "a b"],
  ["a name without its accents", { q: "sonia" }, "c"],
  ["figures of a number, however they are written", { q: "988423107" }, "a b c"],
  ["some of the last words", { q: "PREÇO" }, "c"],
] as const)("%s", (_, search, expected) => {
  expect(ids(orderOf(search, NOW)({ pages: [first, second] }))).toBe(expected);
});

test("patches lead to the order that sorting everything would give", () => {
  let seed = 7;
  const random = (below: number) => (seed = (seed * 16807) % 2147483647) % below;
  const kept = orderOf({ unread: true }, NOW);
  let pages = Array.from({ length: 8 }, (_, at) => page(...Array.from({ length: 25 }, (__, index) => aConversation({ id: `c${at * 25 + index}`, last_activity_at: ago(at * 25 + index), unread: random(2) }))));
  kept({ pages });
  for (let round = 0; round < 300; round += 1) {
    const id = `c${random(260)}`;
    const fresh = aConversation({ id, version: round + 2, last_activity_at: ago(random(400)), unread: random(2) });
    const without = pages.map((each) => (each.conversations.some((one) => one.id === id) ? { ...each, conversations: each.conversations.filter((one) => one.id !== id) } : each));
    pages = random(5) === 0 ? without : [{ ...(without[0] as ConversationsOut), conversations: [fresh, ...(without[0]?.conversations ?? [])] }, ...without.slice(1)];
    expect(ids(kept({ pages }))).toBe(ids(orderOf({ unread: true }, NOW)({ pages })));
  }
});

test("a conversation on two pages is shown once, in its newest version", () => {
  const order = orderOf({}, NOW);
  order({ pages: [first] });
  const late = page(aConversation({ id: "a", version: 0, last_activity_at: ago(90) }));
  expect(order({ pages: [first, late] })).toEqual(first.conversations);
});

test("an unchanged list is the same list", () => {
  const order = orderOf({}, NOW);
  const before = order({ pages: [first, second] });
  expect(order({ pages: [first, second] })).toBe(before);
});
