import { expect, test } from "vitest";
import { aConversation } from "@/testing/builders";
import { holdOrder } from "./held-order";

const [a, b, c, d] = ["a", "b", "c", "d"].map((id) => aConversation({ id })) as [ReturnType<typeof aConversation>, ReturnType<typeof aConversation>, ReturnType<typeof aConversation>, ReturnType<typeof aConversation>];
const again = (each: typeof a) => ({ ...each, version: 2 });
const wrote = (each: typeof a) => ({ ...again(each), snippet: each.snippet && { ...each.snippet, seq: 2 } });
const nobody = new Set<string>();
const said = ({ rows, waiting }: ReturnType<typeof holdOrder>) => `${rows.map((each) => each.id).join(" ")} +${waiting}`;

test("nothing changed: nothing waits", () => {
  const held = [a, b, c];
  expect(holdOrder(held, held, nobody)).toEqual({ rows: held, waiting: 0 });
  expect(holdOrder(held, [a, b, c], nobody).rows).toBe(held);
});

test("a row that changes and stays where it is does not wait", () => {
  expect(said(holdOrder([a, b], [a, again(b)], nobody))).toBe("a b +0");
});

test("what comes in above and what moves up with new words waits, and keeps its place meanwhile", () => {
  expect(said(holdOrder([a, b, c], [d, wrote(c), a, b], nobody))).toBe("a b c +2");
});

test("what somebody resolved or assigned moves up, and is no news", () => {
  expect(said(holdOrder([a, b, c], [again(b), again(c), a], nobody))).toBe("a b c +0");
});

test("older ones that were fetched are added at the end", () => {
  expect(said(holdOrder([a, b], [a, b, c, d], nobody))).toBe("a b c d +0");
  expect(said(holdOrder([a, b], [d, a, b, c], nobody))).toBe("a b c +1");
});

test("one that others took away stays until the order is let go; one that I sent away leaves at once", () => {
  expect(said(holdOrder([a, b, c], [a, c], nobody))).toBe("a b c +0");
  expect(said(holdOrder([a, b, c], [a, c], new Set(["b"])))).toBe("a c +0");
  expect(said(holdOrder([a, b, c], [a, b, c], new Set(["b"])))).toBe("a b c +0");
});
