import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { createStore, entries, set } from "idb-keyval";
import { http, HttpResponse } from "msw";
import { afterEach, expect, test, vi } from "vitest";
import type { ReplyIn } from "@/lib/api-types";
import { noteServerDate } from "@/lib/clock";
import { setSession } from "@/lib/session";
import { aConversation, aMessage, ago, aSession } from "@/testing/builders";
import { renderRoute } from "@/testing/render-route";
import { backend, server } from "@/testing/server";
import { useOutbox, type Outgoing } from "./outbox";

const route = "*/api/conversations/:id/messages";
const live = () => waitFor(() => expect(backend().sockets.size).toBe(1));
const leftBehind = (author: string, body: string) => {
  const item: Outgoing = { client_id: "01JD0000000000000000000001", author, conversation_id: "c1", content: { kind: "text", body }, at: Date.now() - 90_000, since: Date.now() - 90_000, state: "pending" };
  return set(`${author}/${item.client_id}`, item, createStore("pytake-outbox", "outbox"));
};
const log = () => screen.getByRole("log");

async function open(over = {}) {
  backend().add(aConversation({ id: "c1", ...over }), [aMessage({ conversation_id: "c1", seq: 1 })]);
  const view = await renderRoute("/inbox/c1");
  await screen.findByRole("log");
  return view;
}
const field = () => screen.findByRole("textbox", { name: "Reply to Rafael Nogueira" });

afterEach(() => {
  noteServerDate(new Date().toUTCString());
  vi.restoreAllMocks();
});

test("a reply is shown before the server answers, and once after", async () => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  server.use(
    http.post(route, async ({ request, params }) => {
      await held;
      return HttpResponse.json(backend().reply(String(params.id), (await request.json()) as ReplyIn), { status: 202 });
    }),
  );
  const { user } = await open();
  await user.type(await field(), "Já te ajudo{Control>}{Enter}{/Control}");
  expect(within(log()).getByText("Já te ajudo")).toBeVisible();
  expect(within(log()).getByRole("img", { name: "Sending" })).toBeVisible();
  expect(await field()).toHaveValue("");
  release();
  expect(await within(log()).findByRole("img", { name: "Queued" })).toBeVisible();
  expect(within(log()).getAllByText("Já te ajudo")).toHaveLength(1);
  expect(backend().posted).toHaveLength(1);
  expect(backend().posted[0]?.client_id).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
});

