import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import type { Entry } from "@/lib/api-types";
import { aConversation, aMessage, aSession, ago, content, text } from "@/testing/builders";
import { renderRoute } from "@/testing/render-route";
import { backend, server } from "@/testing/server";
import { longThread } from "@/testing/long-thread";

async function open(entries: Entry[], over = {}, search = "") {
  backend().add(aConversation({ id: "c1", ...over }), entries);
  const view = await renderRoute(`/inbox/c1${search}`);
  await screen.findByRole("log");
  await within(log()).findAllByRole("article");
  return view;
}
const log = () => screen.getByRole("log", { name: /^Messages with/ });
const live = () => waitFor(() => expect(backend().sockets.size).toBe(1));
const messages = (count: number) => Array.from({ length: count }, (_, index) => aMessage({ conversation_id: "c1", seq: index + 1, at: ago(count - index) }));
const active = () => document.activeElement?.id;

function pagesAsked(): string[] {
  const asked: string[] = [];
  server.events.on("request:start", ({ request }) => {
    const { pathname, search } = new URL(request.url);
    if (request.method === "GET" && pathname.endsWith("/messages")) asked.push(search);
  });
  return asked;
}

test("of thousands of messages only those near are drawn, the last ones first", async () => {
  await open(longThread("c1", 2_000));
  expect(within(log()).getAllByRole("article").length).toBeLessThan(60);
  expect(document.getElementById("message-msg_c1_2000")).toBeInTheDocument();
});

