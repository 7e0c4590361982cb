import { act, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { needWords } from "@/lib/i18n";
import { prefer } from "@/lib/preferences";
import { setSession } from "@/lib/session";
import { toast } from "@/lib/toasts";
import { aConversation, ago, anEvent } from "@/testing/builders";
import { renderRoute } from "@/testing/render-route";
import { backend } from "@/testing/server";

// jsdom is never idle.
Object.assign(globalThis, { requestIdleCallback: (act: () => void) => setTimeout(act), cancelIdleCallback: clearTimeout });

const shown: { title: string; body?: string }[] = [];
const closed: string[] = [];
class FakeNotification {
  static permission = "granted";
  onclick: (() => void) | null = null;
  constructor(private title: string, options: NotificationOptions) {
    shown.push({ title, body: options.body });
  }
  close() {
    closed.push(this.title);
  }
}

beforeEach(() => {
  shown.length = closed.length = 0;
  vi.stubGlobal("Notification", FakeNotification);
  prefer({ notify: true });
  backend().add(aConversation({ id: "mine", contact_name: "Rafael Nogueira", unread: 0 }));
  backend().add(aConversation({ id: "caios", contact_name: "Jéssica Prado", assignee: "mem_caio" }));
  backend().add(aConversation({ id: "bots", contact_name: "Otávio Brandão", status: "bot", assignee: null }));
  backend().add(aConversation({ id: "free", contact_name: "Ana Clara Souto", assignee: null }));
});
afterEach(() => {
  prefer({ notify: false });
  vi.unstubAllGlobals();
});

const look = (at: boolean) => {
  vi.spyOn(document, "hidden", "get").mockReturnValue(!at);
  vi.spyOn(document, "hasFocus").mockReturnValue(at);
};
const says = (id: string, body: string) => act(() => void backend().receive(id, { kind: "text", body }));

async function open(address = "/inbox") {
  const page = await renderRoute(address);
  await screen.findByRole("listbox");
  await waitFor(() => expect(backend().sockets.size).toBe(1));
  // What tells comes after the first screen.
  await act(async () => void (await Promise.all([import("./notify"), needWords("overlays")])));
  await waitFor(() => expect(document.title).toContain("PyTake"));
  return page;
}

test("the title of the page tells how many of one's own are unread", async () => {
  await open();
  says("mine", "Oi");
  await waitFor(() => expect(document.title).toMatch(/^\(1\) /));
  act(() => void backend().step("mine", { unread: 0 }));
  await waitFor(() => expect(document.title).not.toMatch(/^\(/));
});

test("who is elsewhere is told what customers say to them or to nobody, and nothing else", async () => {
  await open();
  look(false);
  says("caios", "Não é seu");
  says("bots", "Nem isto");
  says("free", "Alguém aí?");
  says("mine", "Cheguei");
  await waitFor(() => expect(shown).toEqual([{ title: "Ana Clara Souto", body: "Alguém aí?" }, { title: "Rafael Nogueira", body: "Cheguei" }]));
});

test("who looks at PyTake gets no notification of the browser, but a line under the bell", async () => {
  const { user } = await open();
  look(true);
  says("free", "Alguém aí?");
  const [bell] = await screen.findAllByRole("button", { name: "Notifications, 1 unread" });
  expect(shown).toEqual([]);
  await user.click(bell as HTMLElement);
  const panel = await screen.findByRole("dialog", { name: "Notifications" });
  expect(within(panel).getByRole("link", { name: /Ana Clara Souto.*Alguém aí\?/ })).toHaveAttribute("href", "/inbox/free?m=2");
  await user.keyboard("{Escape}");
  expect(bell).toHaveFocus();
  expect(bell).toHaveAccessibleName("Notifications");
});

test("nobody is told who did not ask for it", async () => {
  prefer({ notify: false });
  await open();
  look(false);
  says("mine", "Oi");
  await screen.findAllByRole("button", { name: "Notifications, 1 unread" });
  expect(shown).toEqual([]);
});

test("a change that is heard of twice is told once", async () => {
  await open();
  look(false);
  const message = backend().receive("mine", { kind: "text", body: "Oi" });
  act(() => backend().frame({ kind: "changes", conversations: [backend().get("mine")], entries: [message] }));
  await waitFor(() => expect(shown).toHaveLength(1));
  act(() => backend().frame({ kind: "changes", conversations: [backend().get("mine")], entries: [message] }));
  says("mine", "Outra");
  await waitFor(() => expect(shown).toHaveLength(2));
});

test("what was said to the bot is no news once a person was asked for", async () => {
  const { user } = await open();
  look(false);
  const oi = backend().receive("bots", { kind: "text", body: "Oi" });
  const before = backend().get("bots");
  act(() => backend().publish([{ ...before, status: "open", seq: before.seq + 1, version: before.version + 1 }], [anEvent({ conversation_id: "bots", seq: before.seq + 1, kind: "handed_off", actor: { kind: "bot", id: null, name: null } })]));
  await waitFor(() => expect(shown).toEqual([{ title: "Otávio Brandão", body: "The bot handed it to the team" }]));
  // Heard again, as whatever is new is asked for with an overlap.
  act(() => backend().frame({ kind: "changes", conversations: [backend().get("bots")], entries: [oi] }));
  says("mine", "Cheguei");
  await waitFor(() => expect(shown).toHaveLength(2));
  await user.click((await screen.findAllByRole("button", { name: /^Notifications/ }))[0] as HTMLElement);
  const panel = await screen.findByRole("dialog", { name: "Notifications" });
  expect(within(panel).getByRole("link", { name: /Otávio Brandão.*handed it to the team/ })).toBeVisible();
});

test("many at once are one notification", async () => {
  await open();
  look(false);
  const entries = [1, 2, 3, 4, 5].map((n) => backend().receive("mine", { kind: "text", body: `Mensagem ${n}` }, { silently: true }));
  act(() => backend().frame({ kind: "changes", conversations: [backend().get("mine")], entries }));
  await waitFor(() => expect(shown).toEqual([{ title: "PyTake", body: "5 things new in your conversations" }]));
});

test("what failed can be read again under the bell, and cleared", async () => {
  const { user } = await open();
  act(() => toast({ tone: "failed", text: "Label not saved" }));
  await user.click((await screen.findAllByRole("button", { name: "Notifications, 1 unread" }))[0] as HTMLElement);
  const panel = await screen.findByRole("dialog", { name: "Notifications" });
  expect(within(panel).getByText("Label not saved")).toBeVisible();
  await user.click(within(panel).getByRole("button", { name: "Clear" }));
  expect(within(panel).getByText("No notifications")).toBeVisible();
});

async function panelOf(user: Awaited<ReturnType<typeof open>>["user"]) {
  await user.click((await screen.findAllByRole("button", { name: /^Notifications/ }))[0] as HTMLElement);
  return within(await screen.findByRole("dialog", { name: "Notifications" }));
}
test("what one does oneself is no news: neither the step nor its undoing stands under the bell", async () => {
  const page = await open("/inbox/mine");
  await page.user.click(await screen.findByRole("button", { name: /^Resolve/ }));
  await page.user.click(await screen.findByRole("button", { name: /^Undo/ }));
  await waitFor(() => expect(backend().get("mine").status).toBe("open"));
  act(() => toast({ tone: "done", text: "Label saved", about: [backend().get("mine")] }));
  expect((await panelOf(page.user)).getByText("No notifications")).toBeVisible();
});

test.each([
  ["answered", () => backend().reply("free", { client_id: "01K0000000000000000000000A", content: { kind: "text", body: "Estou" } }), "Answered since"],
  ["resolved", () => backend().step("free", { status: "resolved" }, "resolved"), "Resolved since"],
  ["given to a colleague", () => backend().assign("free", "mem_caio"), "With Caio Bittencourt since"],
] as const)("what somebody wrote is of the past, and counted no more, once it was %s", async (_, happens, since) => {
  const { user } = await open();
  says("free", "*Alguém* aí?");
  await screen.findAllByRole("button", { name: "Notifications, 1 unread" });
  act(() => void happens());
  await screen.findAllByRole("button", { name: "Notifications" });
  const panel = await panelOf(user);
  expect(await panel.findByRole("link", { name: new RegExp(`^Ana Clara Souto.*Alguém aí\\?.*${since}$`) })).toBeVisible();
});

test("an answer that failed was none: that it did is news, and what somebody wrote is so again while they wait", async () => {
  const { user } = await open();
  says("mine", "Cheguei");
  await screen.findAllByRole("button", { name: "Notifications, 1 unread" });
  act(() => void backend().reply("mine", { client_id: "01K0000000000000000000000A", content: { kind: "text", body: "Já vou" } }));
  await screen.findAllByRole("button", { name: "Notifications" });
  act(() => backend().report("mine", "01K0000000000000000000000A", { status: "failed", error: { code: 131026, cause: null, reason: "…", action: null } }));
  await screen.findAllByRole("button", { name: "Notifications, 2 unread" });
  const panel = await panelOf(user);
  expect(await panel.findByRole("link", { name: /Rafael Nogueira.*Cheguei/ })).not.toHaveAccessibleName(/since/);
  expect(await panel.findByRole("link", { name: /Rafael Nogueira.*Your reply did not arrive: .*\(131026\)/ })).toHaveAttribute("href", expect.stringMatching(/^\/inbox\/mine\?m=\d+$/));
});

test("what was answered before it was given to one is not answered since", async () => {
  const { user } = await open();
  const caio = { kind: "agent", id: "mem_caio", name: "Caio Bittencourt" } as const;
  act(() => {
    const before = backend().step("caios", { waiting_since: null, snippet: { kind: "text", text: "Tudo certo", author: "agent", seq: 1, at: ago(1), status: "sent" } });
    const given = anEvent({ conversation_id: "caios", seq: before.seq + 1, kind: "assigned", actor: caio, data: { member_id: "mem_marina", member_name: "Marina Duarte" } });
    backend().publish([{ ...before, assignee: "mem_marina", seq: given.seq, version: before.version + 1 }], [given]);
  });
  await screen.findAllByRole("button", { name: "Notifications, 1 unread" });
  act(() => void backend().step("caios", { contact_name: "Jéssica Prado Lima" }));
  await screen.findByRole("option", { name: /Jéssica Prado Lima/ });
  const line = await (await panelOf(user)).findByRole("link", { name: /Jéssica Prado.*Caio Bittencourt/ });
  expect(line).not.toHaveAccessibleName(/since/);
  expect(within(line).getByRole("img", { name: "Unread" })).toBeVisible();
});

test("what somebody writes again is news again", async () => {
  const { user } = await open();
  says("free", "Alguém aí?");
  act(() => void backend().step("free", { status: "resolved" }, "resolved"));
  act(() => void backend().step("free", { status: "open" }, "reopened"));
  says("free", "Ainda preciso de ajuda");
  const panel = await panelOf(user);
  const line = await panel.findByRole("link", { name: /Ana Clara Souto.*Ainda preciso de ajuda/ });
  expect(line).not.toHaveAccessibleName(/since/);
});

test("that nothing but a copy failed is not kept", async () => {
  const { user } = await open();
  act(() => toast({ id: "copied", tone: "failed", text: "Link not copied", brief: true }));
  expect((await panelOf(user)).getByText("No notifications")).toBeVisible();
});

test("whoever signs out takes along what the machine was told", async () => {
  await open();
  look(false);
  says("mine", "Meu CPF é segredo");
  await waitFor(() => expect(shown).toHaveLength(1));
  expect(closed).toEqual([]);
  act(() => setSession(null));
  await waitFor(() => expect(closed).toEqual(["Rafael Nogueira"]));
});
