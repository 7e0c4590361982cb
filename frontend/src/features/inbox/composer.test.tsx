import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { afterEach, expect, test, vi } from "vitest";
import { noteServerDate } from "@/lib/clock";
import { prefer } from "@/lib/preferences";
import { aConversation, aMessage, anEvent, ago, ahead, aSession } from "@/testing/builders";
import { aCannedReply } from "@/testing/canned-replies";
import { renderRoute } from "@/testing/render-route";
import { backend, server } from "@/testing/server";

const CAIO = { kind: "agent" as const, id: "mem_caio", name: "Caio Bittencourt" };

async function open(over = {}, entries = [aMessage({ conversation_id: "c1", seq: 1 })] as Parameters<ReturnType<typeof backend>["add"]>[1]) {
  backend().cannedReplies.all = [
    aCannedReply({ shortcut: "agenda", title: "Agendamento", text: "Oi, {{contact.first_name}}! Aqui é {{agent.first_name}}." }),
    aCannedReply({ shortcut: "pedido", title: "Pedido", text: "Pedido {{contact.name}} e {{workspace.name}}" }),
    aCannedReply({ shortcut: "tchau", title: "Encerramento", text: "Até logo!" }),
  ];
  backend().add(aConversation({ id: "c1", ...over }), entries);
  const view = await renderRoute("/inbox/c1");
  await screen.findByRole("log");
  return view;
}
const field = () => screen.findByRole<HTMLTextAreaElement>("textbox", { name: /^Reply to/ });
const composer = () => within(screen.getByRole("region", { name: "Reply" }));
const bodies = () => backend().posted.map((reply) => reply.content.body);
const picked = (box: HTMLTextAreaElement) => box.value.slice(box.selectionStart, box.selectionEnd);
const caioWrites = (typing: boolean) => act(() => backend().frame({ kind: "here", member_id: CAIO.id, name: CAIO.name, conversation_id: "c1", typing }));

afterEach(() => {
  noteServerDate(new Date().toUTCString());
  vi.restoreAllMocks();
});

test("a slash offers canned replies, filtered as one types, and puts the chosen one in with its blanks filled", async () => {
  const { user } = await open();
  const box = await field();
  await user.type(box, "Bom dia. /");
  const list = within(await screen.findByRole("listbox", { name: "Canned replies" }));
  expect(list.getAllByRole("option")).toHaveLength(3);
  await user.keyboard("enc");
  expect(list.getAllByRole("option")).toHaveLength(1);
  expect(box).toHaveAttribute("aria-activedescendant", list.getByRole("option").id);
  await user.keyboard("{Enter}");
  expect(box).toHaveValue("Bom dia. Até logo!");
  expect(screen.queryByRole("listbox", { name: "Canned replies" })).toBeNull();
  await user.clear(box);
  await user.type(box, "/age");
  await screen.findByRole("listbox", { name: "Canned replies" });
  await user.keyboard("{Tab}");
  expect(box).toHaveValue("Oi, Rafael! Aqui é Marina.");
});

test("arrows go round the canned replies, and Esc leaves what was typed", async () => {
  const { user } = await open();
  const box = await field();
  await user.type(box, "/");
  const list = within(await screen.findByRole("listbox", { name: "Canned replies" }));
  const chosen = () => list.getByRole("option", { selected: true }).textContent;
  expect(chosen()).toMatch(/Agendamento/);
  await user.keyboard("{ArrowUp}");
  expect(chosen()).toMatch(/Encerramento/);
  await user.keyboard("{ArrowDown}{ArrowDown}");
  expect(chosen()).toMatch(/Pedido/);
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("listbox", { name: "Canned replies" })).toBeNull();
  expect(box).toHaveValue("/");
  expect(box).toHaveFocus();
  await user.keyboard("p");
  expect(screen.queryByRole("listbox", { name: "Canned replies" })).toBeNull();
});

