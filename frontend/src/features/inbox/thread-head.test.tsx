import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { aConversation, aMessage } from "@/testing/builders";
import { renderRoute } from "@/testing/render-route";
import { backend } from "@/testing/server";

async function open(over = {}) {
  backend().add(aConversation({ id: "c1", ...over }), [aMessage({ conversation_id: "c1", seq: 1 })]);
  const view = await renderRoute("/inbox/c1");
  await screen.findByRole("log");
  return view;
}
const main = () => within(screen.getByRole("main"));

test("colleagues who look too are shown by face and name, and go as they leave", async () => {
  await open();
  await waitFor(() => expect(backend().sockets.size).toBe(1));
  const here = (conversation_id: string | null) => act(() => backend().frame({ kind: "here", member_id: "mem_caio", name: "Caio Bittencourt", conversation_id, typing: false }));
  here("c1");
  expect(await main().findByRole("img", { name: "Caio Bittencourt is here too" })).toBeVisible();
  here("c2");
  await waitFor(() => expect(main().queryByRole("img", { name: "Caio Bittencourt is here too" })).toBeNull());
});

test.each([
  ["Copy link to the conversation", "http://127.0.0.1:8080/inbox/c1"],
  ["Copy phone number", "+5511988423107"],
])("the menu has: %s", async (name, copied) => {
  const { user } = await open();
  await user.click(main().getByRole("button", { name: "More actions" }));
  await user.click(await screen.findByRole("menuitem", { name }));
  expect(await navigator.clipboard.readText()).toBe(copied);
});

test("a person without a phone number has a username to copy", async () => {
  const { user } = await open({ address: "@otavio.brandao" });
  await user.click(main().getByRole("button", { name: "More actions" }));
  await user.click(await screen.findByRole("menuitem", { name: "Copy username" }));
  expect(await navigator.clipboard.readText()).toBe("@otavio.brandao");
});

test("the menu takes over from the bot, and gives back to it", async () => {
  const { user } = await open({ status: "bot", assignee: null });
  await user.click(main().getByRole("button", { name: "More actions" }));
  await user.click(await screen.findByRole("menuitem", { name: /^Take over/ }));
  await waitFor(() => expect(backend().get("c1")).toMatchObject({ status: "open", assignee: "mem_marina" }));
  await user.click(main().getByRole("button", { name: "More actions" }));
  await user.click(await screen.findByRole("menuitem", { name: /^Give back/ }));
  await waitFor(() => expect(backend().get("c1").status).toBe("bot"));
});
