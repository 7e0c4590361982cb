import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { aConversation, ago, ahead, aMessage, text } from "@/testing/builders";
import { renderRoute } from "@/testing/render-route";
import { backend, server } from "@/testing/server";

const rows = () => screen.queryAllByRole("option").map((row) => row.getAttribute("id"));

test("a page of 25 comes first, and the next ones as one scrolls", async () => {
  const asked: string[] = [];
  server.events.on("request:start", ({ request }) => void (new URL(request.url).pathname === "/api/conversations" && asked.push(request.url)));
  for (let index = 0; index < 60; index += 1) backend().add(aConversation({ id: `c${index}`, contact_name: `Contato ${index}`, last_activity_at: ago(index) }));
  await renderRoute("/inbox");
  expect(await screen.findByRole("option", { name: /Contato 0/ })).toHaveAttribute("aria-posinset", "1");
  expect(asked.map((each) => new URL(each).searchParams.get("limit"))).toEqual(["25"]);
  const list = screen.getByRole("listbox").parentElement as HTMLElement;
  for (const top of [1_000, 2_500, 4_000]) {
    Object.defineProperty(list, "scrollTop", { configurable: true, value: top });
    fireEvent.scroll(list);
    await act(() => new Promise((resolve) => setTimeout(resolve, 60)));
  }
  await waitFor(() => expect(asked).toHaveLength(2));
  await waitFor(() => expect(screen.getAllByRole("option")[0]).toHaveAttribute("aria-setsize", "60"));
  server.events.removeAllListeners();
});

test("each view asks for its own conversations", async () => {
  backend().add(aConversation({ id: "mine", contact_name: "Rafael" }));
  backend().add(aConversation({ id: "free", contact_name: "Benedita", assignee: null }));
  backend().add(aConversation({ id: "bot", contact_name: "Otávio", status: "bot", assignee: null }));
  backend().add(aConversation({ id: "done", contact_name: "Ana", status: "resolved" }));
  const { user } = await renderRoute("/inbox");
  expect(await screen.findByRole("option", { name: /Rafael/ })).toBeVisible();
  expect(rows()).toEqual(["row-mine"]);
  for (const [view, expected] of [["Unassigned", ["row-free"]], ["Bot", ["row-bot"]]] as const) {
    await user.click(screen.getByRole("button", { name: new RegExp(`^${view}`) }));
    await waitFor(() => expect(rows()).toEqual(expected));
  }
  await user.click(screen.getByRole("button", { name: /^All/ }));
  await waitFor(() => expect(rows()).toHaveLength(4));
});

test("a row says the name, what is unread, the last words, how long they wait and how long the window lasts", async () => {
  backend().add(aConversation({ id: "c1", unread: 2, window_expires_at: ahead(17 * 60 + 22), waiting_since: ago(7), snippet: { kind: "text", text: "Ainda dá?", author: "contact", status: null } }));
  await renderRoute("/inbox");
  const row = await screen.findByRole("option", { name: /Rafael Nogueira/ });
  expect(row).toHaveAccessibleName(/^Rafael Nogueira 2 unread Ainda dá\? Waiting 7m 3m Window open, 17 h 2\d min left$/);
});

test.each([
  [24 * 60, "24 h"],
  [60, "1 h"],
  [61, "1 h 1 min"],
  [59, "59 min"],
])("a window of %d minutes has %s left: a part that is nothing is not said", async (minutes, left) => {
  backend().add(aConversation({ id: "c1", window_expires_at: new Date(Date.now() + minutes * 60_000 + 30_000).toISOString() }));
  await renderRoute("/inbox");
  expect(await screen.findByRole("option")).toHaveAccessibleName(new RegExp(` Window open, ${left} left$`));
});

test.each([
  ["pt-BR", "Janela aberta por mais 1 h"],
  ["es", "Ventana abierta por 1 h más"],
] as const)("one hour left is right in %s, too", async (language, said) => {
  backend().add(aConversation({ id: "c1", window_expires_at: new Date(Date.now() + 60.5 * 60_000).toISOString() }));
  await renderRoute("/inbox", { language });
  expect(await screen.findByRole("option")).toHaveAccessibleName(new RegExp(`${said}$`));
});

test("a row tells when its last words came, whatever happened since", async () => {
  backend().add(aConversation({ id: "c1", waiting_since: null, last_activity_at: ago(0), snippet: { kind: "text", text: "Até logo", author: "bot", at: ago(125) } }));
  await renderRoute("/inbox");
  const row = await screen.findByRole("option", { name: /Rafael Nogueira/ });
  expect(within(row).getByText("2h")).toHaveAttribute("datetime", backend().get("c1").snippet?.at);
});

