import { screen, waitFor, within } from "@testing-library/react";
import { http } from "msw";
import { expect, test } from "vitest";
import { prefer } from "@/lib/preferences";
import { aConversation, aMessage, ago } from "@/testing/builders";
import { renderRoute } from "@/testing/render-route";
import { backend, server } from "@/testing/server";

async function open(address = "/inbox/c1?view=all") {
  backend().add(aConversation({ id: "c1", last_activity_at: ago(1) }), [aMessage({ conversation_id: "c1", seq: 1 })]);
  backend().add(aConversation({ id: "c2", contact_name: "Trajano Monteiro", address: "+55 31 99120-4476", last_activity_at: ago(5), snippet: { kind: "text", text: "vocês trocam a cor do estofado?", author: "contact" } }), [aMessage({ conversation_id: "c2", seq: 1 })]);
  const view = await renderRoute(address);
  await screen.findByRole("option", { name: /Trajano/ });
  if (address.includes("c1")) await screen.findByRole("log");
  return view;
}

const palette = () => screen.findByRole("dialog", { name: "Search and commands" });
const field = async () => within(await palette()).findByRole("combobox");
const chosen = async () => within(await palette()).getByRole("option", { selected: true });

test("⌘K opens it wherever one is, Esc closes it and the focus returns", async () => {
  const { user } = await open();
  const reply = await screen.findByRole("textbox", { name: /Rafael/ });
  await user.click(reply);
  await user.keyboard("{Control>}k{/Control}");
  expect(await field()).toHaveFocus();
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(reply).toHaveFocus();
});

test("what is typed before it is there is not lost", async () => {
  const { user } = await open();
  await user.keyboard("{Control>}k{/Control}trax{Backspace}");
  expect(await field()).toHaveValue("tra");
});

test("a conversation is found by its name and opened by Enter", async () => {
  const { user, router } = await open();
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await field(), "traj");
  await waitFor(async () => expect(await chosen()).toHaveTextContent("Trajano Monteiro"));
  expect(await field()).toHaveAttribute("aria-activedescendant", (await chosen()).id);
  await user.keyboard("{Enter}");
  await waitFor(() => expect(router.state.location.pathname).toBe("/inbox/c2"));
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("its last words find it, too, and are what is shown", async () => {
  const { user } = await open();
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await field(), "estofado");
  await waitFor(async () => expect(await chosen()).toHaveTextContent("“vocês trocam a cor do estofado?”Trajano Monteiro"));
});

test("a command acts on the conversation that is open", async () => {
  const { user } = await open();
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await field(), "resolve");
  await waitFor(async () => expect(await chosen()).toHaveTextContent(/^Resolve/));
  await user.keyboard("{Enter}");
  await waitFor(() => expect(backend().get("c1").status).toBe("resolved"));
});

test("Backspace in an empty field takes the conversation away, and its commands with it", async () => {
  const { user } = await open();
  await user.keyboard("{Control>}k{/Control}");
  await field();
  expect(within(await palette()).getByRole("group", { name: "This conversation" })).toBeVisible();
  await user.keyboard("{Backspace}");
  expect(within(await palette()).queryByRole("group", { name: "This conversation" })).toBeNull();
  expect(within(await palette()).getByRole("group", { name: "Contacts and conversations" })).toBeVisible();
});

test("Tab narrows to the group of what is chosen, Backspace widens again", async () => {
  const { user } = await open();
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await field(), "r");
  await user.keyboard("{Tab}");
  expect(within(await palette()).getAllByRole("group")).toHaveLength(1);
  await user.keyboard("{Backspace}{Backspace}");
  await waitFor(async () => expect(within(await palette()).getAllByRole("group").length).toBeGreaterThan(1));
});

test("a customer nobody has loaded is found, with when they were last here and whether it is over", async () => {
  for (let at = 0; at < 130; at += 1) backend().add(aConversation({ id: `x${at}`, contact_name: `Contato ${at}`, assignee: "mem_caio", last_activity_at: ago(100 + at) }));
  backend().add(aConversation({ id: "old", contact_name: "Beatriz Prado", assignee: "mem_caio", status: "resolved", last_activity_at: ago(300) }));
  const { user, router } = await open("/inbox");
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await field(), "beatriz");
  await waitFor(async () => expect(await chosen()).toHaveTextContent(/Beatriz Prado.*Resolved5h/));
  expect(within(await palette()).getAllByRole("option", { name: /Beatriz/ })).toHaveLength(1);
  await user.keyboard("{Enter}");
  await waitFor(() => expect(router.state.location.pathname).toBe("/inbox/old"));
});

