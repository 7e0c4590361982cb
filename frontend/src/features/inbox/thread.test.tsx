import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Content, Entry } from "@/lib/api-types";
import { aConversation, ago, aMessage, anEvent, content, text } from "@/testing/builders";
import { renderRoute } from "@/testing/render-route";
import { backend } from "@/testing/server";

function open(entries: Entry[], over = {}) {
  backend().add(aConversation({ id: "c1", ...over }), entries);
  return renderRoute("/inbox/c1");
}
const log = () => screen.findByRole("log", { name: "Messages with Rafael Nogueira" });
const live = () => waitFor(() => expect(backend().sockets.size).toBe(1));

test.each<[string, Parameters<typeof content>[0] | Content, RegExp]>([
  ["text", text("Oi *você*"), /Oi você/],
  ["image", { kind: "image", media_id: "m", caption: "O pé riscado" }, /Photo.*Does not open here yet.*O pé riscado/],
  ["video", { kind: "video", media_id: "m" }, /Video.*Does not open here yet/],
  ["voice", { kind: "audio", media_id: "m", voice: true }, /Voice message.*Does not open here yet/],
  ["audio", { kind: "audio", media_id: "m" }, /Audio.*Does not open here yet/],
  ["document", { kind: "document", file_name: "etiqueta.pdf" }, /etiqueta\.pdf.*Document.*Does not open here yet/],
  ["sticker", { kind: "sticker" }, /Sticker.*Does not open here yet/],
  ["location", { kind: "location", latitude: 1, longitude: 2, name: "Rua Harmonia", address: "São Paulo" }, /Rua Harmonia.*Location.*São Paulo/],
  ["contacts", { kind: "contacts", cards: [{ name: "Bia", phones: ["+55 11 9"], emails: [] }] }, /Bia.*Contact card.*\+55 11 9/],
  ["order", { kind: "order", items: [{ product_id: "p", quantity: 3, price: null, currency: null }] }, /Order.*3 items/],
  ["template", { kind: "template", name: "lembrete", language: "pt_BR", text: "Amanhã às 9h" }, /lembrete.*Template.*Amanhã às 9h/],
  ["form_reply", { kind: "form_reply", values: { cpf: "1" } }, /Answered form.*cpf: 1/],
  ["notice", { kind: "notice", about: "changed number" }, /Notice from WhatsApp.*changed number/],
  ["reaction", { kind: "reaction", emoji: "🙏" }, /Reaction.*🙏/],
  ["choice", { kind: "choice", id: "x", title: "Falar com alguém" }, /Falar com alguém/],
  ["unsupported", { kind: "unsupported", type: "poll" }, /Kind not supported: poll/],
  ["one nobody knows yet", { kind: "hologram" } as unknown as Content, /Kind not supported/],
])("a message of kind %s is shown by name", async (_, loose, expected) => {
  await open([aMessage({ conversation_id: "c1", seq: 1, content: content(loose as Parameters<typeof content>[0]) })]);
  expect(await within(await log()).findByRole("article", { name: "Message from Rafael Nogueira" })).toHaveTextContent(expected);
});

test("markup in a message stays text", async () => {
  const body = '<img src=x onerror="alert(1)"><script>alert(2)</script> [x](javascript:alert(3))';
  await open([aMessage({ conversation_id: "c1", seq: 1, content: text(body) })]);
  expect(await screen.findByText(body)).toBeVisible();
  expect(document.querySelector("script:not([src]), img, a[href^='javascript']")).toBeNull();
});

test("a link opens elsewhere and tells nothing about us", async () => {
  await open([aMessage({ conversation_id: "c1", seq: 1, content: text("veja https://a.example/x.") })]);
  const link = await screen.findByRole("link", { name: "https://a.example/x" });
  expect(link).toHaveAttribute("rel", expect.stringContaining("noopener"));
  expect(link).toHaveAttribute("target", "_blank");
});

