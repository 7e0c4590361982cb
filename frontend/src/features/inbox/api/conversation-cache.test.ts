import { InfiniteQueryObserver, QueryClient } from "@tanstack/react-query";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { aConversation } from "@/testing/builders";
import { server } from "@/testing/server";
import { putConversation } from "./conversation-cache";
import { conversationKey, conversationsQuery, listKey, stepKey } from "./conversations";

const row = (id: string, version: number, status: "open" | "resolved" = "open", last_activity_at = `2026-11-22T12:00:0${version}Z`) => aConversation({ id, version, status, assignee: null, last_activity_at });

/** The list of what is nobody's, two pages long, on a server that answers as it was when it was asked, when it is told to. */
function open() {
  const client = new QueryClient();
  const answers: (() => void)[] = [];
  server.use(
    http.get("*/api/conversations", async ({ request }) => {
      await new Promise<void>((resolve) => answers.push(resolve));
      const second = new URL(request.url).searchParams.has("cursor");
      return HttpResponse.json(second ? { conversations: [row("c", 1)], next_cursor: null } : { conversations: [row("b", 2), row("a", 2)], next_cursor: "next" });
    }),
  );
  const list = new InfiniteQueryObserver(client, conversationsQuery("unassigned"));
  const leaves = list.subscribe(() => undefined);
  return {
    client,
    leaves,
    list,
    tells: (...args: Parameters<typeof row>) => putConversation(client, row(...args)),
    answers: async () => {
      await vi.waitFor(() => expect(answers.length).toBeGreaterThan(0));
      answers.splice(0).forEach((answer) => answer());
      await vi.waitFor(() => expect(list.getCurrentResult().isFetching).toBe(false));
    },
    shows: () => list.getCurrentResult().data?.map(({ id, version }) => `${id}${version}`),
  };
}

test("what is told while a list is read for the first time is in it", async () => {
  const { tells, answers, shows } = open();
  tells("b", 3);
  tells("n", 4);
  tells("a", 3, "resolved");
  await answers();
  expect(shows()).toEqual(["n4", "b3"]);
});

test("what is told while the next page is on the way is not undone by it", async () => {
  const { list, tells, answers, shows } = open();
  await answers();
  void list.fetchNextPage();
  tells("b", 3);
  tells("n", 4);
  tells("a", 3, "resolved");
  await answers();
  expect(shows()).toEqual(["n4", "b3", "c1"]);
});

test("a list that is read while a step of ours is under way does not undo it", async () => {
  const { client, answers, shows } = open();
  client.setQueryData(listKey("all"), { pages: [{ conversations: [row("b", 2, "resolved")], next_cursor: null }], pageParams: [undefined] });
  void client.getMutationCache().build(client, { mutationKey: stepKey("b"), mutationFn: () => new Promise(() => undefined) }).execute(undefined);
  await answers();
  expect(shows()).toEqual(["a2"]);
});

test("an answer that knows more than what was told meanwhile stays", async () => {
  const { tells, answers, shows } = open();
  tells("b", 1);
  await answers();
  expect(shows()).toEqual(["b2", "a2"]);
});

test("what is to be read again still is after a patch", async () => {
  const client = new QueryClient();
  const one = { queryKey: conversationKey("b"), exact: true };
  client.setQueryData(one.queryKey, { ...row("b", 2), read_at: 2 });
  await client.invalidateQueries(one);
  putConversation(client, row("b", 3));
  expect(client.getQueryState(one.queryKey)).toMatchObject({ data: { version: 3 }, isInvalidated: true });
});

test("a reading that is broken off is taken up again, though a patch came in between", async () => {
  const { client, answers, tells, leaves, list } = open();
  await answers();
  void client.invalidateQueries();
  tells("b", 3);
  leaves();
  await vi.waitFor(() => expect(client.getQueryState(listKey("unassigned"))).toMatchObject({ fetchStatus: "idle", isInvalidated: true }));
  expect(list.getCurrentQuery().state.data?.pages[0]?.conversations[0]).toMatchObject({ id: "b", version: 3 });
});

test("the last row that is loaded stays where it is told anew", async () => {
  const { tells, answers, shows } = open();
  await answers();
  // Told as it was, and with an older activity: a reply of ours was refused.
  tells("a", 2);
  expect(shows()).toEqual(["b2", "a2"]);
  tells("a", 3, "open", "2026-11-22T11:00:00Z");
  expect(shows()).toEqual(["b2", "a3"]);
});
