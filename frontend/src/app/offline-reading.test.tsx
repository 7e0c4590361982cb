import "fake-indexeddb/auto";
import { cleanup, screen, waitFor } from "@testing-library/react";
import { clear, createStore, entries } from "idb-keyval";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { session, setSession } from "@/lib/session";
import { aConversation, aMessage, aSession, content } from "@/testing/builders";
import { renderRoute } from "@/testing/render-route";
import { backend, server } from "@/testing/server";
import { enter } from "./enter";
import { createClient } from "./providers";
import { forgetReading, keepReading, worth } from "./offline-reading";

const read = createStore("pytake-read", "read");
const reader = createStore("pytake-reader", "reader");
const kept = async () => JSON.stringify([await entries(read), await entries(reader)]);

beforeEach(async () => {
  await clear(read);
  await clear(reader);
  backend().add(aConversation({ id: "c1", contact_name: "Rafael Nogueira" }), [aMessage({ conversation_id: "c1", seq: 1, content: content({ kind: "text", body: "Bom dia, doutora" }) })]);
});

/** Reads the inbox and one thread, and waits until they are kept. */
async function readOnce() {
  const { client, unmount } = await renderRoute("/inbox/c1");
  await screen.findByText("Bom dia, doutora");
  const stop = keepReading(client, backend().session);
  // Who leaves the tab finds everything again: nothing waits for its turn then.
  const hidden = vi.spyOn(document, "hidden", "get").mockReturnValue(true);
  document.dispatchEvent(new Event("visibilitychange"));
  await waitFor(async () => expect(await kept()).toContain("Bom dia, doutora"));
  hidden.mockRestore();
  stop();
  unmount();
  cleanup();
  setSession(null);
}

function withoutNetwork() {
  server.use(http.all("*/api/*", () => HttpResponse.error()));
}

test("whoever opens the app without a network reads what they read before, and is told that it may be old", async () => {
  await readOnce();
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  withoutNetwork();
  await renderRoute("/inbox/c1");
  expect(await screen.findByText("Bom dia, doutora")).toBeVisible();
  expect((await screen.findAllByText(/You are offline/)).length).toBe(1);
});

test("a network that is up but leads nowhere shows the same", async () => {
  await readOnce();
  withoutNetwork();
  await renderRoute("/inbox/c1");
  expect(await screen.findByText("Bom dia, doutora")).toBeVisible();
});

test("no token is kept", async () => {
  backend().session = { ...backend().session, access_token: "very-secret-token" };
  await readOnce();
  expect(await kept()).not.toContain("very-secret-token");
});

test("a member whom the server has signed out sees the sign-in page, and nothing stays", async () => {
  await readOnce();
  backend().signedIn = false;
  await renderRoute("/inbox");
  expect(await screen.findByRole("button", { name: /Sign in/ })).toBeVisible();
  await waitFor(async () => expect(await kept()).toBe("[[],[]]"));
});

test("somebody else, of whom word comes while what is kept is being read, sees nothing of it", async () => {
  await readOnce();
  let answer: (response: Response) => void = () => undefined;
  window.pytakeRefresh = new Promise((resolve) => (answer = resolve));
  const real = IDBObjectStore.prototype.get;
  vi.spyOn(IDBObjectStore.prototype, "get").mockImplementation(function (this: IDBObjectStore, ...given) {
    if (this.name === "reader") answer(Response.json(aSession({ id: "mem_caio", name: "Caio Bittencourt" })));
    return real.apply(this, given);
  });
  const client = createClient();
  expect(await enter(client)).toBe(true);
  expect(session()?.member.id).toBe("mem_caio");
  expect(client.getQueryCache().getAll()).toEqual([]);
});

test("a member of whom the server says late that they are signed out leaves nothing either", async () => {
  await readOnce();
  let answer: (response: Response) => void = () => undefined;
  window.pytakeRefresh = new Promise((resolve) => (answer = resolve));
  const real = IDBObjectStore.prototype.get;
  vi.spyOn(IDBObjectStore.prototype, "get").mockImplementation(function (this: IDBObjectStore, ...given) {
    if (this.name === "reader") answer(new Response(null, { status: 401 }));
    return real.apply(this, given);
  });
  expect(await enter(createClient())).toBe(false);
  await waitFor(async () => expect(await kept()).toBe("[[],[]]"));
});

test("somebody else who signs in leaves nothing of the one before", async () => {
  await readOnce();
  const caio = aSession();
  caio.member = { ...caio.member, id: "mem_caio", name: "Caio Bittencourt" };
  const { client } = await renderRoute("/sign-in");
  const stop = keepReading(client, caio);
  await waitFor(async () => expect(await kept()).not.toContain("Rafael"));
  stop();
});

test("nothing is left once it is forgotten", async () => {
  await readOnce();
  await forgetReading();
  expect(await kept()).toBe("[[],[]]");
});

test("what is a week old is not shown any more", async () => {
  await readOnce();
  vi.spyOn(Date, "now").mockReturnValue(Date.now() + 8 * 24 * 3_600_000);
  withoutNetwork();
  await renderRoute("/inbox");
  expect(await screen.findByText("We cannot reach PyTake")).toBeVisible();
});

test("of a list two hundred conversations are kept, of a thread its newest page", () => {
  const rows = Array.from({ length: 300 }, (_, at) => aConversation({ id: `c${at}` }));
  const list = worth(["conversations", "list", "all"], { pages: [{ conversations: rows, next_cursor: "x" }], pageParams: [undefined] }) as { pages: { conversations: unknown[] }[] };
  expect(list.pages[0]?.conversations).toHaveLength(200);
  const thread = worth(["conversations", "entries", "c1"], { pages: [{ entries: [] }, { entries: [] }], pageParams: [undefined, 3] }) as { pages: unknown[] };
  expect(thread.pages).toHaveLength(1);
  expect(worth(["connections"], {})).toBeUndefined();
});