test("whoever opens it for a command has nothing asked for; the first letter of a name has", async () => {
  const asked: string[] = [];
  server.events.on("request:start", ({ request }) => void (/conversations\?.*limit/.test(request.url) && !/assignee|status/.test(request.url) && asked.push(request.url)));
  const { user } = await open("/inbox/c1?view=mine");
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await field(), ">dark");
  expect(await chosen()).toHaveTextContent("dark");
  expect(asked).toEqual([]);
  await user.clear(await field());
  await user.type(await field(), "j");
  await waitFor(() => expect(asked).toHaveLength(1));
});

test("the palette says that it looks, and how far it looked", async () => {
  for (let at = 0; at < 1_100; at += 1) backend().add(aConversation({ id: `x${at}`, contact_name: `Contato ${at}`, assignee: "mem_caio", last_activity_at: ago(100 + at) }));
  backend().add(aConversation({ id: "far", contact_name: "Jandira Moraes", assignee: "mem_caio", last_activity_at: ago(9_000) }), [aMessage({ conversation_id: "far", seq: 1 })]);
  const asked: string[] = [];
  server.events.on("request:start", ({ request }) => void (/conversations\?.*limit/.test(request.url) && !request.url.includes("assignee") && asked.push(request.url)));
  let answer = () => {};
  const gate = new Promise<void>((open) => (answer = open));
  server.use(http.get("*/api/conversations", async ({ request }) => void (request.url.includes("cursor=725") && (await gate))));
  const { user } = await open("/inbox/far");
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await field(), "zzzz");
  expect(await within(await palette()).findByText("Searching conversations", { selector: "p.flex" })).toBeVisible();
  answer();
  expect(await within(await palette()).findByText("Searched the 1,025 most recent conversations.")).toBeVisible();
  await user.keyboard("{Escape}{Control>}k{/Control}");
  await user.type(await field(), "zzzz");
  expect(await within(await palette()).findByText("Searched the 1,025 most recent conversations.")).toBeVisible();
  expect(asked).toHaveLength(11);
  // Older than all of those, but it is the one that is open.
  await user.clear(await field());
  await user.type(await field(), "jandira");
  await waitFor(async () => expect(await chosen()).toHaveTextContent("Jandira Moraes"));
});

test("nothing found says so", async () => {
  const { user } = await open();
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await field(), "zzzz");
  expect(await within(await palette()).findByText("Nothing found for “zzzz”", { selector: "p.prose-message" })).toBeVisible();
  expect(within(await palette()).getByText("Searched all conversations.")).toBeVisible();
});

test("? lists every shortcut as it is now, and finds one", async () => {
  prefer({ shortcuts: { "conversation.resolve": "d", "conversation.reopen": null } });
  const { user } = await open();
  screen.getByRole("log").focus();
  await user.keyboard("{Shift>}?{/Shift}");
  const list = await screen.findByRole("dialog", { name: "Keyboard shortcuts" });
  expect(within(list).getByText("Resolve").parentElement).toHaveTextContent(/D$/);
  expect(within(list).getByText("Reopen").parentElement).toHaveTextContent("no keys");
  expect(within(list).getByText("Next conversation").parentElement).toHaveTextContent(/J.*or.*↓/);
  await user.type(within(list).getByRole("searchbox"), "resolve");
  expect(within(list).queryByText("Next conversation")).toBeNull();
});

test("g s goes to the settings, g i back to the conversations", async () => {
  const { user, router } = await open();
  screen.getByRole("log").focus();
  await user.keyboard("gs");
  await waitFor(() => expect(router.state.location.pathname).toMatch("/settings"));
  await user.keyboard("gi");
  await waitFor(() => expect(router.state.location.pathname).toBe("/inbox"));
});
