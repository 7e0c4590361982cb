import { act, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import type { ConversationOut } from "@/lib/api-types";
import { aConversation, ago, aMessage, aSession } from "@/testing/builders";
import { renderRoute } from "@/testing/render-route";
import { backend, server } from "@/testing/server";

async function open(over: Partial<ConversationOut> = {}, address = "/inbox/c1?view=all", entries = [aMessage({ conversation_id: "c1", seq: 1 })]) {
  backend().add(aConversation({ id: "c1", ...over }), entries);
  const view = await renderRoute(address);
  await screen.findByRole("log");
  return view;
}

test("resolving is shown at once, told, and can be undone", async () => {
  const { user } = await open();
  await user.click(screen.getByRole("button", { name: "Resolve" }));
  expect(await screen.findByText("Conversation resolved")).toBeVisible();
  await waitFor(() => expect(backend().get("c1").status).toBe("resolved"));
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(() => expect(backend().get("c1").status).toBe("open"));
  expect(await screen.findByRole("textbox", { name: "Reply to Rafael Nogueira" })).toBeVisible();
});

test("who undoes the resolving of a bot's conversation gives it back to the bot", async () => {
  const { user } = await open({ status: "bot", assignee: null });
  await user.click(screen.getByRole("button", { name: "Resolve" }));
  await waitFor(() => expect(backend().get("c1").status).toBe("resolved"));
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(() => expect(backend().get("c1")).toMatchObject({ status: "bot", assignee: null }));
  expect(await screen.findByText("Bot is answering")).toBeVisible();
});

test("who undoes a resolve finds unread what nobody had looked at", async () => {
  backend().add(aConversation({ id: "c2", contact_name: "Ana Souto", unread: 2 }));
  const { user } = await open();
  await user.pointer({ target: screen.getByRole("option", { name: /Ana Souto 2 unread/ }), keys: "[MouseRight]" });
  await user.click(await screen.findByRole("menuitem", { name: /Resolve/ }));
  expect(await screen.findByRole("option", { name: /^Ana Souto (?!2 unread).*Resolved/ })).toBeVisible();
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  expect(await screen.findByRole("option", { name: /^Ana Souto 2 unread (?!.*Resolved)/ })).toBeVisible();
});

test("a resolved conversation leaves the list of mine", async () => {
  const { user } = await open({}, "/inbox/c1");
  expect(await screen.findByRole("option", { name: /Rafael/ })).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Resolve" }));
  await waitFor(() => expect(screen.queryByRole("option", { name: /Rafael/ })).toBeNull());
});

test("a refused step is taken back, with the reason", async () => {
  server.use(http.post("*/api/conversations/:id/resolve", () => HttpResponse.json({ code: "Conflict", detail: "…" }, { status: 409 })));
  const { user } = await open();
  await user.click(screen.getByRole("button", { name: "Resolve" }));
  expect(await screen.findByText(/Someone else changed this conversation/)).toBeVisible();
  expect(screen.getByRole("button", { name: "Resolve" })).toBeVisible();
});

const talked = [aMessage({ conversation_id: "c1", seq: 1 }), aMessage({ conversation_id: "c1", seq: 2, direction: "outbound", status: "read" })];
const reply = () => within(screen.getByRole("region", { name: "Reply" }));
const REOPEN = "{Shift>}E{/Shift}";
const answered = { status: "resolved", assignee: "mem_marina", snippet: { kind: "text", text: "Até logo", author: "agent", status: null, seq: 2, at: ago(9) } } as const;

test("what cannot be reopened as the customer has another open conversation says so, and leads there", async () => {
  backend().add(aConversation({ id: "c2", contact_id: "contact_c1", status: "bot", assignee: null }), [aMessage({ conversation_id: "c2", seq: 1 })]);
  const { user, router } = await open(answered, "/inbox/c1?view=all", talked);
  await user.keyboard(REOPEN);
  expect(await screen.findByText("Rafael Nogueira already has an open conversation.")).toBeVisible();
  expect(backend().get("c1").status).toBe("resolved");
  await user.click(screen.getByRole("button", { name: "Open" }));
  await waitFor(() => expect(router.state.location.href).toBe("/inbox/c2?view=all"));
});

test("a resolved conversation says that the customer is in another one by now, and leads there", async () => {
  const { user, router } = await open(answered, "/inbox/c1?view=all", talked);
  expect(reply().getByRole("button", { name: /^Reopen/ })).toBeVisible();
  act(() => backend().publish([aConversation({ id: "c2", contact_id: "contact_c1", status: "bot", assignee: null })], [aMessage({ conversation_id: "c2", seq: 1 })]));
  expect(await reply().findByText("The conversation with Rafael Nogueira goes on in another one.")).toBeVisible();
  expect(reply().queryByRole("button", { name: /^Reopen/ })).toBeNull();
  await user.click(reply().getByRole("button", { name: "Open the conversation" }));
  await waitFor(() => expect(router.state.location.href).toBe("/inbox/c2?view=all"));
});

test("a resolved conversation that a list still holds as open is not taken for another one", async () => {
  backend().add(aConversation({ id: "c1" }), talked);
  const { user } = await renderRoute("/inbox?view=all");
  const row = await screen.findByRole("option", { name: /Rafael/ });
  backend().publish([{ ...backend().get("c1"), status: "resolved", version: 9 }], [], { silently: true });
  await user.click(row);
  expect(await screen.findByText("Conversation resolved")).toBeVisible();
  expect(reply().getByRole("button", { name: /^Reopen/ })).toBeVisible();
});

test("the ticks of the last words stay through a step, taken or refused", async () => {
  backend().add(aConversation({ id: "c2", contact_id: "contact_c1" }), [aMessage({ conversation_id: "c2", seq: 1 })]);
  const { user } = await open(answered, "/inbox/c1?view=all", talked);
  await screen.findByRole("option", { name: /Até logo/ });
  const ticks = () => within(screen.getByRole("option", { name: /Até logo/ })).getByRole("img", { name: "Read" });
  expect(ticks()).toBeVisible();
  await user.keyboard(REOPEN);
  await screen.findByText(/already has an open conversation/);
  expect(ticks()).toBeVisible();
  act(() => void backend().step("c2", { status: "resolved" }));
  await user.keyboard(REOPEN);
  await waitFor(() => expect(backend().get("c1").status).toBe("open"));
  await screen.findByRole("textbox", { name: /^Reply to/ });
  expect(ticks()).toBeVisible();
});

test("taking over makes the conversation mine, giving back makes it the bot's", async () => {
  const { user } = await open({ status: "bot", assignee: null });
  expect(screen.getByText("Bot is answering")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Take over" }));
  expect(await screen.findByText(/^Bot paused/)).toBeVisible();
  await waitFor(() => expect(backend().get("c1")).toMatchObject({ status: "open", assignee: "mem_marina" }));
  const later = Date.now() + 2_000;
  vi.spyOn(Date, "now").mockReturnValue(later);
  await user.click(screen.getByRole("button", { name: "Give back to the bot" }));
  await waitFor(() => expect(backend().get("c1")).toMatchObject({ status: "bot", assignee: null }));
});

test("an agent may take a conversation, not give it away", async () => {
  const { user } = await open({ assignee: null });
  await user.click(screen.getByRole("button", { name: "Assign" }));
  const menu = await screen.findByRole("menu", { name: "Assign" });
  expect(await within(menu).findAllByRole("menuitemradio")).toHaveLength(1);
  expect(menu).toHaveAccessibleDescription("Only supervisors give conversations to others.");
  expect(within(menu).getByText("Only supervisors give conversations to others.")).toBeVisible();
  await user.click(within(menu).getByRole("menuitemradio", { name: "Marina Duarte (you)" }));
  await waitFor(() => expect(backend().get("c1").assignee).toBe("mem_marina"));
});

test("a double press on taking a conversation takes it once", async () => {
  await open({ assignee: null });
  const assigned = vi.spyOn(backend(), "assign");
  const button = screen.getByRole("button", { name: "Assign to me" });
  button.click();
  // So soon that nothing is drawn between the two.
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  button.click();
  await waitFor(() => expect(backend().get("c1").assignee).toBe("mem_marina"));
  expect(await screen.findByText(/^Bot paused/)).toBeVisible();
  expect(assigned).toHaveBeenCalledOnce();
});

test("an owner may give a conversation to anyone, or to nobody", async () => {
  backend().session = aSession({ id: "mem_livia", name: "Lívia Prado", role: "owner" });
  const { user } = await open();
  const assign = screen.getByRole("button", { name: "Assign" });
  await user.click(assign);
  expect(screen.getByRole("menu")).not.toHaveAccessibleDescription();
  await user.click(await screen.findByRole("menuitemradio", { name: "Caio Bittencourt" }));
  await waitFor(() => expect(backend().get("c1").assignee).toBe("mem_caio"));
  expect(assign).toHaveFocus();
  await user.click(assign);
  await user.click(await screen.findByRole("menuitem", { name: "Leave unassigned" }));
  await waitFor(() => expect(backend().get("c1").assignee).toBeNull());
});

test("the keyboard resolves, reopens, takes and gives back", async () => {
  const { user } = await open();
  await user.click(await screen.findByRole("option", { name: /Rafael/ }));
  screen.getByRole("listbox").focus();
  await user.keyboard("e");
  await waitFor(() => expect(backend().get("c1").status).toBe("resolved"));
  await user.keyboard("{Shift>}E{/Shift}");
  await waitFor(() => expect(backend().get("c1").status).toBe("open"));
  await user.keyboard("b");
  await waitFor(() => expect(backend().get("c1").status).toBe("bot"));
  await user.keyboard("b");
  await waitFor(() => expect(backend().get("c1").status).toBe("open"));
});

test("escape goes back to the list", async () => {
  const { user, router } = await open();
  screen.getByRole("log").focus();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(router.state.location.href).toBe("/inbox?view=all"));
});

test("a key pressed while a conversation that no list knows is still asked for is done once it is there", async () => {
  backend().add(aConversation({ id: "other" }));
  let answer = () => {};
  server.use(
    http.get("*/api/conversations/c9", async () => {
      await new Promise<void>((resolve) => (answer = resolve));
    }),
  );
  const { user } = await renderRoute("/inbox/c9?view=mine");
  await screen.findByRole("option");
  backend().add(aConversation({ id: "c9", assignee: "mem_caio" }), [aMessage({ conversation_id: "c9", seq: 1 })]);
  await user.keyboard("{Shift>}A{/Shift}");
  act(() => answer());
  await waitFor(() => expect(backend().get("c9").assignee).toBe("mem_marina"));
});
