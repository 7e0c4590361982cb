import { act, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { aConversation, ago, aMessage } from "@/testing/builders";
import { renderRoute } from "@/testing/render-route";
import { backend, server } from "@/testing/server";
import { useDetailsView } from "./details-view";

const SESSION = { id: "s", flow_id: "f", flow_name: "Recepção", version: 12, node_id: "perguntar", node_kind: "question", state: "waiting" as const, variables: { pedido: "4821" }, deadline_at: null, started_at: ago(4) };

beforeEach(() => useDetailsView.setState({ tab: "contact", folded: [], beside: true }));

async function open({ session = true, ...over }: Partial<Parameters<typeof aConversation>[0]> & { session?: boolean } = {}) {
  backend().add(aConversation({ ...over, id: "c1" }), [aMessage({ conversation_id: "c1", seq: 1 })], session ? SESSION : undefined);
  const page = await renderRoute("/inbox/c1");
  const details = await screen.findByRole("complementary", { name: "Details" });
  return { ...page, details, inside: within(details) };
}

test("they say who holds the conversation, since when the contact waits, and how to reach them", async () => {
  const { inside, details } = await open({ waiting_since: ago(6), last_inbound_at: ago(6) });
  expect(await inside.findByText("You")).toBeVisible();
  expect(details).toHaveTextContent(/WaitingSince \d\d:\d\d/);
  expect(inside.getByText("+55 11 98842-3107")).toBeVisible();
  expect(await inside.findByText("Customer since")).toBeVisible();
  expect(details).toHaveTextContent(/WindowUntil/);
});

test("nobody waits in a conversation that was answered, and a window may be closed", async () => {
  const { inside, details } = await open({ waiting_since: null, window_expires_at: ago(1) });
  expect(inside.queryByText("Waiting")).toBeNull();
  expect(details).toHaveTextContent("WindowClosed");
});

test("a press on the number copies it", async () => {
  const { inside, user } = await open();
  const copied = vi.spyOn(navigator.clipboard, "writeText");
  await user.click(inside.getByRole("button", { name: "Copy +55 11 98842-3107" }));
  expect(copied).toHaveBeenCalledWith("+55 11 98842-3107");
  expect(await screen.findByText("Phone number copied")).toBeVisible();
});

test("brackets and arrows turn to the other tab", async () => {
  const { inside, user } = await open();
  act(() => inside.getByRole("tab", { name: "Contact" }).focus());
  await user.keyboard("]");
  expect(inside.getByRole("tab", { name: "Flow session" })).toHaveAttribute("aria-selected", "true");
  expect(inside.getByText(/Started on/)).toBeVisible();
  await user.keyboard("[[");
  expect(inside.getByRole("tab", { name: "Contact" })).toHaveAttribute("aria-selected", "true");
  await user.keyboard("{End}");
  expect(inside.getByRole("tab", { name: "Flow session" })).toHaveFocus();
  await user.keyboard("{Home}");
  expect(inside.getByRole("tab", { name: "Contact" })).toHaveAttribute("aria-selected", "true");
});

test("over the thread they are a dialog, with the same tabs and keys", async () => {
  const wide = vi.spyOn(window, "matchMedia").mockImplementation((query) => ({ matches: false, media: query, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList);
  backend().add(aConversation({ id: "c1" }), [], SESSION);
  const { user } = await renderRoute("/inbox/c1");
  await user.click(await screen.findByRole("button", { name: "Details" }));
  const details = within(await screen.findByRole("dialog", { name: "Details" }));
  act(() => details.getByRole("tab", { name: "Contact" }).focus());
  await user.keyboard("]");
  expect(details.getByRole("tab", { name: "Flow session" })).toHaveAttribute("aria-selected", "true");
  await user.click(details.getByRole("button", { name: "Close details" }));
  expect(screen.queryByRole("dialog", { name: "Details" })).toBeNull();
  wide.mockRestore();
});

test("without a flow the tab says what would be there", async () => {
  const { inside, user } = await open({ session: false });
  await user.click(inside.getByRole("tab", { name: "Flow session" }));
  expect(await inside.findByRole("heading", { name: "No flow is running in this conversation." })).toBeVisible();
});

test("a section that is folded stays folded, also on the next visit", async () => {
  const { inside, user, unmount } = await open();
  await user.click(inside.getByRole("button", { name: "Handled by" }));
  expect(inside.queryByText("Assignee")).toBeNull();
  expect(JSON.parse(localStorage.getItem("pytake.details") ?? "")).toMatchObject({ state: { folded: ["handled"] } });
  unmount();
  await renderRoute("/inbox/c1");
  const again = within(await screen.findByRole("complementary", { name: "Details" }));
  expect(again.getByRole("button", { name: "Handled by" })).toHaveAttribute("aria-expanded", "false");
});

test("closed details stay closed in the next conversation", async () => {
  const { inside, user, router } = await open();
  backend().add(aConversation({ id: "c2", contact_name: "Ana" }), []);
  await user.click(inside.getByRole("button", { name: "Close details" }));
  expect(screen.queryByRole("complementary", { name: "Details" })).toBeNull();
  await act(() => router.navigate({ to: "/inbox/$conversationId", params: { conversationId: "c2" } }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/inbox/c2"));
  expect(screen.queryByRole("complementary", { name: "Details" })).toBeNull();
});

test("where the rest cannot be fetched, what the list knows stays, the thread works, and one may try again", async () => {
  const refused = http.get("*/api/conversations/c1", () => HttpResponse.json({ code: "Fault", detail: "It is us." }, { status: 500 }));
  server.use(refused);
  const { inside, user } = await open();
  expect(await inside.findByRole("alert", {}, { timeout: 20_000 })).toHaveTextContent("We could not load the rest of the details.");
  expect(inside.getByText("+55 11 98842-3107")).toBeVisible();
  expect(await screen.findByRole("log", { name: "Messages with Rafael Nogueira" })).toBeVisible();
  server.resetHandlers();
  await user.click(inside.getByRole("button", { name: "Try again" }));
  expect(await inside.findByText("Recepção")).toBeVisible();
}, 40_000);
