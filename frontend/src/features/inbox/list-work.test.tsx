import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { DEFAULTS, usePreferences } from "@/lib/preferences";
import { aConversation, ago, ahead, aMessage, aSession, text } from "@/testing/builders";
import { renderRoute } from "@/testing/render-route";
import { backend, server } from "@/testing/server";
import { holdByPointer, holdByRow, letGo, useListHold } from "./list-hold";

const rows = () => screen.queryAllByRole("option").map((row) => row.getAttribute("data-id"));
const row = (name: RegExp) => screen.findByRole("option", { name });
const three = () => ["Ana", "Bia", "Caetano"].forEach((contact_name, index) => backend().add(aConversation({ id: contact_name[0]?.toLowerCase() ?? "", contact_name, last_activity_at: ago(index + 1) }), [aMessage({ conversation_id: contact_name[0]?.toLowerCase() ?? "", seq: 1 })]));
const live = () => waitFor(() => expect(backend().sockets.size).toBe(1));

beforeEach(() => {
  usePreferences.setState(DEFAULTS);
  holdByPointer(false);
  holdByRow(null);
});

test("the order stands still under the pointer, rows change in place, and the new ones are let in by a press", async () => {
  three();
  const { user } = await renderRoute("/inbox");
  await user.hover(await row(/Ana/));
  await live();
  act(() => void backend().receive("c", text("Cheguei")));
  act(() => backend().frame({ kind: "changes", conversations: [aConversation({ id: "z", contact_name: "Zoe", last_activity_at: ago(0) })], entries: [] }));
  expect(await screen.findByText("Cheguei")).toBeVisible();
  expect(rows()).toEqual(["a", "b", "c"]);
  fireEvent.click(await screen.findByRole("button", { name: "2 new" }));
  await waitFor(() => expect(rows()).toEqual(["c", "z", "a", "b"]));
  act(() => void backend().receive("b", text("Eu também")));
  await screen.findByRole("button", { name: "1 new" });
  await user.unhover(screen.getByRole("listbox"));
  await waitFor(() => expect(rows()).toEqual(["b", "c", "z", "a"]));
});

test("the pointer that has left the list for what lets the new ones in finds it still there", async () => {
  three();
  const { user } = await renderRoute("/inbox");
  await user.hover(await row(/Ana/));
  await live();
  act(() => void backend().receive("c", text("Cheguei")));
  const press = await screen.findByRole("button", { name: "1 new" });
  await user.unhover(screen.getByRole("listbox"));
  expect(rows()).toEqual(["a", "b", "c"]);
  await user.click(press);
  await waitFor(() => expect(rows()).toEqual(["c", "a", "b"]));
});

test("a row that leaves while its steps are drawn open no longer holds the list", async () => {
  three();
  const plain = window.matchMedia;
  window.matchMedia = (query) => ({ ...plain(query), matches: query === "(pointer: coarse)" || plain(query).matches });
  await renderRoute("/inbox");
  const ana = (await row(/Ana/)).querySelector(".touch-pan-y") as HTMLElement;
  const finger = (type: string, clientX: number) => fireEvent(ana, Object.assign(new MouseEvent(type, { bubbles: true, clientX }), { pointerType: "touch", pointerId: 1 }));
  finger("pointerdown", 300);
  finger("pointermove", 180);
  finger("pointerup", 180);
  expect(useListHold.getState().row).toBe("a");
  await live();
  letGo(["a"]);
  act(() => backend().frame({ kind: "changes", conversations: [aConversation({ id: "a", contact_name: "Ana", status: "resolved", version: 9 })], entries: [] }));
  await waitFor(() => expect(rows()).toEqual(["b", "c"]));
  expect(useListHold.getState().row).toBeNull();
  window.matchMedia = plain;
});

test("what I resolve from the list leaves at once, though I point at it", async () => {
  three();
  const { user } = await renderRoute("/inbox");
  const ana = await row(/Ana/);
  await user.hover(ana);
  fireEvent.contextMenu(ana, { clientX: 50, clientY: 50 });
  await user.click(await screen.findByRole("menuitem", { name: /Resolve/ }));
  await waitFor(() => expect(rows()).toEqual(["b", "c"]));
  await waitFor(() => expect(backend().get("a").status).toBe("resolved"));
});

