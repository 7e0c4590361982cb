import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import type { EntriesOut, MessageEntry } from "@/lib/api-types";
import { aMessage } from "@/testing/builders";
import { messagesKey, messagesQuery, oldestFirst, type EntryPages } from "./messages";
import { putEntries } from "./thread-cache";

const message = (seq: number, change: Partial<MessageEntry> = {}) => aMessage({ conversation_id: "one", seq, ...change });

/** A thread whose next answer is given by hand, as the network gives it: late. */
function thread() {
  const client = new QueryClient();
  const query = messagesQuery("one");
  const answers: ((page: EntriesOut) => void)[] = [];
  const ask = () => client.fetchInfiniteQuery({ ...query, staleTime: 0, queryFn: () => new Promise<EntriesOut>((resolve) => answers.push(resolve)) });
  const held = () => oldestFirst(client.getQueryData<EntryPages>(messagesKey("one")) ?? { pages: [] }).map((entry) => [entry.seq, entry.revision]);
  return { client, ask, held, answer: (...entries: MessageEntry[]) => answers.shift()?.({ entries, has_more: false }) };
}

test("an answer that was overtaken by a frame takes nothing back", async () => {
  const { client, ask, held, answer } = thread();
  const first = ask();
  answer(message(1), message(2, { revision: 1 }));
  await first;
  const again = ask();
  putEntries(client, [message(2, { revision: 5 }), message(3)]);
  answer(message(1), message(2, { revision: 4 }));
  await again;
  expect(held()).toEqual([[1, 1], [2, 5], [3, 1]]);
});

test("what a frame says while the first answer is on the way is not lost", async () => {
  const { client, ask, held, answer } = thread();
  const first = ask();
  putEntries(client, [message(2, { revision: 3 }), message(3)]);
  answer(message(1), message(2, { revision: 1 }));
  await first;
  expect(held()).toEqual([[1, 1], [2, 3], [3, 1]]);
});

test("what the server knows better is taken", async () => {
  const { client, ask, held, answer } = thread();
  const first = ask();
  answer(message(1, { revision: 2 }));
  await first;
  putEntries(client, [message(2)]);
  const again = ask();
  answer(message(1, { revision: 7 }), message(2, { revision: 2 }));
  await again;
  expect(held()).toEqual([[1, 7], [2, 2]]);
});

test("a hole that is filled while an older page is on the way stays filled", async () => {
  const { client, ask, held, answer } = thread();
  const first = ask();
  answer(message(1), message(3));
  await first;
  const again = ask();
  putEntries(client, [message(2)]);
  answer(message(1), message(3));
  await again;
  expect(held()).toEqual([[1, 1], [2, 1], [3, 1]]);
});
