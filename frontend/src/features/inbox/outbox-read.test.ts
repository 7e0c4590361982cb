import { createStore } from "idb-keyval";
import { beforeEach, expect, test } from "vitest";
import { setSession } from "@/lib/session";
import { aSession } from "@/testing/builders";
import { dropOutgoing, outboxRead, putOutgoing, readOutbox, useOutbox } from "./outbox";

const store = createStore("pytake-outbox", "outbox");
const bodies = () => useOutbox.getState().items.map((item) => item.content.body);
const write = (client_id: string, body: string) => putOutgoing({ client_id, conversation_id: "c1", content: { kind: "text", body }, at: Number(client_id), since: Date.now(), state: "pending" });

/** A read that has begun and goes on until `finish` is called: the device has other work to do first. */
async function slowRead() {
  let busy = true;
  await store("readwrite", (items) => new Promise<void>((begun) => {
    const work = () => {
      begun();
      if (busy) items.count().onsuccess = work;
    };
    items.count().onsuccess = work;
  }));
  const read = readOutbox();
  await new Promise((asked) => setTimeout(asked));
  return { read, finish: () => void (busy = false) };
}

beforeEach(async () => {
  setSession(aSession());
  await outboxRead();
});

test("what is written while the outbox is read stays", async () => {
  write("1", "um");
  const { read, finish } = await slowRead();
  write("2", "dois");
  finish();
  await read;
  expect(bodies()).toEqual(["um", "dois"]);
});

test("what is done with while the outbox is read does not come back", async () => {
  write("1", "um");
  write("2", "dois");
  const { read, finish } = await slowRead();
  dropOutgoing("1");
  finish();
  await read;
  expect(bodies()).toEqual(["dois"]);
});