test("the option a customer tapped is checked under the question", async () => {
  const asked = aMessage({ conversation_id: "c1", seq: 1, direction: "outbound", author: { kind: "bot", id: "f", name: "Recepção" }, content: content({ kind: "buttons", body: "Como podemos ajudar?", buttons: [{ id: "a", title: "Agendar" }, { id: "p", title: "Pessoa" }] }) });
  await open([asked, aMessage({ conversation_id: "c1", seq: 2, content: content({ kind: "choice", id: "p", title: "Pessoa" }), reply_to: { message_id: asked.id, preview: null } })]);
  const options = await screen.findByRole("list", { name: "Options" });
  const [first, second] = within(options).getAllByRole("listitem");
  expect(first).not.toContainElement(within(options).getByRole("img", { name: "Chosen" }));
  expect(second).toContainElement(within(options).getByRole("img", { name: "Chosen" }));
});

test("ticks have words, and climb as WhatsApp reports", async () => {
  await open([aMessage({ conversation_id: "c1", seq: 1, direction: "outbound", status: "sent" })]);
  expect(await within(await log()).findByRole("img", { name: "Sent" })).toBeVisible();
  await live();
  act(() => backend().report("c1", "msg_c1_1", { status: "read" }));
  expect(await within(await log()).findByRole("img", { name: "Read" })).toBeVisible();
});

test("an entry with a lower revision than the one known is dropped", async () => {
  const sent = aMessage({ conversation_id: "c1", seq: 1, direction: "outbound", status: "read", revision: 4 });
  await open([sent]);
  await within(await log()).findByRole("img", { name: "Read" });
  await live();
  act(() => backend().frame({ kind: "changes", conversations: [], entries: [{ ...sent, status: "sent", revision: 2 }, aMessage({ conversation_id: "c1", seq: 2, content: text("depois") })] }));
  expect(await screen.findByText("depois")).toBeVisible();
  expect(within(await log()).getByRole("img", { name: "Read" })).toBeVisible();
});

test("a message missed while the socket was down arrives with the next catch-up", async () => {
  await open([aMessage({ conversation_id: "c1", seq: 1 })]);
  await log();
  await live();
  act(() => void backend().receive("c1", text("ouvida")));
  await within(await log()).findByText("ouvida");
  backend().receive("c1", text("perdida"), { silently: true });
  act(() => void dispatchEvent(new Event("focus")));
  expect(await within(await log()).findByText("perdida")).toBeVisible();
});

test("a hole in the sequence makes the thread fetch itself again", async () => {
  await open([aMessage({ conversation_id: "c1", seq: 1 })]);
  await log();
  await live();
  backend().receive("c1", text("segunda"), { silently: true });
  const third = aMessage({ conversation_id: "c1", seq: 3, content: text("terceira") });
  backend().entries.get("c1")?.push(third);
  act(() => backend().frame({ kind: "changes", conversations: [], entries: [third] }));
  expect(await screen.findByText("segunda")).toBeVisible();
});

test("a failure says the reason, the code and what to do", async () => {
  await open([aMessage({ conversation_id: "c1", seq: 1, direction: "outbound", status: "failed", error: { code: 131053, cause: null, reason: "WhatsApp did not accept the file: its type, coding or size. WhatsApp says: Video is over 16 MB.", action: "fix_media" } })]);
  expect(await within(await log()).findByText(/^Not sent/)).toHaveTextContent("Not sent. WhatsApp did not accept the file's type, coding or size. WhatsApp says: “Video is over 16 MB” (131053). Compress or replace the file and send it again.");
});

test("events read as sentences, with the reader as you", async () => {
  const actor = { kind: "agent", id: "mem_marina", name: "Marina Duarte" } as const;
  await open([
    anEvent({ conversation_id: "c1", seq: 1, kind: "started" }),
    anEvent({ conversation_id: "c1", seq: 2, kind: "handed_off", actor: { kind: "bot", id: "f", name: "Recepção" }, data: { note: "quer remarcar" } }),
    anEvent({ conversation_id: "c1", seq: 3, kind: "assigned", actor: { ...actor, id: "mem_livia", name: "Lívia Prado" }, data: { member_id: "mem_marina", member_name: "Marina Duarte" } }),
    anEvent({ conversation_id: "c1", seq: 4, kind: "taken_over", actor }),
  ]);
  const thread = await log();
  expect(thread).toHaveTextContent("The conversation started");
  expect(thread).toHaveTextContent("The bot handed the conversation to the team: quer remarcar");
  expect(thread).toHaveTextContent("Lívia Prado assigned it to you");
  expect(thread).toHaveTextContent("You took over from the bot");
});

