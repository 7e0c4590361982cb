import { act, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import type { Entry, MessageEntry } from "@/lib/api-types";
import { aConversation, aMessage, aSession, ago, ahead } from "@/testing/builders";
import { renderRoute } from "@/testing/render-route";
import { backend, server } from "@/testing/server";

type Failure = NonNullable<MessageEntry["error"]>;

const failure = (over: Partial<Failure> = {}): Failure => ({ code: null, cause: null, reason: "The server's words.", action: null, ...over });
const said = (over: Partial<MessageEntry> = {}) => aMessage({ conversation_id: "c1", seq: 1, direction: "outbound", content: { kind: "text", body: "Até quinta" }, ...over });
const live = () => waitFor(() => expect(backend().sockets.size).toBe(1));

async function open(entries: Entry[], over = {}) {
  backend().add(aConversation({ id: "c1", ...over }), entries);
  const view = await renderRoute("/inbox/c1");
  await screen.findByRole("log");
  await screen.findAllByRole("article");
  return view;
}
const log = () => within(screen.getByRole("log"));
const again = () => log().queryByRole("button", { name: /^(Resend|Try again)/ });

test.each<[string, Partial<MessageEntry>, RegExp]>([
  ["deferred, until when and why", { status: "deferred", due_at: "2026-01-02T13:05:00Z", error: failure({ code: 131056, action: "wait" }) }, /^Waiting its turn\. Too many messages to this contact in a short time \(131056\)$/],
  ["deferred for long", { status: "deferred", due_at: "2098-01-02T13:05:00Z" }, /^Waiting until 2 January 2098 at 10:05$/],
  ["paused and why", { status: "paused", error: failure({ code: 190, action: "renew_token" }) }, /^The number is paused\. WhatsApp no longer accepts this connection's access token \(190\)$/],
  ["unconfirmed", { status: "unconfirmed", error: failure({ cause: "unconfirmed", action: "resend" }) }, /^WhatsApp did not say whether it took this message$/],
  ["unconfirmed with a code", { status: "unconfirmed", error: failure({ code: 131000, action: "try_again" }) }, /^WhatsApp had a fault and did not say whether it took this message \(131000\)$/],
  ["possibly repeated", { status: "read", error: failure({ cause: "repeated" }) }, /^Possibly repeated/],
  ["ahead of a doubtful one", { status: "sent", ahead_of: 3 }, /^Sent before the message above was confirmed$/],
  ["resent by a colleague", { status: "sent", resent_by: { kind: "agent", id: "mem_caio", name: "Caio Bittencourt" } }, /^Resent by Caio Bittencourt$/],
  ["resent by the reader", { status: "sent", resent_by: { kind: "agent", id: "mem_marina", name: "Marina Duarte" } }, /^Resent by you$/],
])("a message says that it is %s", async (_, over, words) => {
  await open([said(over), said({ seq: 2 })]);
  expect(log().getByText(words)).toBeVisible();
});

test("one that waits for the same day says only the time", async () => {
  await open([said({ status: "deferred", due_at: ahead(1) })]);
  expect(log().getByText(/^Waiting until (\d\d:\d\d|.+ at \d\d:\d\d)$/)).toBeVisible();
});

test.each<[string, Failure | null, boolean]>([
  ["a fault of WhatsApp's", failure({ code: 131000, action: "try_again" }), true],
  ["no network of ours", failure({ cause: "unreachable" }), true],
  ["a reason nobody knows", failure({ code: 999_999 }), true],
  ["no reason at all", null, true],
  ["a connection that was mended since", failure({ code: 190, action: "renew_token" }), true],
  ["a closed window", failure({ code: 131047, action: "send_template" }), false],
  ["a number without WhatsApp", failure({ code: 131026, action: "check_number" }), false],
  ["content WhatsApp does not take", failure({ code: 100, action: "fix_content" }), false],
  ["a customer who stopped offers", failure({ code: 131050 }), false],
  ["a person who took over", failure({ cause: "taken_over" }), false],
])("after %s, trying again is offered only where it helps", async (_, error, helps) => {
  await open([said({ status: "failed", error })]);
  expect(log().getByText(/^Not sent/)).toHaveTextContent(/^Not sent/);
  expect(again() !== null).toBe(helps);
});

test("a failed message is sent again under its own bubble", async () => {
  const { user } = await open([said({ status: "failed", error: failure({ cause: "unreachable" }) })]);
  await user.click(log().getByRole("button", { name: "Try again: Até quinta" }));
  expect(log().queryByText(/^Not sent/)).toBeNull();
  expect(log().getByText("Resent by you")).toBeVisible();
  expect(screen.getByRole("log")).toHaveFocus();
  await waitFor(() => expect(backend().entries.get("c1")?.[0]).toMatchObject({ status: "queued", revision: 2 }));
  expect(await log().findByRole("img", { name: "Queued" })).toBeVisible();
  expect(log().getAllByText("Até quinta")).toHaveLength(1);
});

test("one that may have arrived is sent again after a second thought", async () => {
  const { user } = await open([said({ status: "unconfirmed" })]);
  const resend = () => log().getByRole("button", { name: "Resend: Até quinta" });
  await user.click(resend());
  const thought = within(log().getByRole("group", { name: "It may appear twice" }));
  expect(thought.getByRole("button", { name: "Resend anyway" })).toHaveFocus();
  await user.keyboard("{Escape}");
  expect(resend()).toHaveFocus();
  expect(backend().entries.get("c1")?.[0]).toMatchObject({ status: "unconfirmed" });
  await user.keyboard("{Enter}");
  await user.click(log().getByRole("button", { name: "Resend anyway" }));
  await waitFor(() => expect(backend().entries.get("c1")?.[0]).toMatchObject({ status: "queued" }));
  expect(await log().findByRole("img", { name: "Queued" })).toBeVisible();
  expect(again()).toBeNull();
});

test("a refusal puts the bubble back and says why", async () => {
  server.use(http.post("*/messages/1/resend", () => HttpResponse.json({ code: "WindowClosed", detail: "…" }, { status: 422 })));
  const { user } = await open([said({ status: "unconfirmed" })]);
  await user.click(log().getByRole("button", { name: /^Resend/ }));
  await user.click(log().getByRole("button", { name: "Resend anyway" }));
  expect(await screen.findByText("Not sent again. The 24-hour window is closed")).toBeVisible();
  expect(log().getByRole("img", { name: "Not confirmed" })).toBeVisible();
  expect(log().getByRole("button", { name: /^Resend/ })).toBeVisible();
});

test("a refusal of what was sent again by key puts that bubble back, whichever failed before it", async () => {
  let refuse: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (refuse = resolve));
  server.use(http.post("*/messages/2/resend", async () => (await held, HttpResponse.json({ code: "WindowClosed", detail: "…" }, { status: 422 }))));
  const { user } = await open([said({ status: "failed" }), said({ seq: 2, status: "failed" })]);
  await user.keyboard("{Alt>}{ArrowUp}{/Alt}");
  expect(await log().findByRole("img", { name: "Sending" })).toBeVisible();
  refuse();
  expect(await screen.findByText("Not sent again. The 24-hour window is closed")).toBeVisible();
  expect(log().getAllByRole("button", { name: /^Try again/ })).toHaveLength(2);
});

test("what a frame said meanwhile is not undone by a refusal", async () => {
  let refuse: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (refuse = resolve));
  server.use(http.post("*/messages/1/resend", async () => (await held, HttpResponse.json({ code: "Rejected", detail: "…" }, { status: 422 }))));
  const { user } = await open([said({ status: "failed" })]);
  await live();
  await user.click(log().getByRole("button", { name: /^Try again/ }));
  act(() => backend().report("c1", "msg_c1_1", { status: "delivered", error: null }));
  expect(await log().findByRole("img", { name: "Delivered" })).toBeVisible();
  refuse();
  expect(await screen.findByText(/^Not sent again/)).toBeVisible();
  expect(log().getByRole("img", { name: "Delivered" })).toBeVisible();
});

test.each([
  ["the window has closed", { window_expires_at: ago(1) }, {}],
  ["the conversation is resolved", { status: "resolved" as const }, {}],
  ["the reader may not reply", {}, { permissions: ["conversation.read" as const] }],
])("nothing is offered while %s", async (_, conversation, member) => {
  backend().session = aSession(member);
  await open([said({ status: "failed" }), said({ seq: 2, status: "unconfirmed" })], conversation);
  expect(log().getByText(/^Not sent/)).toBeVisible();
  expect(again()).toBeNull();
});