test("the address carries order and filters, and says so back", async () => {
  backend().add(aConversation({ id: "a", contact_name: "Ana", last_activity_at: ago(1), waiting_since: ago(1), window_expires_at: ahead(600) }));
  backend().add(aConversation({ id: "b", contact_name: "Bia", last_activity_at: ago(2), waiting_since: ago(90), window_expires_at: ahead(45), unread: 1 }));
  const { user, router } = await renderRoute("/inbox?sort=wait");
  await row(/Ana/);
  expect(rows()).toEqual(["b", "a"]);
  await user.click(screen.getByRole("button", { name: /Window < 2 h/ }));
  await waitFor(() => expect(rows()).toEqual(["b"]));
  expect(router.state.location.search).toEqual({ sort: "wait", closing: true });
  await user.click(screen.getByRole("button", { name: /Window < 2 h/ }));
  await user.click(screen.getByRole("button", { name: "Longest wait" }));
  await waitFor(() => expect(rows()).toEqual(["a", "b"]));
  expect(router.state.location.search).toEqual({});
});

test("counts are the server's, and move with what happens", async () => {
  three();
  backend().add(aConversation({ id: "u", contact_name: "Úrsula", assignee: null }));
  const { user } = await renderRoute("/inbox?view=unassigned");
  expect(await screen.findByRole("button", { name: "Mine 3" })).toBeVisible();
  fireEvent.contextMenu(await row(/Úrsula/));
  await user.click(await screen.findByRole("menuitem", { name: "Assign to me" }));
  expect(await screen.findByRole("button", { name: "Mine 4" })).toBeVisible();
  expect(within(screen.getByRole("group", { name: "Views" })).getByRole("button", { name: "Unassigned 0" })).toBeVisible();
});

test("so many or more is said as such", async () => {
  three();
  server.use(http.get("*/api/conversations/counts", () => HttpResponse.json({ mine: 3, unassigned: 0, bot: 4, all: 1_000, most: 1_000 })));
  await renderRoute("/inbox", { language: "pt-BR" });
  expect(await screen.findByRole("button", { name: "Todas 1.000+" })).toBeVisible();
});

test("n takes the one who waits longest, passing over whom a colleague took meanwhile", async () => {
  backend().add(aConversation({ id: "young", contact_name: "Ana", assignee: null, last_activity_at: ago(1), waiting_since: ago(1) }), [aMessage({ conversation_id: "young", seq: 1 })]);
  backend().add(aConversation({ id: "old", contact_name: "Bia", assignee: null, last_activity_at: ago(3), waiting_since: ago(60) }), [aMessage({ conversation_id: "old", seq: 1 })]);
  backend().add(aConversation({ id: "taken", contact_name: "Caio", assignee: null, last_activity_at: ago(2), waiting_since: ago(90) }));
  const { user, router } = await renderRoute("/inbox");
  const button = await screen.findByRole("button", { name: /Take next unassigned/ });
  server.use(http.get("*/api/conversations/taken", () => HttpResponse.json({ ...backend().get("taken"), assignee: "mem_caio", version: 2, contact: backend().contactOf(backend().get("taken")), session: null })));
  expect(button).toBeVisible();
  await user.keyboard("n");
  await waitFor(() => expect(router.state.location.pathname).toBe("/inbox/old"));
  expect(backend().get("old").assignee).toBe("mem_marina");
});

test("n never takes whom a colleague took between the look and the step", async () => {
  for (const [id, waited] of [["young", 1], ["old", 60]] as const) backend().add(aConversation({ id, assignee: null, last_activity_at: ago(waited), waiting_since: ago(waited) }), [aMessage({ conversation_id: id, seq: 1 })]);
  const { user, router } = await renderRoute("/inbox");
  await screen.findByRole("button", { name: /Take next unassigned/ });
  server.use(
    http.get("*/api/conversations/old", () => {
      const seen = { ...backend().get("old"), contact: backend().contactOf(backend().get("old")), session: null };
      backend().assign("old", "mem_caio");
      return HttpResponse.json(seen);
    }),
  );
  await user.keyboard("n");
  await waitFor(() => expect(router.state.location.pathname).toBe("/inbox/young"));
  expect([backend().get("old").assignee, backend().get("young").assignee]).toEqual(["mem_caio", "mem_marina"]);
});