test("what was new when one came in stands under a line that stays", async () => {
  await open([...messages(5), aMessage({ conversation_id: "c1", seq: 6, direction: "outbound", at: ago(0) })], { unread: 2 });
  const line = await within(log()).findByRole("separator", { name: "2 new messages" });
  expect(line.compareDocumentPosition(document.getElementById("message-msg_c1_4") as HTMLElement)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  expect(line.compareDocumentPosition(document.getElementById("message-msg_c1_3") as HTMLElement)).toBe(Node.DOCUMENT_POSITION_PRECEDING);
  await waitFor(() => expect(backend().get("c1").unread).toBe(0));
  await live();
  act(() => void backend().receive("c1", text("mais uma")));
  await within(log()).findByText("mais uma");
  expect(within(log()).getByRole("separator")).toHaveAccessibleName("2 new messages");
});

test("what is unread above what is in sight is a press away", async () => {
  await open(messages(45), { unread: 40 });
  expect(await screen.findByRole("button", { name: "40 new messages" })).toBeVisible();
});

test("a hole is filled by asking for what it misses, not for the thread", async () => {
  const asked = pagesAsked();
  await open(messages(60));
  await live();
  act(() => void backend().receive("c1", text("ouvida")));
  await within(log()).findByText("ouvida");
  backend().receive("c1", text("perdida"), { silently: true });
  asked.length = 0;
  act(() => void backend().receive("c1", text("depois")));
  expect(await within(log()).findByText("perdida")).toBeVisible();
  expect(asked).toEqual(["?before=63&limit=1"]);
});

test("an address finds its message however far back, in a few rounds, and is the conversation's again", async () => {
  const asked = pagesAsked();
  const { router } = await open(messages(900), {}, "?m=3");
  await waitFor(() => expect(active()).toBe("message-msg_c1_3"));
  expect(asked.length).toBeLessThan(13);
  expect(router.state.location.search).toEqual({});
});

test("a link to a message of another conversation is that conversation's, not the one's that is left", async () => {
  backend().add(aConversation({ id: "c2", contact_name: "Bia" }), Array.from({ length: 300 }, (_, index) => aMessage({ conversation_id: "c2", seq: index + 1, at: ago(300 - index) })));
  const { router } = await open(messages(300));
  await act(() => router.navigate({ to: "/inbox/$conversationId", params: { conversationId: "c2" }, search: { m: 12 } }));
  await waitFor(() => expect(active()).toBe("message-msg_c2_12"));
  expect(router.state.location.search).toEqual({});
});

test("an address finds a message by its id too", async () => {
  await open(messages(300), {}, "?m=msg_c1_12");
  await waitFor(() => expect(active()).toBe("message-msg_c1_12"));
});

test.each(["?m=nothing", "?m=4000"])("an address of a message that is gone says so: %s", async (search) => {
  await open(messages(120), {}, search);
  expect(await screen.findByText("This message is not in the conversation any more")).toBeVisible();
});

test("a quote leads to its original, loading back to it", async () => {
  const { user } = await open([...messages(200), aMessage({ conversation_id: "c1", seq: 201, at: ago(0), reply_to: { message_id: "msg_c1_7", preview: "Mensagem 7" } })]);
  await user.click(within(log()).getByRole("button", { name: /Answers.*Mensagem 7/ }));
  await waitFor(() => expect(active()).toBe("message-msg_c1_7"));
});

test("arrows go from message to message", async () => {
  const { user } = await open(messages(4));
  act(() => log().focus());
  await user.keyboard("{ArrowUp}");
  expect(active()).toBe("message-msg_c1_4");
  await user.keyboard("{ArrowUp}{ArrowUp}{ArrowDown}");
  expect(active()).toBe("message-msg_c1_3");
});

test("a message's text and its link are copied from its own tools", async () => {
  const { user } = await open([aMessage({ conversation_id: "c1", seq: 1, content: text("Oi *você*") })]);
  act(() => document.getElementById("message-msg_c1_1")?.focus());
  const tools = within(log()).getByRole("toolbar", { name: "Message tools" });
  await user.click(within(tools).getByRole("button", { name: "Copy text" }));
  expect(await navigator.clipboard.readText()).toBe("Oi *você*");
  await user.click(within(tools).getByRole("button", { name: "Copy link" }));
  expect(await navigator.clipboard.readText()).toBe("http://127.0.0.1:8080/inbox/c1?m=1");
  expect(await screen.findByText("Link copied")).toBeVisible();
});

test("copying over several messages says when and who", async () => {
  await open([aMessage({ conversation_id: "c1", seq: 1, at: "2026-01-02T13:00:00Z", content: text("Oi") }), aMessage({ conversation_id: "c1", seq: 2, at: "2026-01-02T13:05:00Z", direction: "outbound", content: text("Bom dia") })]);
  const range = document.createRange();
  range.setStart(within(log()).getByText("Oi"), 0);
  range.setEndAfter(within(log()).getByText("Bom dia"));
  getSelection()?.removeAllRanges();
  getSelection()?.addRange(range);
  const setData = vi.fn();
  fireEvent.copy(log(), { clipboardData: { setData } });
  expect(setData).toHaveBeenCalledWith("text/plain", expect.stringMatching(/^\[.*26 10:00\] Rafael Nogueira: Oi\n\[.*26 10:05\] You: Bom dia$/));
  getSelection()?.removeAllRanges();
});

test("what came in is announced together, a failure at once, and an old one never", async () => {
  await open([aMessage({ conversation_id: "c1", seq: 1, direction: "outbound", status: "failed" }), aMessage({ conversation_id: "c1", seq: 2, direction: "outbound", status: "sent" })]);
  await live();
  act(() => {
    backend().receive("c1", text("um"));
    backend().receive("c1", text("dois"));
  });
  expect(await screen.findByText("2 new messages from Rafael Nogueira")).toHaveAttribute("role", "status");
  expect(screen.queryByRole("alert", { name: "" })?.textContent ?? "").toBe("");
  act(() => backend().report("c1", "msg_c1_2", { status: "failed", error: { code: 131026, cause: null, reason: "…", action: "check_number" } }));
  await waitFor(() => expect(screen.getAllByRole("alert").map((each) => each.textContent).join()).toMatch(/^Not sent.*\(131026\)\.$/));
});

test("Alt and the up arrow send the last one again that failed", async () => {
  const failed = { direction: "outbound" as const, status: "failed" as const };
  const { user } = await open([aMessage({ conversation_id: "c1", seq: 1, ...failed }), aMessage({ conversation_id: "c1", seq: 2, ...failed })]);
  await user.keyboard("{Alt>}{ArrowUp}{/Alt}");
  await waitFor(() => expect(backend().entries.get("c1")?.[1]).toMatchObject({ status: "queued" }));
  expect(backend().entries.get("c1")?.[0]).toMatchObject({ status: "failed" });
});

test("one person's newest reaction counts, and equal ones are counted together", async () => {
  const by = (id: string, emoji: string) => ({ author: { kind: "contact" as const, id, name: id }, emoji });
  await open([aMessage({ conversation_id: "c1", seq: 1, reactions: [by("a", "🙏"), by("b", "❤️"), by("a", "❤️")] })]);
  expect(within(log()).getByRole("img", { name: "Reactions: ❤️" })).toHaveTextContent("❤️2");
});

test.each<["agent" | "admin", number]>([
  ["agent", 0],
  ["admin", 1],
])("the original of an unknown kind is for those who look after the workspace: %s", async (role, shown) => {
  backend().session = aSession({ role });
  await open([aMessage({ conversation_id: "c1", seq: 1, content: content({ kind: "unsupported", type: "poll", raw: '{"poll":1}' }) })]);
  expect(within(log()).queryAllByText("Show raw")).toHaveLength(shown);
});

test("a text of nothing one can see is said to be that; what cannot be shown leaves a sign", async () => {
  await open([aMessage({ conversation_id: "c1", seq: 1, content: text("\u200b\u2060\u200e") }), aMessage({ conversation_id: "c1", seq: 2, content: text("a\u0000b\u001b[31m") })]);
  expect(within(log()).getByText("No visible characters")).toBeVisible();
  expect(within(log()).getByText("a\ufffdb\ufffd[31m")).toBeVisible();
});

test("a long text folds, and stays open once it was opened", async () => {
  const { user } = await open([aMessage({ conversation_id: "c1", seq: 1, content: text(`${"palavra ".repeat(300)}fim`) })]);
  expect(log()).not.toHaveTextContent("fim");
  await user.click(within(log()).getByRole("button", { name: "Show all" }));
  expect(log()).toHaveTextContent("fim");
  expect(within(log()).getByRole("button", { name: "Show less" })).toBeVisible();
});