test("a blank nobody can fill is selected, Tab goes to the next, and sending with one asks once", async () => {
  const { user } = await open({ contact_name: "+55 11 98842-3107" });
  const box = await field();
  backend().cannedReplies.all = [aCannedReply({ shortcut: "dois", text: "Oi, {{contact.first_name}}, é sobre {{contact.name}}?" })];
  await user.type(box, "/dois");
  await screen.findByRole("listbox", { name: "Canned replies" });
  await user.keyboard("{Enter}");
  expect(picked(box)).toBe("{{contact.first_name}}");
  await user.keyboard("{Tab}");
  expect(picked(box)).toBe("{{contact.name}}");
  await user.keyboard("{Shift>}{Tab}{/Shift}");
  expect(picked(box)).toBe("{{contact.first_name}}");
  await user.keyboard("Rafa{Control>}{Enter}{/Control}");
  expect(await composer().findByRole("alert")).toHaveTextContent("Still to fill in: contact.name");
  expect(bodies()).toEqual([]);
  await user.click(composer().getByRole("button", { name: "Fill in" }));
  expect(picked(box)).toBe("{{contact.name}}");
  await user.keyboard("a consulta{Control>}{Enter}{/Control}");
  await waitFor(() => expect(bodies()).toEqual(["Oi, Rafa, é sobre a consulta?"]));
});

test("canned replies that cannot be loaded say so, and come when asked again", async () => {
  server.use(http.get("*/api/canned-replies", () => HttpResponse.json({ code: "NotAllowed", detail: "x" }, { status: 403 }), { once: true }));
  const { user } = await open();
  await user.type(await field(), "/");
  expect(await screen.findByText("Canned replies did not load")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("listbox", { name: "Canned replies" })).toBeVisible();
});

test("Enter sends for those who prefer it, and Shift+Enter makes the line", async () => {
  prefer({ sendWith: "enter" });
  const { user } = await open();
  const box = await field();
  await user.type(box, "um{Shift>}{Enter}{/Shift}dois{Enter}");
  await waitFor(() => expect(bodies()).toEqual(["um\ndois"]));
  expect(box).toHaveValue("");
});

test("the ways to send name this keyboard's keys", async () => {
  const { user } = await open();
  await user.click(screen.getByRole("button", { name: "Other ways to send" }));
  const ways = within(await screen.findByRole("group", { name: "Key that sends" })).getAllByRole("menuitemradio");
  expect(ways.map((each) => each.textContent)).toEqual(["Ctrl Enter sends, Enter starts a line", "Enter sends, Ctrl Enter starts a line"]);
});

test("the Enter that ends a composition sends nothing", async () => {
  prefer({ sendWith: "enter" });
  const { user } = await open();
  const box = await field();
  await user.type(box, "にほん");
  fireEvent.keyDown(box, { key: "Enter", isComposing: true });
  fireEvent.keyDown(box, { key: "Enter", keyCode: 229 });
  expect(bodies()).toEqual([]);
  expect(box).toHaveValue("にほん");
});

test("one press sends and resolves, in that order, and can be undone", async () => {
  const { user } = await open();
  await user.type(await field(), "até logo{Control>}{Shift>}{Enter}{/Shift}{/Control}");
  await waitFor(() => expect(backend().get("c1").status).toBe("resolved"));
  expect(bodies()).toEqual(["até logo"]);
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(() => expect(backend().get("c1").status).toBe("open"));
});

test("a reply that is refused resolves nothing", async () => {
  server.use(http.post("*/api/conversations/:id/messages", () => HttpResponse.json({ code: "WindowClosed", detail: "…" }, { status: 422 })));
  const { user } = await open();
  await user.type(await field(), "tarde");
  await user.click(screen.getByRole("button", { name: "Other ways to send" }));
  await user.click(screen.getByRole("menuitem", { name: /Send and resolve/ }));
  expect(await within(screen.getByRole("log")).findByRole("alert")).toHaveTextContent("Not sent");
  expect(backend().get("c1").status).toBe("open");
});