test("marked rows are resolved together, told as one, and one undo brings all of them back", async () => {
  three();
  const { user } = await renderRoute("/inbox");
  (await screen.findByRole("listbox")).focus();
  await user.keyboard("{ArrowDown}x{Shift>}J{/Shift}");
  const bar = await screen.findByRole("toolbar", { name: "Selected conversations" });
  expect(within(bar).getByText("2 selected")).toBeVisible();
  await user.click(within(bar).getByRole("button", { name: "Resolve" }));
  await waitFor(() => expect(rows()).toEqual(["c"]));
  expect(await screen.findByText("2 conversations resolved")).toBeVisible();
  expect(backend().get("a").status).toBe("resolved");
  await user.click(screen.getByRole("button", { name: "Undo" }));
  await waitFor(() => expect(rows()).toEqual(["a", "b", "c"]));
  await waitFor(() => expect([backend().get("a").status, backend().get("b").status]).toEqual(["open", "open"]));
});

/** Ana and Bia are marked; Caetano, opened after them, is not. */
async function twoMarkedThirdOpen() {
  backend().session = aSession({ id: "mem_livia", name: "Lívia Prado", role: "owner" });
  three();
  const view = await renderRoute("/inbox?view=all");
  (await screen.findByRole("listbox")).focus();
  for (const [keys, id] of [["{ArrowDown}", "a"], ["xj", "b"], ["xj", "c"]] as const) {
    await view.user.keyboard(keys);
    await waitFor(() => expect(document.getElementById(`message-msg_${id}_1`)).toBeInTheDocument());
  }
  expect(await screen.findByText("2 selected")).toBeVisible();
  return view;
}
const ofEach = (what: "status" | "assignee") => ["a", "b", "c"].map((id) => backend().get(id)[what]);

test("e resolves the marked ones, not the one that is open", async () => {
  const { user } = await twoMarkedThirdOpen();
  await user.keyboard("e");
  await waitFor(() => expect(ofEach("status")).toEqual(["resolved", "resolved", "open"]));
});

test("⇧A takes the marked ones, and a asks whose they become", async () => {
  const { user } = await twoMarkedThirdOpen();
  await user.keyboard("a");
  await user.click(await screen.findByRole("menuitem", { name: "Caio Bittencourt" }));
  await waitFor(() => expect(ofEach("assignee")).toEqual(["mem_caio", "mem_caio", "mem_marina"]));
  await user.keyboard("x{Shift>}A{/Shift}");
  await waitFor(() => expect(ofEach("assignee")).toEqual(["mem_caio", "mem_caio", "mem_livia"]));
});

test("Esc lets go of the marks before it leaves the conversation", async () => {
  const { user, router } = await twoMarkedThirdOpen();
  await user.keyboard("{Escape}");
  expect(screen.queryByText("2 selected")).toBeNull();
  expect(router.state.location.pathname).toBe("/inbox/c");
  await user.keyboard("{Escape}");
  await waitFor(() => expect(router.state.location.pathname).toBe("/inbox"));
});

test("where the conversation covers the list, nothing unseen stays marked", async () => {
  three();
  const plain = window.matchMedia;
  window.matchMedia = (query) => ({ ...plain(query), matches: query === "(max-width: 899px)" || plain(query).matches });
  const { user } = await renderRoute("/inbox");
  (await screen.findByRole("listbox")).focus();
  await user.keyboard("{ArrowDown}x{ArrowDown}{Enter}");
  await waitFor(() => expect(document.getElementById("message-msg_b_1")).toBeInTheDocument());
  await user.keyboard("e");
  await waitFor(() => expect(ofEach("status")).toEqual(["open", "resolved", "open"]));
  window.matchMedia = plain;
});