test("an answer to a conversation of nobody's says first who took it", async () => {
  const { user } = await open({ assignee: null });
  await live();
  await user.type(await field(), "Já te ajudo");
  await user.click(screen.getByRole("button", { name: "Send" }));
  const took = await within(log()).findByText(/took the conversation/);
  expect(within(log()).getAllByText("Já te ajudo")).toHaveLength(1);
  expect(took.compareDocumentPosition(within(log()).getByText("Já te ajudo")) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  await user.type(await field(), "Um momento");
  await user.click(screen.getByRole("button", { name: "Send" }));
  await waitFor(() => expect(backend().posted).toHaveLength(2));
  expect(within(log()).getAllByText(/took the conversation/)).toHaveLength(1);
});

test("a refused reply keeps its bubble with the reason, and goes back to the composer to be changed", async () => {
  server.use(http.post(route, () => HttpResponse.json({ code: "WindowClosed", detail: "…" }, { status: 422 })));
  const { user } = await open();
  await user.type(await field(), "tarde demais");
  await user.click(screen.getByRole("button", { name: "Send" }));
  expect(await within(log()).findByRole("alert")).toHaveTextContent("Not sent. The 24-hour window is closed.");
  expect(within(log()).queryByRole("button", { name: "Try again" })).toBeNull();
  await user.click(within(log()).getByRole("button", { name: "Edit" }));
  expect(await field()).toHaveValue("tarde demais");
  expect(useOutbox.getState().items).toEqual([]);
});

test("a retry posts the same id again", async () => {
  const ids: string[] = [];
  server.use(
    http.post(route, async ({ request, params }) => {
      const reply = (await request.json()) as ReplyIn;
      ids.push(reply.client_id);
      return ids.length === 1 ? HttpResponse.json({ code: "Ours", detail: "x" }, { status: 500 }) : HttpResponse.json(backend().reply(String(params.id), reply), { status: 202 });
    }),
  );
  const { user } = await open();
  // The minute of trying is already over when the first answer comes.
  const clock = vi.spyOn(Date, "now");
  await user.type(await field(), "de novo");
  const now = performance.timeOrigin + performance.now();
  useOutbox.subscribe(({ items }) => items.length > 0 && ids.length === 0 && clock.mockReturnValue(now + 61_000));
  await user.click(screen.getByRole("button", { name: "Send" }));
  const retry = await within(log()).findByRole("button", { name: "Try again" });
  clock.mockRestore();
  await user.click(retry);
  await waitFor(() => expect(useOutbox.getState().items).toEqual([]));
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
  expect(backend().entries.get("c1")).toHaveLength(2);
});

test("a hiccup is tried again by itself", async () => {
  let calls = 0;
  server.use(
    http.post(route, async ({ request, params }) => {
      calls += 1;
      return calls === 1 ? HttpResponse.json({ code: "Busy", detail: "x" }, { status: 503 }) : HttpResponse.json(backend().reply(String(params.id), (await request.json()) as ReplyIn), { status: 202 });
    }),
  );
  const { user } = await open();
  await user.type(await field(), "insiste");
  await user.click(screen.getByRole("button", { name: "Send" }));
  await waitFor(() => expect(useOutbox.getState().items).toEqual([]), { timeout: 4_000 });
  expect(calls).toBe(2);
});

test("replies written offline wait, say so, and go in order when the network is back", async () => {
  const online = vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  const { user } = await open();
  act(() => void dispatchEvent(new Event("offline")));
  for (const words of ["um", "dois"]) {
    await user.type(await field(), words);
    await user.click(screen.getByRole("button", { name: "Send" }));
  }
  expect(screen.getByText("You are offline. 2 replies will send when the connection returns")).toBeVisible();
  expect(backend().posted).toEqual([]);
  online.mockReturnValue(true);
  act(() => void dispatchEvent(new Event("online")));
  await waitFor(() => expect(backend().posted.map((reply) => (reply.content.kind === "text" ? reply.content.body : ""))).toEqual(["um", "dois"]));
});

test("a reply that waited through a reload is sent under its id", async () => {
  backend().add(aConversation({ id: "c1" }), [aMessage({ conversation_id: "c1", seq: 1 })]);
  await leftBehind("ws_1/mem_marina", "de antes");
  await renderRoute("/inbox/c1");
  await waitFor(() => expect(backend().posted.map((reply) => reply.client_id)).toEqual(["01JD0000000000000000000001"]));
  await waitFor(() => expect(useOutbox.getState().items).toEqual([]));
});

test("each conversation keeps its own draft, and the list says so", async () => {
  backend().add(aConversation({ id: "c2", contact_name: "Benedita Rocha" }));
  const { user } = await open();
  await user.type(await field(), "meio escrita");
  await user.click(await screen.findByRole("option", { name: /Benedita/ }));
  expect(await screen.findByRole("textbox", { name: "Reply to Benedita Rocha" })).toHaveValue("");
  const row = screen.getByRole("option", { name: /Rafael/ });
  expect(row).toHaveTextContent("Draft: meio escrita");
  await user.click(row);
  expect(await field()).toHaveValue("meio escrita");
});

test("past 4,096 characters the counter says the limit and nothing is sent", async () => {
  const { user } = await open();
  await user.click(await field());
  await user.paste("a".repeat(4_097));
  expect(screen.getByText("4,097 of 4,096: WhatsApp takes up to 4,096 characters")).toBeVisible();
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(backend().posted).toEqual([]);
});

test("an emoji counts as the server counts it: two", async () => {
  const { user } = await open();
  await user.click(await field());
  await user.paste("😀".repeat(2_000));
  expect(screen.getByText("4,000 of 4,096")).toBeVisible();
});

test("when the window closes the composer gives way to the reason, and the text is kept", async () => {
  const { user } = await open({ window_expires_at: new Date(Date.now() + 300_000).toISOString(), last_inbound_at: ago(24 * 60 - 5) });
  await user.type(await field(), "quase");
  noteServerDate(new Date(Date.now() + 600_000).toUTCString());
  expect(await screen.findByText("The 24-hour window is closed", {}, { timeout: 5_000 })).toBeVisible();
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(screen.getByText("Draft kept: quase")).toBeVisible();
});

test("who may only read sees why there is no composer", async () => {
  backend().session = aSession({ role: "viewer", permissions: ["conversation.read"] });
  await open();
  expect(await screen.findByText("Your role can read, not reply")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Resolve" })).toBeNull();
});

test("a reply that met the end of the sign-in waits, and goes out after the next one", async () => {
  const { user, router } = await open();
  await user.type(await field(), "não me perca");
  const send = screen.getByRole("button", { name: "Send" });
  backend().accepted = "renewed";
  backend().signedIn = false;
  // In one breath: another call that meets the end first would take the button away before it is pressed.
  fireEvent.click(send);
  await waitFor(() => expect(router.state.location.pathname).toBe("/sign-in"));
  backend().session = aSession({}, "renewed");
  await user.type(await screen.findByLabelText("Work e-mail"), "marina@clinica.example");
  await user.type(screen.getByLabelText("Password"), "pytake-demo-2026");
  await user.click(screen.getByRole("button", { name: "Sign in" }));
  await waitFor(() => expect(backend().posted).toHaveLength(1));
  expect(router.state.location.pathname).toBe("/inbox/c1");
});

test("what one member wrote is neither seen nor sent by the next, and goes out when its author is back", async () => {
  await leftBehind("ws_1/mem_caio", "do Caio");
  await open();
  await live();
  expect(screen.queryByText("do Caio")).toBeNull();
  expect(backend().posted).toEqual([]);
  backend().session = aSession({ id: "mem_caio" });
  act(() => setSession(backend().session));
  await waitFor(() => expect(backend().posted.map((reply) => reply.content.body)).toEqual(["do Caio"]));
});

test("signing out leaves nothing of what was typed on the device", async () => {
  const { user } = await open();
  await user.type(await field(), "segredo");
  await user.click(screen.getAllByRole("button", { name: "Your account" })[0] as HTMLElement);
  await user.click(screen.getByRole("menuitem", { name: "Sign out" }));
  await user.click(await screen.findByRole("button", { name: "Sign out and discard" }));
  await waitFor(() => expect(backend().signedIn).toBe(false));
  await waitFor(async () => expect(await entries(createStore("pytake-drafts", "drafts"))).toEqual([]));
});