test("among all, a row says that its conversation is resolved", async () => {
  backend().add(aConversation({ id: "open", contact_name: "Benedita" }));
  backend().add(aConversation({ id: "done", contact_name: "Ana", status: "resolved" }));
  await renderRoute("/inbox?view=all");
  const said = await screen.findAllByRole("img", { name: "Resolved" });
  expect(said.map((each) => each.closest("[role=option]")?.id)).toEqual(["row-done"]);
});

test("the last words are shown without WhatsApp's marks", async () => {
  backend().add(aConversation({ id: "c1", snippet: { kind: "text", text: "*Bom dia!* Atendemos das _8h às 18h_ ~só hoje~", author: "contact", status: null } }));
  await renderRoute("/inbox");
  expect(await screen.findByRole("option")).toHaveTextContent("Bom dia! Atendemos das 8h às 18h só hoje");
});

test("a conversation that gets a message moves to the top, and one of another view appears in its own", async () => {
  backend().add(aConversation({ id: "a", contact_name: "Ana", last_activity_at: ago(5) }));
  backend().add(aConversation({ id: "b", contact_name: "Bia", last_activity_at: ago(9) }));
  await renderRoute("/inbox");
  await waitFor(() => expect(rows()).toEqual(["row-a", "row-b"]));
  await waitFor(() => expect(backend().sockets.size).toBe(1));
  act(() => void backend().receive("b", text("Oi de novo")));
  await waitFor(() => expect(rows()).toEqual(["row-b", "row-a"]));
  expect(screen.getByRole("option", { name: /Bia/ })).toHaveTextContent("Oi de novo");
  act(() => void backend().publish([{ ...backend().get("a"), assignee: "mem_caio", version: 2 }], []));
  await waitFor(() => expect(rows()).toEqual(["row-b"]));
});

test("a frame older than what is known changes nothing", async () => {
  backend().add(aConversation({ id: "a", contact_name: "Ana", version: 5, unread: 0 }));
  await renderRoute("/inbox");
  await screen.findByRole("option", { name: /Ana/ });
  await waitFor(() => expect(backend().sockets.size).toBe(1));
  act(() => backend().frame({ kind: "changes", conversations: [aConversation({ id: "a", contact_name: "Ana", version: 4, unread: 9 })], entries: [] }));
  act(() => backend().frame({ kind: "changes", conversations: [aConversation({ id: "z", contact_name: "Zoe" })], entries: [] }));
  await screen.findByRole("option", { name: /Zoe/ });
  expect(screen.getByRole("option", { name: /Ana/ })).not.toHaveAccessibleName(/unread/);
});

test("an empty view says so, and what next", async () => {
  await renderRoute("/inbox", { language: "pt-BR" });
  expect(await screen.findByRole("heading", { name: "Nada esperando por você" })).toBeVisible();
  expect(screen.queryByRole("button", { name: /Atender/ })).toBeNull();
});

test("a list that fails says whose fault it is, and loads when asked again", async () => {
  server.use(http.get("*/api/conversations", () => HttpResponse.json({ code: "InternalServerError", detail: "x" }, { status: 403 })));
  const { user } = await renderRoute("/inbox");
  const alert = await screen.findByRole("alert");
  expect(alert).toHaveTextContent("Conversations did not load");
  server.resetHandlers();
  backend().add(aConversation({ id: "c1" }));
  await user.click(within(alert).getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("option", { name: /Rafael/ })).toBeVisible();
});

test("j and k walk the list, Enter goes to the reply, and typing is not a shortcut", async () => {
  backend().add(aConversation({ id: "a", contact_name: "Ana", last_activity_at: ago(1) }), [aMessage({ conversation_id: "a", seq: 1 })]);
  backend().add(aConversation({ id: "b", contact_name: "Bia", last_activity_at: ago(2) }), [aMessage({ conversation_id: "b", seq: 1 })]);
  const { user, router } = await renderRoute("/inbox");
  await screen.findByRole("option", { name: /Ana/ });
  await user.keyboard("j");
  await waitFor(() => expect(router.state.location.pathname).toBe("/inbox/a"));
  await user.keyboard("j");
  await waitFor(() => expect(router.state.location.pathname).toBe("/inbox/b"));
  await user.keyboard("k");
  await waitFor(() => expect(router.state.location.pathname).toBe("/inbox/a"));
  expect(screen.getByRole("listbox")).toHaveFocus();
  const reply = await screen.findByRole("textbox", { name: "Reply to Ana" });
  await user.keyboard("{Enter}");
  expect(reply).toHaveFocus();
  await user.keyboard("jej");
  expect(reply).toHaveValue("jej");
  expect(router.state.location.pathname).toBe("/inbox/a");
});