test("a flow that failed says why in the reader's words, and a name is never markup", async () => {
  const actor = { kind: "bot", id: "f", name: "<0>Recepção</0><1>x" } as const;
  await open([
    anEvent({ conversation_id: "c1", seq: 1, kind: "flow_failed", actor, data: { reason: "The flow ran on.", code: "FlowStuck" } }),
    anEvent({ conversation_id: "c1", seq: 2, kind: "flow_failed", actor, data: { reason: "Only the server's words." } }),
  ]);
  const thread = await log();
  expect(await within(thread).findByText(/: The flow ran on without waiting for anyone and was stopped/)).toBeVisible();
  expect(thread).toHaveTextContent("Flow <0>Recepção</0><1>x stopped with an error: Only the server's words.");
});

test("a quote shows what it answers, and says when that is gone", async () => {
  const first = aMessage({ conversation_id: "c1", seq: 1, direction: "outbound" });
  await open([first, aMessage({ conversation_id: "c1", seq: 2, reply_to: { message_id: first.id, preview: "Mensagem 1" } }), aMessage({ conversation_id: "c1", seq: 3, reply_to: { message_id: null, preview: null } })]);
  expect(await screen.findByRole("button", { name: /Answers.*Mensagem 1/ })).toBeVisible();
  expect(screen.getByText("Message not available")).toBeVisible();
});

test("reactions are shown and read aloud", async () => {
  await open([aMessage({ conversation_id: "c1", seq: 1, direction: "outbound", reactions: [{ author: { kind: "contact", id: "c", name: "R" }, emoji: "🙏" }] })]);
  expect(await screen.findByRole("img", { name: "Reactions: 🙏" })).toHaveTextContent("🙏");
});

test("opening a conversation marks it read once", async () => {
  await open([aMessage({ conversation_id: "c1", seq: 1 })], { unread: 3 });
  await waitFor(() => expect(backend().get("c1").unread).toBe(0));
  expect(backend().get("c1").version).toBe(2);
});

test("what a colleague answers stays unread for them whoever looks, until it is said to be read", async () => {
  const { user } = await open([aMessage({ conversation_id: "c1", seq: 1 })], { unread: 3, assignee: "mem_caio" });
  await live();
  await screen.findByRole("article");
  act(() => void backend().receive("c1", text("Tem alguém aí?")));
  await within(await log()).findByText("Tem alguém aí?");
  expect(backend().get("c1").unread).toBe(4);
  await user.click(screen.getByRole("button", { name: "More actions" }));
  await user.click(await screen.findByRole("menuitem", { name: "Mark as read" }));
  await waitFor(() => expect(backend().get("c1").unread).toBe(0));
});

test("whoever is given a conversation they look at has read it", async () => {
  await open([aMessage({ conversation_id: "c1", seq: 1 })], { unread: 3, assignee: "mem_caio" });
  await live();
  await screen.findByRole("article");
  act(() => void backend().assign("c1", "mem_marina"));
  await waitFor(() => expect(backend().get("c1").unread).toBe(0));
});

test.each([
  ["nobody", { assignee: null }],
  ["the bot", { status: "bot", assignee: "mem_caio" }],
] as const)("what %s answers is read by whoever looks", async (_, over) => {
  await open([aMessage({ conversation_id: "c1", seq: 1 })], { unread: 3, ...over });
  await waitFor(() => expect(backend().get("c1").unread).toBe(0));
});

test("an unknown conversation says so without an error", async () => {
  await renderRoute("/inbox/nowhere");
  expect(await screen.findByRole("heading", { name: "This conversation does not exist" })).toBeVisible();
});

test("the details show the flow, its step and what it remembers", async () => {
  backend().add(aConversation({ id: "c1" }), [], { id: "s", flow_id: "f", flow_name: "Recepção", version: 12, node_id: "perguntar", node_kind: "question", state: "waiting", variables: { pedido: "4821" }, deadline_at: null, started_at: ago(4) });
  await renderRoute("/inbox/c1");
  const details = await screen.findByRole("complementary", { name: "Details" });
  expect(await within(details).findByText("Recepção")).toBeVisible();
  expect(details).toHaveTextContent("v12");
  expect(details).toHaveTextContent("Waiting for an answer");
  expect(details).toHaveTextContent('pedido"4821"');
});