test("a conversation that waits for a person offers to be taken, not to be given away", async () => {
  const { user } = await open({ status: "open", assignee: null });
  await user.click(await composer().findByRole("button", { name: "Assign to me" }));
  await waitFor(() => expect(backend().get("c1").assignee).toBe(backend().session.member.id));
  expect(await composer().findByRole("button", { name: "Give back to the bot" })).toBeVisible();
});

test("the second press of a double one does not give the conversation to the bot", async () => {
  const { user } = await open({ status: "open", assignee: null });
  let now = Date.now();
  vi.spyOn(Date, "now").mockImplementation(() => now);
  await user.click(await composer().findByRole("button", { name: "Assign to me" }));
  const back = await composer().findByRole("button", { name: "Give back to the bot" });
  now += 450;
  await user.click(back);
  expect(screen.queryByText("Given back to the bot")).toBeNull();
  expect(backend().get("c1")).toMatchObject({ status: "open", assignee: backend().session.member.id });
  now += 2_000;
  await user.click(back);
  expect(await screen.findByText("Given back to the bot")).toBeVisible();
});

test("giving the word back to the bot can be undone", async () => {
  const { user } = await open();
  await user.click(await composer().findByRole("button", { name: "Give back to the bot" }));
  expect(await screen.findByText("Given back to the bot")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Undo" }));
  await waitFor(() => expect(backend().get("c1")).toMatchObject({ status: "open", assignee: backend().session.member.id }));
});

test("a press on the second thought sends, and leaves nothing behind", async () => {
  const { user } = await open();
  await user.type(await field(), "Eu respondo");
  caioWrites(true);
  await composer().findByText(/is writing a reply/);
  await user.keyboard("{Control>}{Enter}{/Control}");
  await user.click(await composer().findByRole("button", { name: "Send anyway" }));
  await waitFor(() => expect(bodies()).toEqual(["Eu respondo"]));
  expect(await screen.findByRole("article", { name: /You|Marina/ })).toHaveTextContent("Eu respondo");
});

test("a colleague who writes here is seen, the draft is kept, and sending asks once more", async () => {
  const { user } = await open();
  await waitFor(() => expect(backend().sockets.size).toBe(1));
  const box = await field();
  caioWrites(true);
  expect(await composer().findByText(/is writing a reply/)).toHaveTextContent("Caio is writing a reply");
  expect(composer().queryByText(/Your draft is kept/)).toBeNull();
  await user.type(box, "eu também");
  expect(composer().getByText("Your draft is kept. Sending asks once more.")).toBeVisible();
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(composer().getByRole("alert")).toHaveTextContent("Caio Bittencourt is answering too");
  expect(bodies()).toEqual([]);
  expect(box).toHaveValue("eu também");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(bodies()).toEqual(["eu também"]));
});

test("a press of a mark wraps what is selected, and unwraps it again", async () => {
  const { user } = await open();
  const box = await field();
  await user.type(box, "já te ajudo");
  box.setSelectionRange(0, 2);
  await user.click(screen.getByRole("button", { name: "Bold" }));
  expect(box).toHaveValue("*já* te ajudo");
  await user.click(screen.getByRole("button", { name: "Bold" }));
  expect(box).toHaveValue("já te ajudo");
});

test.each([
  ["{Control>}b{/Control}", "*"],
  ["{Control>}i{/Control}", "_"],
  ["{Control>}{Shift>}x{/Shift}{/Control}", "~"],
])("with nothing selected %s opens a mark to write in, once more takes it back, and at the end of the words leaves it", async (press, mark) => {
  const { user } = await open();
  const box = await field();
  await user.type(box, `a ${press}`);
  expect([box.value, box.selectionStart, box.selectionEnd]).toEqual([`a ${mark}${mark}`, 3, 3]);
  await user.keyboard(press);
  expect([box.value, box.selectionStart]).toEqual(["a ", 2]);
  await user.keyboard(`${press}já vou${press}, sim`);
  expect(box).toHaveValue(`a ${mark}já vou${mark}, sim`);
  expect(screen.getByRole("button", { name: "Bold" })).toHaveAttribute("data-tip-action", "composer.bold");
});