test("who undoes a resolve finds the customer waiting as before", async () => {
  backend().add(aConversation({ id: "a", contact_name: "Ana", waiting_since: ago(70) }), [aMessage({ conversation_id: "a", seq: 1, at: ago(70) })]);
  const { user } = await renderRoute("/inbox/a");
  expect(await row(/Waiting 1h/)).toBeVisible();
  await user.click(await screen.findByRole("button", { name: "Resolve" }));
  await waitFor(() => expect(rows()).toEqual([]));
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  expect(await row(/Waiting 1h/)).toBeVisible();
});

test("whom the server refuses stays, and is named with a way to try again", async () => {
  three();
  server.use(http.post("*/api/conversations/b/resolve", () => HttpResponse.json({ code: "Conflict", detail: "…" }, { status: 409 }), { once: true }));
  const { user } = await renderRoute("/inbox");
  (await screen.findByRole("listbox")).focus();
  await user.keyboard("{ArrowDown}x");
  await user.click(await screen.findByRole("button", { name: "Select all 3 loaded" }));
  await user.click(within(screen.getByRole("toolbar", { name: "Selected conversations" })).getByRole("button", { name: "Resolve" }));
  expect(await screen.findByText("Not changed: Bia")).toBeVisible();
  await waitFor(() => expect(rows()).toEqual(["b"]));
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(backend().get("b").status).toBe("resolved"));
});

test("an undo that comes after the customer began another conversation says so, and brings back the others", async () => {
  three();
  const { user } = await renderRoute("/inbox");
  (await screen.findByRole("listbox")).focus();
  await user.keyboard("{ArrowDown}x");
  await user.click(await screen.findByRole("button", { name: "Select all 3 loaded" }));
  await user.click(within(screen.getByRole("toolbar", { name: "Selected conversations" })).getByRole("button", { name: "Resolve" }));
  const undo = await screen.findByRole("button", { name: "Undo" });
  act(() => backend().publish([aConversation({ id: "b2", contact_id: "contact_b", contact_name: "Bia" })], []));
  await user.click(undo);
  expect(await screen.findByText("Bia already has an open conversation.")).toBeVisible();
  await waitFor(() => expect(rows()).toEqual(expect.arrayContaining(["a", "b2", "c"])));
  expect(backend().get("b").status).toBe("resolved");
});

test("a supervisor gives several conversations to a colleague, and undo gives each back to who had it", async () => {
  backend().session = aSession({ id: "mem_livia", name: "Lívia Prado", role: "owner" });
  three();
  backend().add(aConversation({ id: "u", contact_name: "Úrsula", assignee: null, last_activity_at: ago(9) }));
  const { user } = await renderRoute("/inbox?view=all");
  await row(/Ana/);
  fireEvent.click(screen.getAllByRole("option")[2] as HTMLElement, { ctrlKey: true });
  fireEvent.click(screen.getAllByRole("option")[3] as HTMLElement, { shiftKey: true });
  const bar = await screen.findByRole("toolbar");
  await user.click(within(bar).getByRole("button", { name: "Assign" }));
  await user.click(await screen.findByRole("menuitem", { name: "Caio Bittencourt" }));
  expect(await screen.findByText("2 conversations assigned to Caio Bittencourt")).toBeVisible();
  expect([backend().get("c").assignee, backend().get("u").assignee]).toEqual(["mem_caio", "mem_caio"]);
  await user.click(screen.getByRole("button", { name: "Undo" }));
  await waitFor(() => expect([backend().get("c").assignee, backend().get("u").assignee]).toEqual(["mem_marina", null]));
});

