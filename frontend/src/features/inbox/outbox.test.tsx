import { act, screen, waitFor, within } from "@testing-library/react";
import { createStore, del, entries, set } from "idb-keyval";
import { http, HttpResponse } from "msw";
import { afterEach, expect, test, vi } from "vitest";
import type { ReplyIn } from "@/lib/api-types";
import { aConversation, aMessage } from "@/testing/builders";
import { renderRoute } from "@/testing/render-route";
import { backend, server } from "@/testing/server";
import { useOutbox, type Outgoing } from "./outbox";

const ME = "ws_1/mem_marina";
const store = () => createStore("pytake-outbox", "outbox");
const field = () => screen.findByRole("textbox", { name: /^Reply to/ });
const log = () => within(screen.getByRole("log"));
const bodies = () => backend().posted.map((reply) => reply.content.body);
const item = (place: number, body: string, over: Partial<Outgoing> = {}): Outgoing => ({ client_id: `01JD000000000000000000000${place}`, author: ME, conversation_id: "c1", content: { kind: "text", body }, at: Date.now() - 1_000 + place, since: Date.now(), state: "pending", ...over });
const leave = (...items: Outgoing[]) => Promise.all(items.map((each) => set(`${each.author}/${each.client_id}`, each, store())));

async function open() {
  backend().add(aConversation({ id: "c1" }), [aMessage({ conversation_id: "c1", seq: 1 })]);
  const view = await renderRoute("/inbox/c1");
  await screen.findByRole("log");
  return view;
}

/** Locks as a browser hands them out: one holder, the others in line. */
function locksOf() {
  const lines = new Map<string, Promise<unknown>>();
  const request = (name: string, work: unknown) => {
    // Whoever asks with options may wait until the end of the test.
    if (typeof work !== "function") return new Promise(() => undefined);
    const turn = (lines.get(name) ?? Promise.resolve()).then(work as () => unknown);
    lines.set(name, turn.catch(() => undefined));
    return turn;
  };
  Object.defineProperty(navigator, "locks", { configurable: true, value: { request } });
  return request;
}

afterEach(() => {
  vi.restoreAllMocks();
  Reflect.deleteProperty(navigator, "locks");
});

test("a reply is on the device before the server has it, and no longer after", async () => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  server.use(
    http.post("*/api/conversations/:id/messages", async ({ request, params }) => {
      await held;
      return HttpResponse.json(backend().reply(String(params.id), (await request.json()) as ReplyIn), { status: 202 });
    }),
  );
  const { user } = await open();
  await user.type(await field(), "guardada{Control>}{Enter}{/Control}");
  await waitFor(async () => expect((await entries<string, Outgoing>(store())).map(([, each]) => each.content.body)).toEqual(["guardada"]));
  release();
  await waitFor(async () => expect(await entries(store())).toEqual([]));
});

test("what was to be resolved with a reply is, though the page was left once the reply was taken", async () => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  server.use(
    http.post("*/api/conversations/c1/resolve", async () => {
      await held;
      return HttpResponse.json(backend().step("c1", { status: "resolved" }));
    }),
  );
  await leave(item(1, "Até logo", { then: "resolve" }));
  await open();
  await waitFor(() => expect(bodies()).toEqual(["Até logo"]));
  expect(await log().findAllByText("Até logo")).toHaveLength(1);
  expect(await entries(store())).toHaveLength(1);
  release();
  await waitFor(async () => expect(await entries(store())).toEqual([]));
});

test("what waited goes out in the order it was written", async () => {
  await leave(item(3, "três"), item(1, "um"), item(2, "dois"));
  await open();
  await waitFor(() => expect(bodies()).toEqual(["um", "dois", "três"]));
});

test("while another tab sends, this one stands in line, and sends nothing that is already gone", async () => {
  const request = locksOf();
  let release: () => void = () => undefined;
  // The other tab sends the first and takes it off the device.
  void request("pytake.outbox.c1", () => new Promise<void>((resolve) => (release = resolve)));
  await leave(item(1, "do outro lado"), item(2, "daqui"));
  await open();
  await waitFor(() => expect(useOutbox.getState().items).toHaveLength(2));
  expect(bodies()).toEqual([]);


  await del(`${ME}/${item(1, "").client_id}`, store());
  release();
  await waitFor(() => expect(bodies()).toEqual(["daqui"]));
});

test("what another tab sends is seen here while it waits, and makes room for the message when it was taken", async () => {
  await open();
  const there = new BroadcastChannel("pytake.outbox");
  const key = `${ME}/${item(1, "").client_id}`;
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  there.postMessage({ key, value: item(1, "da outra aba") });
  expect(await log().findByText("da outra aba")).toBeVisible();
  act(() => backend().reply("c1", { client_id: item(1, "").client_id, content: { kind: "text", body: "da outra aba" } } as ReplyIn));
  there.postMessage({ key });
  await waitFor(() => expect(useOutbox.getState().items).toEqual([]), { timeout: 5_000 });
  expect(log().getAllByText("da outra aba")).toHaveLength(1);
  there.close();
});

test("a failed reply can be put away, and taken back", async () => {
  await leave(item(1, "sem sorte", { state: "failed", problem: { code: "Ours", detail: "x", passing: true } }));
  const { user } = await open();
  await user.click(await log().findByRole("button", { name: "Discard" }));
  expect(log().queryByText("sem sorte")).toBeNull();
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  expect(await log().findByText("sem sorte")).toBeVisible();
  expect(bodies()).toEqual([]);
});