test("between marked neighbours a press takes neither's mark away", async () => {
  const { user } = await open();
  const box = await field();
  await user.type(box, "*a**b*");
  box.setSelectionRange(3, 3);
  await user.keyboard("{Control>}b{/Control}");
  expect([box.value, box.selectionStart]).toEqual(["*a****b*", 4]);
});

test("Esc goes back to the list and keeps the draft; r comes back to it", async () => {
  const { user } = await open();
  const box = await field();
  await user.type(box, "depois{Escape}");
  expect(box).not.toHaveFocus();
  await user.keyboard("r");
  expect(box).toHaveFocus();
  expect(box).toHaveValue("depois");
});

test.each([
  ["you", { kind: "agent" as const, id: "mem_marina", name: "Marina Duarte" }, "Bot paused by you"],
  ["a colleague", CAIO, "Bot paused by Caio"],
])("the bar says that the bot was paused by %s", async (_, actor, words) => {
  await open({}, [aMessage({ conversation_id: "c1", seq: 1 }), anEvent({ conversation_id: "c1", seq: 2, kind: "taken_over", actor })]);
  expect(await composer().findByText(words)).toBeVisible();
});

test("a bot that went by itself is only paused", async () => {
  await open({}, [anEvent({ conversation_id: "c1", seq: 1, kind: "taken_over", actor: CAIO }), anEvent({ conversation_id: "c1", seq: 2, kind: "handed_off", actor: null })]);
  expect(await composer().findByText("Bot paused")).toBeVisible();
});

test("the window says what it is, over the reply and in the filter of the list", async () => {
  await open();
  const tip = "WhatsApp lets you reply until 24 h after the customer’s last message.";
  for (const each of [composer().getByRole("timer"), screen.getByRole("button", { name: /^Window < 2 h/ })]) {
    expect(each).toHaveAccessibleDescription(tip);
    expect(each).toHaveAttribute("data-tip", tip);
  }
});

test("a number that holds messages back is said before one writes", async () => {
  await open({}, [aMessage({ conversation_id: "c1", seq: 1, direction: "outbound", status: "paused" })]);
  expect(await composer().findByText(/The number is paused/)).toBeVisible();
});

test("the text typed before the window closed is there again when the customer writes", async () => {
  const { user } = await open({ window_expires_at: ahead(5), last_inbound_at: ago(24 * 60 - 5) });
  await waitFor(() => expect(backend().sockets.size).toBe(1));
  await user.type(await field(), "quase");
  act(() => noteServerDate(new Date(Date.now() + 600_000).toUTCString()));
  expect(await composer().findByText("Draft kept: quase")).toBeVisible();
  expect(composer().getByRole("button", { name: /^Resolve/ })).toBeVisible();
  act(() => backend().publish([{ ...backend().get("c1"), version: 2, window_expires_at: ahead(24 * 60), last_inbound_at: new Date().toISOString() }], []));
  expect(await field()).toHaveValue("quase");
});

test("who may not resolve is not offered to send and resolve", async () => {
  backend().session = aSession({ permissions: ["conversation.read", "conversation.reply"] });
  const { user } = await open();
  await user.type(await field(), "oi{Control>}{Shift>}{Enter}{/Shift}{/Control}");
  expect(bodies()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Other ways to send" }));
  expect(screen.queryByRole("menuitem", { name: /Send and resolve/ })).toBeNull();
});

test("an emoji is put where the caret is, and is among those used lately", async () => {
  const { user } = await open();
  const box = await field();
  await user.type(box, "Oba :ris");
  await user.clear(box);
  await user.type(box, "Oba :gri");
  const list = within(await screen.findByRole("listbox", { name: "Emoji" }));
  expect(list.getAllByRole("option")[0]).toHaveTextContent("😀");
  await user.keyboard("{Enter}");
  expect(box).toHaveValue("Oba 😀");
  expect(localStorage.getItem("pytake.emoji")).toContain("😀");
});