test("no more than four requests of a step are under way at once", async () => {
  for (let index = 0; index < 12; index += 1) backend().add(aConversation({ id: `c${index}`, contact_name: `Contato ${index}`, last_activity_at: ago(index) }));
  let [now, most] = [0, 0];
  let go = () => {};
  const four = new Promise<void>((reached) => (go = reached));
  server.use(
    http.post("*/api/conversations/:id/resolve", async ({ params }) => {
      most = Math.max(most, ++now);
      if (now === 4) go();
      await four;
      // Time for a fifth.
      await new Promise((resolve) => setTimeout(resolve, 15));
      now -= 1;
      return HttpResponse.json(backend().step(String(params.id), { status: "resolved", unread: 0 }, "resolved"));
    }),
  );
  const { user } = await renderRoute("/inbox");
  (await screen.findByRole("listbox")).focus();
  await user.keyboard("{ArrowDown}x");
  await user.click(await screen.findByRole("button", { name: "Select all 12 loaded" }));
  await user.click(within(screen.getByRole("toolbar", { name: "Selected conversations" })).getByRole("button", { name: "Resolve" }));
  expect(await screen.findByText("12 conversations resolved")).toBeVisible();
  expect(most).toBe(4);
});

test("the ticks of the last own words follow what WhatsApp reports, and never go back", async () => {
  backend().add(aConversation({ id: "a", contact_name: "Ana", seq: 2, snippet: { kind: "text", text: "Combinado", author: "agent", status: "sent" } }), [aMessage({ conversation_id: "a", seq: 1 }), aMessage({ conversation_id: "a", seq: 2, direction: "outbound", content: text("Combinado"), status: "sent" })]);
  await renderRoute("/inbox");
  expect(await row(/Ana Sent Combinado/)).toBeVisible();
  await live();
  act(() => backend().report("a", "msg_a_2", { status: "read" }));
  expect(await row(/Ana Read Combinado/)).toBeVisible();
  act(() => backend().frame({ kind: "changes", conversations: [], entries: [aMessage({ conversation_id: "a", seq: 2, direction: "outbound", content: text("Combinado"), status: "delivered" })] }));
  act(() => backend().frame({ kind: "changes", conversations: [aConversation({ id: "z", contact_name: "Zoe" })], entries: [] }));
  await row(/Zoe/);
  expect(await row(/Ana Read Combinado/)).toBeVisible();
});

test("words that were not sent say so", async () => {
  backend().add(aConversation({ id: "a", contact_name: "Ana", snippet: { kind: "text", text: "Combinado", author: "agent", status: "failed" } }));
  await renderRoute("/inbox");
  expect(await row(/Ana Not sent Not sent: Combinado/)).toBeVisible();
});

test("the link of a row is copied from its menu; a browser that does not allow it is told of", async () => {
  three();
  const { user } = await renderRoute("/inbox");
  const copy = async () => {
    fireEvent.contextMenu(await row(/Ana/));
    await user.click(await screen.findByRole("menuitem", { name: "Copy link" }));
  };
  await copy();
  expect(await screen.findByText("Link copied")).toBeVisible();
  expect(await navigator.clipboard.readText()).toBe("http://127.0.0.1:8080/inbox/a");
  vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new DOMException("", "NotAllowedError"));
  await copy();
  expect(await screen.findByText("The browser does not allow copying")).toBeVisible();
});

test("the menu of a row opens by key, and Esc gives the focus back to the list", async () => {
  three();
  const { user } = await renderRoute("/inbox");
  (await screen.findByRole("listbox")).focus();
  await user.keyboard("{ArrowDown}{Shift>}{F10}{/Shift}");
  expect(await screen.findByRole("menu", { name: "Actions for Ana" })).toBeVisible();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("menu")).toBeNull());
  expect(screen.getByRole("listbox")).toHaveFocus();
});

test("the list is made wider by key, within its limits, and double-clicked back", async () => {
  three();
  const { user } = await renderRoute("/inbox");
  const edge = await screen.findByRole("separator", { name: "Width of the list" });
  edge.focus();
  await user.keyboard("{ArrowRight}");
  expect(edge).toHaveAttribute("aria-valuenow", "352");
  await user.keyboard("{End}{ArrowRight}");
  expect(edge).toHaveAttribute("aria-valuenow", "420");
  await user.dblClick(edge);
  expect(edge).toHaveAttribute("aria-valuenow", "336");
});

test("a role without conversations is told so", async () => {
  backend().session = aSession({ permissions: [] });
  await renderRoute("/inbox");
  expect(await screen.findByRole("heading", { name: "Conversations are not for your role" })).toBeVisible();
});
