import { notifyManager, QueryClient, QueryObserver } from "@tanstack/react-query";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import type { DeliveryStatus } from "@/lib/api-types";
import { aConversation, aMessage } from "@/testing/builders";
import { server } from "@/testing/server";
import { conversationQuery, listKey } from "./api/conversations";
import { messagesKey } from "./api/messages";
import { applyChanges } from "./live";

const at = (seq: number) => aConversation({ id: "one", status: "bot", version: seq, seq, snippet: { kind: "text", text: `Step ${seq}`, author: "bot" } });

/** A conversation that is open beside its list, on a server that answers when it is told to. */
function open() {
  const client = new QueryClient();
  let now = 1;
  const answers: (() => void)[] = [];
  server.use(
    http.get("*/api/conversations/one", async () => {
      const read = at(now);
      await new Promise<void>((resolve) => answers.push(resolve));
      return HttpResponse.json({ ...read, contact: { id: read.contact_id }, session: { id: "s", variables: { step: read.seq } } });
    }),
  );
  client.setQueryData(listKey("bot"), { pages: [{ conversations: [at(1)], next_cursor: null }], pageParams: [undefined] });
  const shown = new QueryObserver(client, conversationQuery(client, "one"));
  shown.subscribe(() => undefined);
  const reported = (seq: number, status: DeliveryStatus, revision: number) => aMessage({ conversation_id: "one", seq, direction: "outbound", status, revision });
  const isAsked = () => vi.waitFor(() => expect(answers.length).toBeGreaterThan(0));
  return {
    isAsked,
    answers: async () => {
      await isAsked();
      answers.splice(0).forEach((answer) => answer());
    },
    told: (listener: () => void) => client.getQueryCache().subscribe(notifyManager.batchCalls(listener)),
    shows: (step: number) => vi.waitFor(() => expect(shown.getCurrentResult().data?.session?.variables).toEqual({ step })),
    /** The flow says its next words, and the frame about it comes. */
    moves: (seq: number) => {
      now = seq;
      applyChanges(client, { conversations: [at(seq)], entries: [reported(seq, "queued", 1)] });
    },
    /** The flow goes on without a word: a wait is over, and the next one begins. */
    stirs: (version: number) => {
      now = version;
      applyChanges(client, { conversations: [{ ...at(version), seq: version - 1 }], entries: [] });
    },
    /** The thread's own answer overtakes the frame. */
    thread: (seq: number) => client.setQueryData(messagesKey("one"), { pages: [{ entries: [reported(seq, "queued", 1)], has_more: false }], pageParams: [undefined] }),
    /** A frame tells how far the last words came. */
    reports: (status: DeliveryStatus, revision: number) => applyChanges(client, { conversations: [], entries: [reported(now, status, revision)] }),
  };
}

test("what the flow remembers stays true while the ticks of its words come in", async () => {
  const one = open();
  await one.answers();
  await one.shows(1);
  one.moves(2);
  one.reports("sent", 2);
  await one.answers();
  await one.shows(2);
  one.reports("delivered", 3);
  one.reports("read", 4);
  await one.shows(2);
});

test("a step of the flow that comes before the first answer is not missed", async () => {
  const one = open();
  await one.isAsked();
  one.moves(2);
  await one.answers();
  await one.answers();
  await one.shows(2);
});

test("a step whose words the thread knew before the frame came moves the flow all the same", async () => {
  const one = open();
  await one.answers();
  await one.shows(1);
  one.thread(2);
  one.moves(2);
  await one.answers();
  await one.shows(2);
});

test("a step that the flow takes in silence is not missed", async () => {
  const one = open();
  await one.answers();
  await one.shows(1);
  one.stirs(2);
  await one.answers();
  await one.shows(2);
});

test("what a frame brings is told before the picture it came for is drawn, not after a timer", async () => {
  const one = open();
  await one.answers();
  await one.shows(1);
  const told = vi.fn();
  one.told(told);
  one.moves(2);
  await Promise.resolve();
  expect(told).toHaveBeenCalled();
});
