import { focusManager, InfiniteQueryObserver, QueryClient } from "@tanstack/react-query";
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
  client.setQueryData(one.queryKey, { ...row("b", 2), as_of: { version: 2, seq: 2 } });
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

test("the last row that is loaded stays where it is told anew, and comes back after a step that was refused", async () => {
  const { tells, answers, shows } = open();
  await answers();
  tells("a", 2);
  expect(shows()).toEqual(["b2", "a2"]);
  tells("a", 2, "resolved");
  expect(shows()).toEqual(["b2"]);
  tells("a", 2);
  expect(shows()).toEqual(["b2", "a2"]);
});

test("an old conversation that was in front for a moment brings no other old ones", async () => {
  const { tells, answers, shows } = open();
  await answers();
  tells("old", 1, "open", "2026-11-22T13:00:00Z");
  // The reply was refused: it is as old as before.
  tells("old", 1, "open", "2026-01-01T00:00:00Z");
  tells("other", 1, "open", "2026-02-01T00:00:00Z");
  expect(shows()).toEqual(["b2", "a2"]);
});

test("what is told while a further page waits for somebody to look is not undone by it", async () => {
  const { client, list, tells, answers, shows } = open();
  await answers();
  client.mount();
  server.use(http.get("*/api/conversations", () => HttpResponse.json({}, { status: 503 }), { once: true }));
  focusManager.setFocused(false);
  void list.fetchNextPage();
  await vi.waitFor(() => expect(list.getCurrentResult().fetchStatus).toBe("paused"), 4_000);
  tells("a", 3, "resolved");
  tells("n", 4);
  focusManager.setFocused(undefined);
  await answers();
  expect(shows()).toEqual(["n4", "b2", "c1"]);
  client.unmount();
});

test("ticks that only an older answer knows stay", async () => {
  const client = new QueryClient();
  const said = (version: number, status: "read" | null) => ({ ...row("b", version), snippet: { kind: "text", text: "Oi", author: "agent" as const, seq: 5, status } });
  server.use(http.get("*/api/conversations", () => HttpResponse.json({ conversations: [said(2, "read")], next_cursor: null })));
  client.setQueryData(conversationKey("b"), said(3, null));
  const { pages } = await client.fetchInfiniteQuery(conversationsQuery("all"));
  expect(pages[0]?.conversations[0]).toMatchObject({ version: 3, snippet: { status: "read" } });
});

test("a list that failed to be read again is asked for again, whatever is told meanwhile", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  let asked = 0;
  server.use(http.get("*/api/conversations", () => ((asked += 1), asked === 2 ? HttpResponse.json({}, { status: 503 }) : HttpResponse.json({ conversations: [row("b", 2)], next_cursor: null }))));
  const list = new InfiniteQueryObserver(client, conversationsQuery("unassigned"));
  const leaves = list.subscribe(() => undefined);
  await vi.waitFor(() => expect(list.getCurrentResult().isSuccess).toBe(true));
  await client.invalidateQueries();
  putConversation(client, row("b", 3));
  putConversation(client, row("b", 4));
  vi.advanceTimersByTime(15_000);
  await vi.waitFor(() => expect(list.getCurrentResult().isStale).toBe(false));
  expect(asked).toBe(3);
  leaves();
  vi.useRealTimers();
});
